package dev.framescope.debugger;

import dev.framescope.machine.CodeHandler;
import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.CodePoint;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.StopReason;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The machine as one run drives it, on the session's thread: every method waits until the machine
 * stands again. {@link #requestSuspend}, from any thread, makes the run's current and every later
 * attempt to go on end at once.
 */
final class Runner {
    /** More instructions than a run has. */
    private static final long ENDLESS = 1L << 60;

    private final Machine machine;
    private boolean suspendRequested;

    /**
     * How a run to a place ended.
     *
     * @param arrived whether the place was reached, which does not exclude that a breakpoint was
     *     too
     * @param reason the machine's stop
     */
    record Arrival(boolean arrived, StopReason reason) {}

    Runner(Machine machine) {
        this.machine = machine;
    }

    /** Runs all harts until something stops the machine. */
    StopReason resume() throws InterruptedException {
        return go(machine::resume);
    }

    /** Executes instructions of one hart. */
    StopReason step(int hart, long instructions) throws InterruptedException {
        return go(() -> machine.step(hart, instructions));
    }

    /**
     * Runs until a hart for which the guard holds is about to execute one of the places.
     *
     * @param only the one hart that runs while the others stand; empty for all of them
     */
    Arrival runTo(List<CodeLocation> places, Predicate<HartInspection> guard, OptionalInt only)
            throws InterruptedException {
        CodeHandler handler = (hart, inspection) -> guard.test(hart);
        List<CodePoint> points =
                places.stream().map(place -> machine.addCodePoint(place, handler)).toList();
        try {
            StopReason reason = only.isPresent() ? step(only.getAsInt(), ENDLESS) : resume();
            boolean arrived =
                    reason instanceof StopReason.CodePointReached reached
                            && reached.points().stream().anyMatch(points::contains);
            return new Arrival(arrived, reason);
        } finally {
            points.forEach(machine::removeCodePoint);
        }
    }

    /** Reads the machine. */
    <T> T inspect(Function<Inspection, T> reader) {
        return machine.inspect(reader).join();
    }

    /** Any thread. */
    synchronized void requestSuspend() {
        suspendRequested = true;
        machine.suspend();
    }

    private StopReason go(Runnable start) throws InterruptedException {
        synchronized (this) {
            if (suspendRequested) {
                return new StopReason.Suspended(machine.lastStop().where());
            }
            start.run();
        }
        return machine.awaitStop();
    }
}
