package dev.framescope.cli.bench;

import java.util.List;

/** Times on the wall clock. */
final class Timing {
    private Timing() {}

    /** What is timed. */
    @FunctionalInterface
    interface Work<E extends Exception> {
        void run() throws E, InterruptedException;
    }

    /** In seconds. */
    static <E extends Exception> double seconds(Work<E> work) throws E, InterruptedException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** The middle one. */
    static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
