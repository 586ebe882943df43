package dev.framescope.machine;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A program as the machine loads it.
 *
 * @param name for messages, such as the file's name
 * @param entry the physical address at which the guest starts
 * @param segments what is placed in memory
 * @param hostInterface the words to be watched for commands to the host, if the program has them
 */
public record LoadImage(
        String name,
        long entry,
        List<LoadSegment> segments,
        Optional<HostInterface> hostInterface) {
    public LoadImage {
        segments = List.copyOf(segments);
        Objects.requireNonNull(hostInterface, "hostInterface");
    }

    /** A program without host interface. */
    public LoadImage(String name, long entry, List<LoadSegment> segments) {
        this(name, entry, segments, Optional.empty());
    }
}
