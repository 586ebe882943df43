package dev.framescope.ide.core.model;

import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.debugger.variables.FrameId;
import dev.framescope.symbols.Function;
import dev.framescope.symbols.SourceLine;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IDropToFrame;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.IVariable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * An activation of a function. The same object stands for the same activation from stop to stop, so
 * that the Debug view keeps its place; what it says was read at the last stop.
 */
public final class KernelStackFrame extends KernelDebugElement
        implements IStackFrame, IDropToFrame, HartElement {
    private final HartThread hart;
    private final ValueHistory history = new ValueHistory();
    private volatile StackFrame frame;
    private volatile FrameValues values;

    /** Whether it was left by a trap, and not where the hart stands. */
    private volatile boolean trapped;

    private KernelStackFrame(HartThread hart, StackFrame frame) {
        super(hart.getDebugTarget());
        this.hart = hart;
        this.frame = frame;
        values = new FrameValues(this, history);
    }

    /**
     * The stack frame that an element of the Debug view means: a frame of a kernel that stands, of
     * a hart or a machine the innermost.
     */
    public static Optional<KernelStackFrame> of(Object element) {
        return switch (element) {
            case KernelStackFrame frame when frame.isSuspended() -> Optional.of(frame);
            case HartThread hart -> Optional.ofNullable(hart.getTopStackFrame());
            case KernelDebugTarget target ->
                    target.harts().stream()
                            .map(HartThread::getTopStackFrame)
                            .filter(Objects::nonNull)
                            .findFirst();
            case null, default -> Optional.empty();
        };
    }

    /**
     * The elements for a stack, innermost first. An old element is used again where, counted from
     * the outermost, the same function is active in both stacks.
     *
     * @param ran whether the machine has run since the old ones were read
     */
    static List<KernelStackFrame> rebind(
            HartThread hart, List<KernelStackFrame> old, List<StackFrame> stack, boolean ran) {
        List<KernelStackFrame> result = new ArrayList<>(stack.size());
        int shift = old.size() - stack.size();
        boolean same = true;
        for (int i = stack.size() - 1; i >= 0; i--) {
            StackFrame frame = stack.get(i);
            boolean trapped = i > 0 && isTrapped(stack.get(i - 1), frame);
            int before = i + shift;
            same &= before >= 0 && isSameActivation(old.get(before).frame, frame);
            if (same) {
                old.get(before).update(frame, ran);
                result.addFirst(old.get(before));
            } else {
                result.addFirst(new KernelStackFrame(hart, frame));
            }
            result.getFirst().trapped = trapped;
        }
        return List.copyOf(result);
    }

    private void update(StackFrame read, boolean ran) {
        frame = read;
        if (ran) {
            history.stopped();
        }
        values = new FrameValues(this, history);
    }

    /** Whether a trap lies between two frames; what is inlined shares its caller's registers. */
    private static boolean isTrapped(StackFrame inner, StackFrame outer) {
        return outer.registers().interrupted() && outer.registers() != inner.registers();
    }

    private static boolean isSameActivation(StackFrame a, StackFrame b) {
        return a.function().isPresent()
                && a.function().equals(b.function())
                && a.inlined() == b.inlined();
    }

    /** What was found out of it at the last stop. */
    public StackFrame frame() {
        return frame;
    }

    /** How the debugger calls it, at this stop. */
    public FrameId id() {
        return new FrameId(hart.id(), frame.level());
    }

    /** The function's name; empty if it is not known. */
    String function() {
        return frame.function().map(Function::name).orElse("");
    }

    /** The value of an expression in this frame; a failure says in words what is wrong. */
    public CompletableFuture<KernelValue> evaluate(String expression) {
        return values.evaluate(expression);
    }

    @Override
    public int hartId() {
        return hart.id();
    }

    /** The source line, if the kernel has debug information for it. */
    public Optional<SourceLine> sourceLine() {
        return frame.line().filter(line -> line.line() > 0);
    }

    @Override
    public HartThread getThread() {
        return hart;
    }

    /**
     * Such as {@code allocFrame() memory.c:21}; with the program if it is not the kernel, and with
     * the mode where a trap has come from another one.
     */
    @Override
    public String getName() {
        StackFrame current = frame;
        StringBuilder text = new StringBuilder();
        current.program()
                .filter(program -> program.kernel().isEmpty())
                .ifPresent(program -> text.append(program.name()).append(": "));
        text.append(
                current.function()
                        .map(Function::name)
                        .map(function -> function + "()")
                        .orElse("0x" + Long.toHexString(current.pc())));
        sourceLine()
                .ifPresent(
                        line ->
                                text.append(' ')
                                        .append(line.fileName())
                                        .append(':')
                                        .append(line.line()));
        if (current.inlined()) {
            text.append(" [inlined]");
        }
        if (trapped) {
            text.append(" <trap from ").append(current.privilege().letter()).append("-mode>");
        }
        return text.toString();
    }

    @Override
    public int getLineNumber() {
        return sourceLine().map(SourceLine::line).orElse(-1);
    }

    @Override
    public int getCharStart() {
        return -1;
    }

    @Override
    public int getCharEnd() {
        return -1;
    }

    /** Parameters and local variables. Waits for the machine, once at a stop. */
    @Override
    public IVariable[] getVariables() throws DebugException {
        return isSuspended() ? values.variables().toArray(IVariable[]::new) : new IVariable[0];
    }

    @Override
    public boolean hasVariables() {
        return isSuspended();
    }

    /** The registers as they are in this frame. Waits for the machine, once at a stop. */
    @Override
    public IRegisterGroup[] getRegisterGroups() throws DebugException {
        return isSuspended()
                ? values.registers().toArray(IRegisterGroup[]::new)
                : new IRegisterGroup[0];
    }

    @Override
    public boolean hasRegisterGroups() {
        return isSuspended();
    }

    /** Whether a caller can be gone back to: no trap lies between it and the innermost frame. */
    @Override
    public boolean canDropToFrame() {
        return frame.level() > 0 && hart.canStepInto() && hart.reachesWithoutTrap(this);
    }

    /** Goes back to the beginning of the line that has made the call. */
    @Override
    public void dropToFrame() {
        getDebugTarget().dropToFrame(this);
    }

    /** Whether a trap has interrupted it. */
    boolean isTrapped() {
        return trapped;
    }

    @Override
    public boolean canStepInto() {
        return hart.canStepInto();
    }

    @Override
    public boolean canStepOver() {
        return hart.canStepOver();
    }

    @Override
    public boolean canStepReturn() {
        return hart.canStepReturn();
    }

    @Override
    public boolean isStepping() {
        return hart.isStepping();
    }

    @Override
    public void stepInto() {
        hart.stepInto();
    }

    @Override
    public void stepOver() {
        hart.stepOver();
    }

    @Override
    public void stepReturn() {
        hart.stepOut(id().level());
    }

    @Override
    public boolean canResume() {
        return hart.canResume();
    }

    @Override
    public boolean canSuspend() {
        return hart.canSuspend();
    }

    @Override
    public boolean isSuspended() {
        return hart.isSuspended();
    }

    @Override
    public void resume() {
        hart.resume();
    }

    @Override
    public void suspend() {
        hart.suspend();
    }

    @Override
    public boolean canTerminate() {
        return hart.canTerminate();
    }

    @Override
    public boolean isTerminated() {
        return hart.isTerminated();
    }

    @Override
    public void terminate() {
        hart.terminate();
    }
}
