package dev.framescope.debugger;

import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.debugger.stack.Stacks;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.HartState;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.isa.Registers;

import java.util.List;
import java.util.function.Predicate;

/**
 * One step of one hart. On the session's thread.
 *
 * @param runner what the step drives the machine with
 * @param stepper the same for one hart
 */
record Step(
        Runner runner,
        HartStepper stepper,
        KernelImage kernel,
        BreakpointTable breakpoints,
        Stacks stacks) {
    /**
     * Carries it out.
     *
     * @param before why the machine stands
     */
    RunEnd carryOut(StepKind kind, StepUnit unit, StopReason before) throws InterruptedException {
        Place start = stepper.place();
        if (start.state() == HartState.STOPPED) {
            return RunEnd.impossible(
                    before, "hart " + stepper.hart() + " is stopped: nothing to step");
        }
        if (kind == StepKind.RETURN) {
            return toCaller(before);
        }
        return switch (unit) {
            case INSTRUCTION -> byInstruction(kind, start);
            case LINE ->
                    new LineStep(stepper, kernel.symbols(), breakpoints, kind, start).carryOut();
        };
    }

    private RunEnd byInstruction(StepKind kind, Place start) throws InterruptedException {
        Move move = stepper.advance(start, kind);
        if (move.exception().isPresent() && kind == StepKind.OVER) {
            move = stepper.finishTrap(move.exception().get());
        }
        return move.toEnd();
    }

    private RunEnd toCaller(StopReason before) throws InterruptedException {
        List<StackFrame> frames =
                runner.inspect(inspection -> stacks.of(inspection, stepper.hart()));
        if (frames.size() < 2) {
            return RunEnd.impossible(before, "no caller is known to return to");
        }
        StackFrame caller = frames.get(1);
        Predicate<HartInspection> inCaller =
                at ->
                        at.id() == stepper.hart()
                                && (caller.sp() == 0 || at.x(Registers.SP) == caller.sp());
        return stepper.runTo(caller.pc(), inCaller).toEnd();
    }
}
