package dev.framescope.machine;

import java.util.List;

/**
 * A program as the machine loads it.
 *
 * @param name for messages, such as the file's name
 * @param entry the physical address at which the guest starts
 * @param segments what is placed in memory
 */
public record LoadImage(String name, long entry, List<LoadSegment> segments) {
    public LoadImage {
        segments = List.copyOf(segments);
    }
}
