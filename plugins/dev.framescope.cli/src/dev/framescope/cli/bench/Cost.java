package dev.framescope.cli.bench;

/**
 * What a run took.
 *
 * @param wallSeconds on the wall clock
 * @param cpuSeconds of processor time, which other processes on the machine do not change
 */
record Cost(double wallSeconds, double cpuSeconds) {
    /** Two of the ticks by which processor time is told. */
    private static final double SHORTEST_SECONDS = 0.02;

    /** The lower of both, each for itself. */
    Cost min(Cost other) {
        return new Cost(
                Math.min(wallSeconds, other.wallSeconds), Math.min(cpuSeconds, other.cpuSeconds));
    }

    Cost minus(Cost other) {
        return new Cost(wallSeconds - other.wallSeconds, cpuSeconds - other.cpuSeconds);
    }

    /** Whether it is within what clocks are off by. */
    boolean isTooShort() {
        return wallSeconds < SHORTEST_SECONDS || cpuSeconds < SHORTEST_SECONDS;
    }

    /** How fast so many instructions are at this cost. */
    Speed speed(double instructions) {
        return new Speed(instructions / wallSeconds / 1e6, instructions / cpuSeconds / 1e6);
    }

    /**
     * Millions of guest instructions a second.
     *
     * @param wallMips by wall clock
     * @param cpuMips by processor time
     */
    record Speed(double wallMips, double cpuMips) {}
}
