package dev.framescope.debugger;

import dev.framescope.debugger.stack.FrameRegisters;
import dev.framescope.debugger.stack.InlineChain;
import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.debugger.stack.Stacks;
import dev.framescope.machine.HartState;
import dev.framescope.machine.StopReason;
import dev.framescope.symbols.scope.CodeScope;

import java.util.List;
import java.util.Optional;

/**
 * One step of one hart. On the session's thread.
 *
 * @param runner what the step drives the machine with
 * @param stepper the same for one hart
 * @param before why the machine stands
 */
record Step(Runner runner, HartStepper stepper, Stacks stacks, StopReason before) {
    /** Carries it out. */
    RunEnd carryOut(StepKind kind, StepUnit unit) throws InterruptedException {
        Place start = stepper.place();
        if (start.state() == HartState.STOPPED) {
            return RunEnd.impossible(
                    before, "hart " + stepper.hart() + " is stopped: nothing to step");
        }
        if (kind == StepKind.RETURN) {
            return outOf(0, start);
        }
        return switch (unit) {
            case INSTRUCTION -> byInstruction(kind, start);
            case LINE -> byLine(kind, start);
        };
    }

    private RunEnd byInstruction(StepKind kind, Place start) throws InterruptedException {
        Move move = stepper.advance(start, kind);
        if (move.exception().isPresent() && kind == StepKind.OVER) {
            move = stepper.finishTrap(move.exception().get());
        }
        return move.toEnd();
    }

    private RunEnd byLine(StepKind kind, Place start) throws InterruptedException {
        int hidden = stepper.hidden();
        if (kind == StepKind.INTO && hidden > 0) {
            Optional<CodeScope> called =
                    Optional.of(start.chain().scopes().get(start.chain().depth() - hidden));
            if (!stepper.options().skips(called.map(CodeScope::function), start.line())) {
                stepper.hide(hidden - 1);
                return RunEnd.arrived(new StopReason.LimitReached(before.where()));
            }
        }
        return new LineStep(stepper, kind, start, hidden).carryOut();
    }

    /** Runs until the function of a frame has returned. */
    RunEnd outOf(int level) throws InterruptedException {
        return outOf(level, stepper.place());
    }

    private RunEnd outOf(int level, Place start) throws InterruptedException {
        List<StackFrame> frames =
                runner.inspect(inspection -> stacks.of(inspection, stepper.hart()));
        if (level < 0 || level >= frames.size()) {
            return RunEnd.impossible(
                    before, "there is no frame " + level + "; the stack has " + frames.size());
        }
        // Functions inlined into each other share the registers of one activation.
        FrameRegisters left = frames.get(level).registers();
        List<StackFrame> outer = frames.subList(level + 1, frames.size());
        int depth = 1 + (int) outer.stream().filter(f -> f.registers() == left).count();
        if (depth > 1) {
            return outOfInlined(frames, left, start, depth);
        }
        Optional<StackFrame> caller = outer.stream().findFirst();
        if (caller.isEmpty()) {
            return RunEnd.impossible(before, "no caller is known to return to");
        }
        return stepper.returnTo(caller.get()).toEnd();
    }

    /** Goes on in an activation first, if the hart is in one that it has called. */
    private RunEnd outOfInlined(
            List<StackFrame> frames, FrameRegisters activation, Place start, int depth)
            throws InterruptedException {
        if (frames.getFirst().registers() == activation) {
            return outOfInlined(start, start.chain().limitedTo(depth));
        }
        StackFrame calling =
                frames.stream().filter(f -> f.registers() == activation).findFirst().orElseThrow();
        Move move = stepper.returnTo(calling);
        if (!move.isDone()) {
            return move.toEnd();
        }
        Place back = stepper.place();
        return back.chain().depth() < depth
                ? move.toEnd()
                : outOfInlined(back, back.chain().limitedTo(depth));
    }

    /** Leaves the innermost of the functions that are inlined where the hart stands. */
    private RunEnd outOfInlined(Place start, InlineChain shown) throws InterruptedException {
        CodeScope scope = shown.scopes().get(shown.depth() - 1);
        Place at = start;
        while (true) {
            Place from = at;
            Optional<CodeRegion> region =
                    stepper.region(from, scope.ranges(), StepKind.OVER)
                            .filter(r -> r.runsThrough(from.pc()));
            Move move =
                    region.isPresent()
                            ? stepper.leave(region.get(), from, StepKind.OVER)
                            : stepper.advance(from, StepKind.OVER);
            if (move.exception().isPresent()) {
                move = stepper.finishTrap(move.exception().get());
            }
            if (!move.isDone()) {
                return move.toEnd();
            }
            at = stepper.place();
            int common = at.chain().commonWith(shown);
            if (!at.isInFunctionOf(start) || common < shown.depth()) {
                stepper.hide(Math.min(at.chain().notBegun(), at.chain().depth() - common));
                return move.toEnd();
            }
            if (stepper.stopsAt(at)) {
                return move.toEnd();
            }
        }
    }
}
