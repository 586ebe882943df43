package dev.framescope.debugger;

import dev.framescope.debugger.code.Instruction;
import dev.framescope.debugger.program.MemoryView;
import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.HartState;
import dev.framescope.machine.Machine;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.Trap;
import dev.framescope.machine.TrapHandler;
import dev.framescope.machine.isa.Op;
import dev.framescope.machine.isa.Registers;
import dev.framescope.symbols.dwarf.AddressRange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Moves one hart on by single instructions, or at full speed to a place, such that interrupts do
 * not show, unless the options say so: the handler of one that comes in between runs to its end. On
 * the session's thread.
 */
final class HartStepper implements AutoCloseable {
    private static final BiPredicate<Trap, HartInspection> NO_TRAP = (trap, at) -> false;

    private final Machine machine;
    private final BreakpointTable breakpoints;
    private final Runner runner;
    private final SessionParts session;
    private final StepOptions options;
    private final TrapHandler trapHandler;

    /** Where the thread runs that is stepped; a kernel may take it to another hart. */
    private volatile int hart;

    /** Which traps of the hart stop the machine. Written while the machine stands. */
    private volatile BiPredicate<Trap, HartInspection> watched = NO_TRAP;

    HartStepper(
            SessionParts session,
            BreakpointTable breakpoints,
            Runner runner,
            int hart,
            StepOptions options) {
        this.session = session;
        this.breakpoints = breakpoints;
        this.runner = runner;
        this.options = options;
        this.hart = hart;
        machine = session.machine();
        trapHandler =
                (trap, at, inspection) ->
                        at.id() == this.hart && (isShown(trap) || watched.test(trap, at));
        machine.addTrapHandler(trapHandler);
    }

    /** Whether the step ends at the handler of a trap. */
    private boolean isShown(Trap trap) {
        return trap.interrupt() && options.stopsInHandlers();
    }

    @Override
    public void close() {
        machine.removeTrapHandler(trapHandler);
    }

    int hart() {
        return hart;
    }

    /** Whether a breakpoint holds the hart where it stands; asked once for each arrival. */
    boolean stopsAt(Place here) {
        return breakpoints.stop(here.linkPc(), hart, runner);
    }

    /** Where the hart stands. */
    Place place() {
        return runner.inspect(
                inspection -> Place.of(inspection.hart(hart), inspection, session.programs()));
    }

    /** How the step is to be made. */
    StepOptions options() {
        return options;
    }

    /** How many of the functions inlined where the hart stands count as not called yet. */
    int hidden() {
        return runner.inspect(inspection -> session.stacks().hiddenAt(inspection.hart(hart)));
    }

    /** Lets the innermost functions inlined where the hart stands count as not called yet. */
    void hide(int count) {
        runner.inspect(
                inspection -> {
                    session.stacks().hide(inspection.hart(hart), count);
                    return null;
                });
    }

    /** Executes the next instruction, or goes over it and what it starts. */
    Move advance(Place from, StepKind kind) throws InterruptedException {
        if (from.state() == HartState.WAITING) {
            return runTo(from, from.pc(), from.sameActivation());
        }
        Optional<Instruction> goneOver =
                from.instruction()
                        .filter(i -> i.op() == Op.WFI || kind == StepKind.OVER && i.isCall());
        return goneOver.isPresent()
                ? runTo(from, goneOver.get().next(), from.sameActivation())
                : executeOne();
    }

