package dev.framescope.cli;

import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineListener;
import dev.framescope.machine.StopReason;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** Measures one run of a machine, from {@link #start} to its next stop. */
public final class RunClock {
    private final long startNanos = System.nanoTime();
    private final CompletableFuture<Long> cpuNanos = new CompletableFuture<>();

    /**
     * What a run took.
     *
     * @param instructions retired by all harts since reset
     * @param wallSeconds on the wall clock
     * @param cpuSeconds of processor time of the machine's thread
     */
    public record Stats(long instructions, double wallSeconds, double cpuSeconds) {
        /** Millions of guest instructions a second of wall clock. */
        public double guestMips() {
            return wallSeconds == 0 ? 0 : instructions / wallSeconds / 1e6;
        }

        /** One line. */
        public String toJson() {
            return String.format(
                    Locale.ROOT,
                    "{\"instructions\":%d,\"wall_seconds\":%.6f,\"cpu_seconds\":%.6f,"
                            + "\"guest_mips\":%.3f}",
                    instructions,
                    wallSeconds,
                    cpuSeconds,
                    guestMips());
        }
    }

    private RunClock() {}

    /** To be called before the machine is resumed for the first time. */
    public static RunClock start(Machine machine) {
        RunClock clock = new RunClock();
        machine.addListener(
                new MachineListener() {
                    @Override
                    public void suspended(StopReason reason) {
                        clock.readCpu();
                    }

                    @Override
                    public void terminated(StopReason reason) {
                        clock.readCpu();
                    }
                });
        return clock;
    }

    /** The run has stopped for that reason. */
    public Stats stop(StopReason reason) {
        double wall = (System.nanoTime() - startNanos) / 1e9;
        return new Stats(reason.where().instructions(), wall, cpuNanos.join() / 1e9);
    }

    /** On the machine thread, which has done nothing before the run. */
    private void readCpu() {
        cpuNanos.complete(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }
}
