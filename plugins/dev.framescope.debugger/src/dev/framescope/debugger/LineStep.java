package dev.framescope.debugger;

import dev.framescope.debugger.code.Instruction;
import dev.framescope.machine.HartState;
import dev.framescope.symbols.SymbolFile;

import java.util.Optional;

/**
 * A step by line, into or over what is called. Runs at full speed to where control can leave the
 * line's code, executes single instructions where one has to see what they do, and runs over what
 * is called, until the hart is at another line. On the session's thread.
 */
final class LineStep {
    private final HartStepper stepper;
    private final SymbolFile symbols;
    private final BreakpointTable breakpoints;
    private final StepKind kind;
    private final Place start;
    private Place current;

    LineStep(
            HartStepper stepper,
            SymbolFile symbols,
            BreakpointTable breakpoints,
            StepKind kind,
            Place start) {
        this.stepper = stepper;
        this.symbols = symbols;
        this.breakpoints = breakpoints;
        this.kind = kind;
        this.start = start;
        current = start;
    }

    RunEnd carryOut() throws InterruptedException {
        while (true) {
            Optional<LineExits> line =
                    stepper.lineExits(current, kind).filter(l -> l.runsThrough(current.pc()));
            Optional<Move> last = line.isPresent() ? throughLine(line.get()) : throughInstruction();
            if (last.isPresent()) {
                return last.get().toEnd();
            }
        }
    }

    /** Runs to where the line is left; the last move of the step, or empty if it goes on. */
    private Optional<Move> throughLine(LineExits line) throws InterruptedException {
        Move move = stepper.leave(line, current, kind);
        if (move.exception().isPresent()) {
            return throughException(move);
        }
        return lastOrGoOn(move);
    }

    /** Executes one instruction; the last move of the step, or empty if it goes on. */
    private Optional<Move> throughInstruction() throws InterruptedException {
        Place from = current;
        Move move = stepper.advance(from, kind);
        if (move.exception().isPresent()) {
            return throughException(move);
        }
        if (move.isDone() && from.instruction().isPresent()) {
            Instruction executed = from.instruction().get();
            Place to = stepper.place();
            if (entersFunction(executed, to)) {
                return throughFunction(move, executed, from, to);
            }
            if (executed.isReturn() || executed.isTrapReturn()) {
                return Optional.of(move);
            }
        }
        return lastOrGoOn(move);
    }

    /** At the first instruction of a handler: stays there, or has it do its work. */
    private Optional<Move> throughException(Move move) throws InterruptedException {
        if (kind == StepKind.INTO && stepper.place().line().isPresent()) {
            return Optional.of(move);
        }
        return lastOrGoOn(stepper.finishTrap(move.exception().orElseThrow()));
    }

    /** At the first instruction of a callee: stays there, or has it return. */
    private Optional<Move> throughFunction(Move move, Instruction jump, Place from, Place to)
            throws InterruptedException {
        if (kind == StepKind.INTO && to.line().isPresent()) {
            return Optional.of(pastPrologue(move, to));
        }
        if (jump.isCall()) {
            return lastOrGoOn(stepper.runTo(jump.next(), from.sameActivation(stepper.hart())));
        }
        // A jump in place of a call and a return: goes back to this function's caller.
        return Optional.of(stepper.runTo(to.ra(), from.sameActivation(stepper.hart())));
    }

    /** Whether a jump was a call, or has gone to the start of another function. */
    private boolean entersFunction(Instruction executed, Place to) {
        if (executed.isCall()) {
            return to.pc() != executed.next();
        }
        return executed.isJump()
                && !executed.isReturn()
                && to.isFunctionStart()
                && !to.isInFunctionOf(start);
    }

    /** From a function's first instruction to where its arguments are in place. */
    private Move pastPrologue(Move move, Place entry) throws InterruptedException {
        if (!entry.isFunctionStart() || breakpoints.anyAt(entry.linkPc())) {
            return move;
        }
        long body = symbols.breakpointAddress(entry.function().orElseThrow());
        return body == entry.linkPc()
                ? move
                : stepper.runTo(
                        entry.pc() + (body - entry.linkPc()), at -> at.id() == stepper.hart());
    }

    private Optional<Move> lastOrGoOn(Move move) {
        if (!move.isDone()) {
            return Optional.of(move);
        }
        current = stepper.place();
        return isEnd(current) ? Optional.of(move) : Optional.empty();
    }

    private boolean isEnd(Place at) {
        if (at.state() == HartState.STOPPED
                || at.privilege() != start.privilege()
                || breakpoints.anyAt(at.linkPc())) {
            return true;
        }
        if (start.line().isPresent() && at.line().isPresent()) {
            return !at.isAtLineOf(start);
        }
        return at.line().isPresent() || start.function().isEmpty() || !at.isInFunctionOf(start);
    }
}