    /** Executes one instruction of this hart while the others stand still. */
    private Move executeOne() throws InterruptedException {
        while (true) {
            StopReason reason = stepWatched();
            if (breakpoints.haveStopped()) {
                return Move.stopped(reason);
            }
            if (reason instanceof StopReason.LimitReached) {
                return Move.done(reason);
            }
            if (!(reason instanceof StopReason.TrapTaken taken)) {
                return Move.stopped(reason);
            }
            if (!taken.trap().interrupt()) {
                return Move.trapped(taken);
            }
            if (isShown(taken.trap())) {
                return Move.inHandler(taken);
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
        return finishTrap(trap, interrupted(trap));
    }

    /** From anywhere in a trap's handler, runs until the trap is dealt with. */
    Move finishTrap(Trap trap, Place interrupted) throws InterruptedException {
        List<CodeLocation> places = new ArrayList<>();
        places.addAll(interrupted.meetingPoints(trap.epc()));
        if (!trap.interrupt()) {
            interrupted
                    .instruction()
                    .ifPresent(cause -> places.addAll(interrupted.meetingPoints(cause.next())));
        }
        return runTo(places, interrupted.sameActivation());
    }

    /** The code that a trap has interrupted which the hart has just taken. */
    Place interrupted(Trap trap) {
        return runner.inspect(
                inspection ->
                        Place.interrupted(
                                trap, inspection.hart(hart), inspection, session.programs()));
    }

    /** Runs until the thread comes, with the guard, to an address near a place. */
    Move runTo(Place near, long address, Predicate<HartInspection> guard)
            throws InterruptedException {
        return runTo(near.meetingPoints(address), guard);
    }

    /** Runs until the thread comes back to a frame. */
    Move returnTo(StackFrame caller) throws InterruptedException {
        List<CodeLocation> places = new ArrayList<>();
        places.add(CodeLocation.at(caller.pc()));
        caller.program().ifPresent(program -> places.add(program.locate(caller.linkPc())));
        if (caller.registers().interrupted()) {
            // Behind an ecall, a handler goes back to the instruction after it.
            nextInstruction(caller).ifPresent(next -> places.add(CodeLocation.at(next)));
        }
        return runTo(
                places, Place.activation(hart, caller.sp(), caller.privilege(), caller.satp()));
    }

    private Optional<Long> nextInstruction(StackFrame frame) {
        return runner.inspect(
                inspection -> {
                    MemoryView memory =
                            new MemoryView(
                                    inspection.hart(hart),
                                    inspection,
                                    frame.privilege(),
                                    frame.satp());
                    return Instruction.read(memory, frame.pc()).map(Instruction::next);
                });
    }

    /**
     * Runs until the thread, in the same activation, leaves a piece of code.
     *
     * @param from where the hart stands, in that code
     * @param kind into: ends with the exception that an instruction of the code takes
     */
    Move leave(CodeRegion code, Place from, StepKind kind) throws InterruptedException {
        List<CodeLocation> places =
                code.exits().stream()
                        .flatMap(address -> from.meetingPoints(address).stream())
                        .toList();
        if (kind == StepKind.INTO) {
            watched =
                    (trap, at) ->
                            !trap.interrupt()
                                    && code.contains(trap.epc())
                                    && trap.from() == from.privilege()
                                    && at.x(Registers.SP) == from.sp();
        }
        try {
            Move move = runTo(places, from.sameActivation());
            return move.reason() instanceof StopReason.TrapTaken taken
                            && !isShown(taken.trap())
                            && !breakpoints.haveStopped()
                    ? Move.trapped(taken)
                    : move;
        } finally {
            watched = NO_TRAP;
        }
    }

    /**
     * Pieces of the program's code, and where control leaves them; empty if that cannot be told.
     *
     * @param pieces by link address
     * @param kind into: calls are looked at
     */
    Optional<CodeRegion> region(Place at, List<AddressRange> pieces, StepKind kind) {
        List<AddressRange> here =
                pieces.stream()
                        .map(
                                piece ->
                                        new AddressRange(
                                                at.runtimeAddress(piece.low()),
                                                at.runtimeAddress(piece.high())))
                        .toList();
        return runner.inspect(
                inspection ->
                        CodeRegion.of(
                                MemoryView.of(inspection.hart(hart), inspection),
                                here,
                                kind == StepKind.INTO));
    }

    private Move runTo(List<CodeLocation> places, Predicate<HartInspection> guard)
            throws InterruptedException {
        OptionalInt only = options.otherHartsStand() ? OptionalInt.of(hart) : OptionalInt.empty();
        Runner.Arrival arrival = runner.runTo(places, guard, only);
        if (!arrival.arrived() || breakpoints.haveStopped()) {
            return arrival.reason() instanceof StopReason.TrapTaken taken && isShown(taken.trap())
                    ? Move.inHandler(taken)
                    : Move.stopped(arrival.reason());
        }
        hart = arrival.reason().where().hart();
        return Move.done(arrival.reason());
    }
}
