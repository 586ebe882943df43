package dev.framescope.debugger;

import dev.framescope.debugger.code.Instruction;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.HartState;
import dev.framescope.machine.Machine;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.Trap;
import dev.framescope.machine.TrapHandler;
import dev.framescope.machine.isa.Op;
import dev.framescope.machine.isa.Registers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Moves one hart on by single instructions, or at full speed to a place, such that interrupts do
 * not show: the handler of one that comes in between runs to its end. On the session's thread.
 */
final class HartStepper implements AutoCloseable {
    private static final BiPredicate<Trap, HartInspection> NO_TRAP = (trap, at) -> false;

    private final Machine machine;
    private final Runner runner;
    private final KernelImage kernel;
    private final int hart;
    private final TrapHandler trapHandler;

    /** Which traps of the hart stop the machine. Written while the machine stands. */
    private volatile BiPredicate<Trap, HartInspection> watched = NO_TRAP;

    HartStepper(Machine machine, Runner runner, KernelImage kernel, int hart) {
        this.machine = machine;
        this.runner = runner;
        this.kernel = kernel;
        this.hart = hart;
        trapHandler = (trap, at, inspection) -> at.id() == hart && watched.test(trap, at);
        machine.addTrapHandler(trapHandler);
    }

    @Override
    public void close() {
        machine.removeTrapHandler(trapHandler);
    }

    int hart() {
        return hart;
    }

    /** Where the hart stands. */
    Place place() {
        return runner.inspect(inspection -> Place.of(inspection.hart(hart), kernel));
    }

    /** Executes the next instruction, or goes over it and what it starts. */
    Move advance(Place from, StepKind kind) throws InterruptedException {
        if (from.state() == HartState.WAITING) {
            return runTo(from.pc(), from.sameActivation(hart));
        }
        Optional<Instruction> goneOver =
                from.instruction()
                        .filter(i -> i.op() == Op.WFI || kind == StepKind.OVER && i.isCall());
        return goneOver.isPresent()
                ? runTo(goneOver.get().next(), from.sameActivation(hart))
                : executeOne();
    }

    /** Executes one instruction of this hart while the others stand still. */
    private Move executeOne() throws InterruptedException {
        while (true) {
            StopReason reason = stepWatched();
            if (reason instanceof StopReason.LimitReached) {
                return Move.done(reason);
            }
            if (!(reason instanceof StopReason.TrapTaken taken)) {
                return Move.stopped(reason);
            }
            if (!taken.trap().interrupt()) {
                return Move.trapped(taken);
            }
            Move back = finishTrap(taken.trap());
            if (!back.isDone()) {
                return back;
            }
        }
    }

    private StopReason stepWatched() throws InterruptedException {
        watched = (trap, at) -> true;
        try {
            return runner.step(hart, 1);
        } finally {
            watched = NO_TRAP;
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
     * Runs all harts until this one, in the same activation, leaves a line's code.
     *
     * @param from where the hart stands, in that code
     * @param kind into: ends with the exception that an instruction of the line takes
     */
    Move leave(LineExits line, Place from, StepKind kind) throws InterruptedException {
        List<CodeLocation> places =
                line.addresses().stream()
                        .flatMap(address -> meetingPoints(address).stream())
                        .toList();
        if (kind == StepKind.INTO) {
            watched =
                    (trap, at) ->
                            !trap.interrupt()
                                    && line.contains(trap.epc())
                                    && trap.from() == from.privilege()
                                    && at.x(Registers.SP) == from.sp();
        }
        try {
            Move move = runTo(places, from.sameActivation(hart));
            return move.reason() instanceof StopReason.TrapTaken taken ? Move.trapped(taken) : move;
        } finally {
            watched = NO_TRAP;
        }
    }

    /** Where control leaves the code of the line, if that can be told. */
    Optional<LineExits> lineExits(Place from, StepKind kind) {
        long offset = from.pc() - from.linkPc();
        return kernel.symbols()
                .lineRangeAt(from.linkPc())
                .flatMap(
                        range ->
                                runner.inspect(
                                        inspection ->
                                                LineExits.of(
                                                        inspection.hart(hart),
                                                        range.low() + offset,
                                                        range.high() + offset,
                                                        kind == StepKind.INTO)));
    }

    private Move runTo(List<CodeLocation> places, Predicate<HartInspection> guard)
            throws InterruptedException {
        Runner.Arrival arrival = runner.runTo(places, guard);
        return arrival.arrived() ? Move.done(arrival.reason()) : Move.stopped(arrival.reason());
    }

    /** The address itself, and where else the same code of the kernel is met. */
    private List<CodeLocation> meetingPoints(long address) {
        CodeLocation code = kernel.locate(kernel.linkAddress(address, false));
        return code.linkAddress().orElseThrow() == address
                ? List.of(code)
                : List.of(CodeLocation.at(address), code);
    }
}
