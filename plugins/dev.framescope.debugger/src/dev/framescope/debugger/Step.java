package dev.framescope.debugger;

import dev.framescope.debugger.code.Instruction;
import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.debugger.stack.Unwinder;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.HartState;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.isa.Op;
import dev.framescope.machine.isa.Registers;
import dev.framescope.symbols.LineRange;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One step of one hart. By line, it runs at full speed to where control can leave the line's code,
 * executes single instructions where one has to see what they do, and runs over what is called,
 * until the place is one to stop at.
 */
final class Step {
    private final Runner runner;
    private final HartStepper stepper;
    private final KernelImage kernel;
    private final BreakpointTable breakpoints;
    private final StepKind kind;
    private final StepUnit unit;
    private Place start;
    private Place current;

    Step(
            Runner runner,
            HartStepper stepper,
            KernelImage kernel,
            BreakpointTable breakpoints,
            StepKind kind,
            StepUnit unit) {
        this.runner = runner;
        this.stepper = stepper;
        this.kernel = kernel;
        this.breakpoints = breakpoints;
        this.kind = kind;
        this.unit = unit;
    }

    RunEnd carryOut(StopReason before) throws InterruptedException {
        start = stepper.place();
        if (start.state() == HartState.STOPPED) {
            return RunEnd.impossible(
                    before, "hart " + stepper.hart() + " is stopped: nothing to step");
        }
        if (kind == StepKind.RETURN) {
            return toCaller(before);
        }
        return unit == StepUnit.INSTRUCTION ? byInstruction() : byLine();
    }

    private RunEnd toCaller(StopReason before) throws InterruptedException {
        List<StackFrame> frames =
                runner.inspect(
                        inspection ->
                                new Unwinder(kernel, inspection.hart(stepper.hart())).backtrace());
        if (frames.size() < 2) {
            return RunEnd.impossible(before, "no caller is known to return to");
        }
        StackFrame caller = frames.get(1);
        Predicate<HartInspection> inCaller =
                hart ->
                        hart.id() == stepper.hart()
                                && (caller.sp() == 0 || hart.x(Registers.SP) == caller.sp());
        return ending(stepper.runTo(caller.pc(), inCaller));
    }

    private RunEnd byInstruction() throws InterruptedException {
        HartStepper.Move move = advance(start);
        if (move.trap().isPresent() && kind == StepKind.OVER) {
            move = stepper.finishTrap(move.trap().get());
        }
        return ending(move);
    }

    private RunEnd byLine() throws InterruptedException {
        current = start;
        Optional<RunEnd> end;
        do {
            end = within(current);
        } while (end.isEmpty());
        return end.get();
    }

    /** One move of a step by line; empty if the step goes on from {@link #current}. */
    private Optional<RunEnd> within(Place from) throws InterruptedException {
        Optional<Set<Long>> exits = lineExits(from).filter(all -> !all.contains(from.pc()));
        HartStepper.Move move =
                exits.isPresent()
                        ? stepper.runToAny(exits.get(), activationOf(from), kind == StepKind.INTO)
                        : advance(from);
        if (move.trap().isPresent()) {
            if (kind == StepKind.INTO && stepper.place().line().isPresent()) {
                return Optional.of(ending(move));
            }
            move = stepper.finishTrap(move.trap().get());
        }
        Place to = stepper.place();
        if (move.done() && exits.isEmpty() && entersFunction(from, to)) {
            if (kind == StepKind.INTO && to.line().isPresent()) {
                return Optional.of(ending(pastPrologue(move, to)));
            }
            boolean call = from.instruction().orElseThrow().isCall();
            move = stepper.runTo(call ? nextOf(from) : to.ra(), activationOf(from));
            if (!call) {
                // A jump in place of a call: it has returned to the caller of this function.
                return Optional.of(ending(move));
            }
            to = stepper.place();
        }
        current = to;
        boolean left = exits.isEmpty() && leavesActivation(from);
        boolean over = left || !move.done() || isEnd(to);
        return over ? Optional.of(ending(move)) : Optional.empty();
    }

    /** Executes the next instruction, or goes over it and what it starts. */
    private HartStepper.Move advance(Place from) throws InterruptedException {
        if (from.state() == HartState.WAITING) {
            return stepper.runTo(from.pc(), activationOf(from));
        }
        Optional<Instruction> instruction = from.instruction();
        if (instruction.isPresent()
                && (instruction.get().op() == Op.WFI
                        || kind == StepKind.OVER && instruction.get().isCall())) {
            return stepper.runTo(nextOf(from), activationOf(from));
        }
        return stepper.step(from, 1);
    }

    /** Where control leaves the code of the line, if that can be told. */
    private Optional<Set<Long>> lineExits(Place from) {
        Optional<LineRange> range =
                kernel.symbols()
                        .lineRangeAt(from.linkPc())
                        .filter(found -> found.contains(from.linkPc()));
        if (range.isEmpty()) {
            return Optional.empty();
        }
        long offset = from.pc() - from.linkPc();
        return runner.inspect(
                inspection ->
                        LineExits.of(
                                inspection.hart(stepper.hart()),
                                range.get().low() + offset,
                                range.get().high() + offset,
                                kind == StepKind.INTO));
    }

    /** Whether that instruction has called, or has jumped to the start of another function. */
    private boolean entersFunction(Place from, Place to) {
        if (from.instruction().isEmpty() || !from.instruction().get().isJump()) {
            return false;
        }
        Instruction jump = from.instruction().get();
        return jump.isCall()
                ? to.pc() != jump.next()
                : !jump.isReturn() && to.isFunctionStart() && !to.isInFunctionOf(start);
    }

    private static boolean leavesActivation(Place from) {
        return from.instruction().filter(i -> i.isReturn() || i.isTrapReturn()).isPresent();
    }

    /** From a function's first instruction to where its arguments are in place. */
    private HartStepper.Move pastPrologue(HartStepper.Move move, Place entry)
            throws InterruptedException {
        if (!entry.isFunctionStart() || breakpoints.anyAt(entry.linkPc())) {
            return move;
        }
        long body = kernel.symbols().breakpointAddress(entry.function().orElseThrow());
        long distance = body - entry.linkPc();
        return distance == 0
                ? move
                : stepper.runTo(entry.pc() + distance, hart -> hart.id() == stepper.hart());
    }

    private boolean isEnd(Place to) {
        if (to.state() == HartState.STOPPED
                || to.privilege() != start.privilege()
                || breakpoints.anyAt(to.linkPc())) {
            return true;
        }
        if (start.line().isPresent() && to.line().isPresent()) {
            return !to.isAtLineOf(start);
        }
        return to.line().isPresent() || start.function().isEmpty() || !to.isInFunctionOf(start);
    }

    private Predicate<HartInspection> activationOf(Place place) {
        return place.sameActivation(stepper.hart());
    }

    private static long nextOf(Place place) {
        return place.instruction().orElseThrow().next();
    }

    private static RunEnd ending(HartStepper.Move move) {
        return move.end().orElseGet(() -> RunEnd.arrived(move.reason()));
    }
}
