package dev.framescope.debugger;

import dev.framescope.debugger.code.Instruction;
import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.stack.InlineChain;
import dev.framescope.machine.HartState;
import dev.framescope.machine.Trap;
import dev.framescope.symbols.LineRange;
import dev.framescope.symbols.SourceLine;
import dev.framescope.symbols.dwarf.AddressRange;
import dev.framescope.symbols.scope.CodeScope;

import java.util.List;
import java.util.Optional;

/**
 * A step by line, into or over what is called; inlined functions are called at their first
 * instruction. Runs at full speed to where control can leave the code of the line, or of an inlined
 * function that is stepped over, executes single instructions where one has to see what they do,
 * and runs over what is called, until the hart is at another line. On the session's thread.
 */
final class LineStep {
    /** A trap's entry code without debug information that is gone through to what has some. */
    private static final int MAX_ENTRY_INSTRUCTIONS = 512;

    private final HartStepper stepper;
    private final StepKind kind;
    private final Place start;

    /** The functions inlined at the start that have begun: what the step is made in. */
    private final InlineChain base;

    private final Optional<SourceLine> startLine;
    private Place current;

    /**
     * @param hidden how many functions inlined at the start have not begun
     */
    LineStep(HartStepper stepper, StepKind kind, Place start, int hidden) {
        this.stepper = stepper;
        this.kind = kind;
        this.start = start;
        current = start;
        base = start.chain().limitedTo(start.chain().depth() - hidden);
        startLine = hidden == 0 ? start.line() : start.chain().callSite(base.depth());
    }

    RunEnd carryOut() throws InterruptedException {
        while (true) {
            Optional<CodeRegion> region = region().filter(r -> r.runsThrough(current.pc()));
            Optional<Move> last =
                    region.isPresent() ? throughRegion(region.get()) : throughInstruction();
            if (last.isPresent()) {
                return last.get().toEnd();
            }
        }
    }

    /** The code that the hart is in and can run through. */
    private Optional<CodeRegion> region() {
        Optional<CodeScope> called = inlinedCall();
        if (called.isPresent()) {
            return stepper.region(current, called.get().ranges(), kind);
        }
        return current.code()
                .flatMap(code -> code.program().symbols().lineRangeAt(code.linkPc()))
                .map(LineStep::range)
                .flatMap(range -> stepper.region(current, List.of(range), kind));
    }

    private static AddressRange range(LineRange line) {
        return new AddressRange(line.low(), line.high());
    }

    /** The function, inlined into the one that is stepped, that the hart is in. */
    private Optional<CodeScope> inlinedCall() {
        InlineChain chain = current.chain();
        boolean within =
                current.isInFunctionOf(start)
                        && chain.depth() > base.depth()
                        && chain.commonWith(base) == base.depth();
        return within ? Optional.of(chain.scopes().get(base.depth())) : Optional.empty();
    }

    /** Runs to where the code is left; the last move of the step, or empty if it goes on. */
    private Optional<Move> throughRegion(CodeRegion region) throws InterruptedException {
        Move move = stepper.leave(region, current, kind);
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
        Trap trap = move.exception().orElseThrow();
        if (kind == StepKind.OVER) {
            return lastOrGoOn(stepper.finishTrap(trap));
        }
        Place interrupted = stepper.interrupted(trap);
        Move moved = move;
        for (int i = 0; i < MAX_ENTRY_INSTRUCTIONS; i++) {
            Place at = stepper.place();
            if (isShown(at)) {
                return Optional.of(i == 0 ? moved : pastPrologue(moved, at));
            }
            boolean leaves = at.instruction().filter(Instruction::isTrapReturn).isPresent();
            if (leaves || at.privilege() != trap.to()) {
                break;
            }
            moved = stepper.advance(at, StepKind.INTO);
            if (!moved.isDone()) {
                return Optional.of(moved);
            }
        }
        return lastOrGoOn(stepper.finishTrap(trap, interrupted));
    }

    /** At the first instruction of a callee: stays there, or has it return. */
    private Optional<Move> throughFunction(Move move, Instruction jump, Place from, Place to)
            throws InterruptedException {
        if (kind == StepKind.INTO && isShown(to)) {
            return Optional.of(pastPrologue(move, to));
        }
        if (jump.isCall()) {
            return lastOrGoOn(stepper.runTo(from, jump.next(), from.sameActivation()));
        }
        // A jump in place of a call and a return: goes back to this function's caller.
        return Optional.of(stepper.runTo(from, to.ra(), from.sameActivation()));
    }

    /** Whether a function is one that a step into stops in. */
    private boolean isShown(Place at) {
        return at.line().isPresent() && !stepper.options().skips(at.function(), at.line());
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
        if (!entry.isFunctionStart() || stepper.stopsAt(entry)) {
            return move;
        }
        Program program = entry.code().orElseThrow().program();
        long body = program.symbols().breakpointAddress(entry.function().orElseThrow());
        Move arrived =
                body == entry.linkPc()
                        ? move
                        : stepper.runTo(
                                entry, entry.runtimeAddress(body), at -> at.id() == stepper.hart());
        if (arrived.isDone()) {
            stepper.hide(stepper.place().chain().notBegun());
        }
        return arrived;
    }

    private Optional<Move> lastOrGoOn(Move move) {
        if (!move.isDone()) {
            return Optional.of(move);
        }
        current = stepper.place();
        if (current.state() == HartState.STOPPED
                || current.privilege() != start.privilege()
                || stepper.stopsAt(current)) {
            return Optional.of(move);
        }
        return isEnd() ? Optional.of(move) : Optional.empty();
    }

    private boolean isEnd() {
        Optional<CodeScope> called = inlinedCall();
        if (called.isPresent()) {
            return isEndInCalled(called.get());
        }
        if (current.chain().commonWith(base) < base.depth() && current.line().isPresent()) {
            // The inlined function has returned.
            showFrom(current.chain().commonWith(base));
            return true;
        }
        if (startLine.isPresent() && current.line().isPresent()) {
            return !isStartLine(current.line());
        }
        return current.line().isPresent()
                || start.function().isEmpty()
                || !current.isInFunctionOf(start);
    }

    /** In a function that is inlined into the one that is stepped. */
    private boolean isEndInCalled(CodeScope called) {
        boolean atEntry = called.entry() == current.linkPc();
        if (!isStartLine(called.callSite())) {
            // The next line, which begins with the call.
            showFrom(base.depth());
            return atEntry && called.callSite().isPresent();
        }
        boolean into =
                kind == StepKind.INTO
                        && current.line().isPresent()
                        && !stepper.options().skips(Optional.of(called.function()), current.line());
        if (into) {
            showFrom(base.depth() + 1);
        }
        return into;
    }

    /** Lets those inlined functions count as not called yet that begin here, but for the first. */
    private void showFrom(int shown) {
        InlineChain chain = current.chain();
        stepper.hide(Math.min(chain.notBegun(), Math.max(0, chain.depth() - shown)));
    }

    private boolean isStartLine(Optional<SourceLine> line) {
        return line.isPresent()
                && startLine.isPresent()
                && line.get().line() == startLine.get().line()
                && line.get().file().equals(startLine.get().file());
    }
}
