package dev.framescope.machine;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a run may go; whichever comes first.
 *
 * @param instructions retired by all harts together from now on; met exactly
 * @param hostTime wall-clock time from now on; met within milliseconds
 */
public record RunLimit(OptionalLong instructions, Optional<Duration> hostTime) {
    public static final RunLimit NONE = new RunLimit(OptionalLong.empty(), Optional.empty());

    public static RunLimit instructions(long count) {
        return new RunLimit(OptionalLong.of(count), Optional.empty());
    }

    public static RunLimit hostTime(Duration time) {
        return new RunLimit(OptionalLong.empty(), Optional.of(time));
    }
}
