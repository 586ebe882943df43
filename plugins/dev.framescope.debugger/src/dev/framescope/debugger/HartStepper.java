package dev.framescope.debugger;

import dev.framescope.debugger.code.Instruction;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.Trap;
import dev.framescope.machine.TrapHandler;
import dev.framescope.machine.isa.Registers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Moves one hart on by single instructions such that interrupts do not show: the handler of one
 * that comes in between is run to its end. On the session's thread.
 */
final class HartStepper implements AutoCloseable {
    private final Machine machine;
    private final Runner runner;
    private final KernelImage kernel;
    private final int hart;
    private final TrapHandler trapWatch;

    /** Which traps of the hart stop the machine. Written while the machine stands. */
    private volatile Watch watch = Watch.NOTHING;

    private enum Watch {
        NOTHING,
        EXCEPTIONS,
        ALL_TRAPS
    }

    /**
     * How a move ended.
     *
     * @param end why it did not get where it was to go; empty if it did
     * @param trap the exception that was taken instead of the instruction, if any
     */
    record Move(Optional<RunEnd> end, StopReason reason, Optional<Trap> trap) {
        boolean done() {
            return end.isEmpty() && trap.isEmpty();
        }

        private static Move done(StopReason reason) {
            return new Move(Optional.empty(), reason, Optional.empty());
        }

        private static Move stopped(StopReason reason) {
            return new Move(Optional.of(RunEnd.stopped(reason)), reason, Optional.empty());
        }
    }

    HartStepper(Machine machine, Runner runner, KernelImage kernel, int hart) {
        this.machine = machine;
        this.runner = runner;
        this.kernel = kernel;
        this.hart = hart;
        trapWatch = (trap, at, inspection) -> at.id() == hart && isWatched(trap);
        machine.addTrapHandler(trapWatch);
    }

    @Override
    public void close() {
        machine.removeTrapHandler(trapWatch);
    }

    int hart() {
        return hart;
    }

    /** Where the hart stands. */
    Place place() {
        return runner.inspect(inspection -> Place.of(inspection.hart(hart), kernel));
    }

    /**
     * Executes instructions of this hart alone. Ends early, with the trap, where one of them takes
     * an exception.
     *
     * @param from where the hart stands
     */
    Move step(Place from, long count) throws InterruptedException {
        Place start = from;
        long remaining = count;
        while (true) {
            StopReason reason = stepWatched(remaining);
            if (!(reason instanceof StopReason.TrapTaken taken)) {
                return reason instanceof StopReason.LimitReached
                        ? Move.done(reason)
                        : Move.stopped(reason);
            }
            if (!taken.trap().interrupt()) {
                return new Move(Optional.empty(), reason, Optional.of(taken.trap()));
            }
            remaining -= place().instructions() - start.instructions();
            Move back = finishTrap(taken.trap());
            if (!back.done() || remaining <= 0) {
                return back;
            }
            start = place();
        }
    }

    /** From the first instruction of a trap's handler, runs until the trap is dealt with. */
    Move finishTrap(Trap trap) throws InterruptedException {
        long sp = place().sp();
        List<CodeLocation> places = new ArrayList<>(meetingPoints(trap.epc()));
        if (!trap.interrupt()) {
            runner.inspect(inspection -> Instruction.read(inspection.hart(hart), trap.epc()))
                    .ifPresent(cause -> places.addAll(meetingPoints(cause.next())));
        }
        return runTo(
                places,
                at -> at.id() == hart && at.x(Registers.SP) == sp && at.privilege() == trap.from());
    }

    /** Runs all harts until this one comes, with the guard, to an address. */
    Move runTo(long address, Predicate<HartInspection> guard) throws InterruptedException {
        return runTo(meetingPoints(address), guard);
    }

    /**
     * Runs all harts until this one comes, with the guard, to one of the addresses.
     *
     * @param untilException whether to end, with the trap, where this hart takes an exception
     */
    Move runToAny(
            Collection<Long> addresses, Predicate<HartInspection> guard, boolean untilException)
            throws InterruptedException {
        List<CodeLocation> places =
                addresses.stream().flatMap(address -> meetingPoints(address).stream()).toList();
        watch = untilException ? Watch.EXCEPTIONS : Watch.NOTHING;
        try {
            Move move = runTo(places, guard);
            return move.reason() instanceof StopReason.TrapTaken taken
                    ? new Move(Optional.empty(), taken, Optional.of(taken.trap()))
                    : move;
        } finally {
            watch = Watch.NOTHING;
        }
    }

    private Move runTo(List<CodeLocation> places, Predicate<HartInspection> guard)
            throws InterruptedException {
        Runner.Arrival arrival = runner.runTo(places, guard);
        return arrival.arrived() ? Move.done(arrival.reason()) : Move.stopped(arrival.reason());
    }

    /** The address itself, and where else the same code of the kernel is met. */
    private List<CodeLocation> meetingPoints(long address) {
        CodeLocation code = kernel.locate(kernel.linkAddress(address, false));
        return code.linkAddress() == address
                ? List.of(code)
                : List.of(CodeLocation.at(address), code);
    }

    private StopReason stepWatched(long count) throws InterruptedException {
        watch = Watch.ALL_TRAPS;
        try {
            return runner.step(hart, count);
        } finally {
            watch = Watch.NOTHING;
        }
    }

    private boolean isWatched(Trap trap) {
        return watch == Watch.ALL_TRAPS || watch == Watch.EXCEPTIONS && !trap.interrupt();
    }
}
