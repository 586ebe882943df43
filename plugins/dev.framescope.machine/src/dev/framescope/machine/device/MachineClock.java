package dev.framescope.machine.device;

/**
 * Virtual time: nanoseconds since power-on, one for each instruction slot. It depends on what the
 * guest has executed and never on the host's clock.
 */
@FunctionalInterface
public interface MachineClock {
    /** One tick of {@code mtime}, in nanoseconds (timebase-frequency 10 MHz). */
    long NANOS_PER_TICK = 100;

    /** What would happen later, in 146 years, never happens. */
    long LATEST_EVENT = Long.MAX_VALUE / 2;

    /** Now, as the hart sees it that is executing. */
    long nanos();
}
