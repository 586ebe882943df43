package dev.framescope.ide.core.model;

import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.symbols.Function;
import dev.framescope.symbols.SourceLine;

import org.eclipse.debug.core.model.IRegisterGroup;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.IVariable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An activation of a function. The same object stands for the same activation from stop to stop, so
 * that the Debug view keeps its place; what it says was read at the last stop.
 */
public final class KernelStackFrame extends KernelDebugElement implements IStackFrame, HartElement {
    private final HartThread hart;
    private volatile StackFrame frame;

    private KernelStackFrame(HartThread hart, StackFrame frame) {
        super(hart.getDebugTarget());
        this.hart = hart;
        this.frame = frame;
    }

    /**
     * The elements for a stack, innermost first. An old element is used again where, counted from
     * the outermost, the same function is active in both stacks.
     */
    static List<KernelStackFrame> rebind(
            HartThread hart, List<KernelStackFrame> old, List<StackFrame> stack) {
        List<KernelStackFrame> result = new ArrayList<>(stack.size());
        int shift = old.size() - stack.size();
        boolean same = true;
        for (int i = stack.size() - 1; i >= 0; i--) {
            StackFrame frame = stack.get(i);
            int before = i + shift;
            same &= before >= 0 && isSameActivation(old.get(before).frame, frame);
            if (same) {
                old.get(before).frame = frame;
                result.addFirst(old.get(before));
            } else {
                result.addFirst(new KernelStackFrame(hart, frame));
            }
        }
        return List.copyOf(result);
    }

    private static boolean isSameActivation(StackFrame a, StackFrame b) {
        return a.function().isPresent() && a.function().equals(b.function());
    }

    /** What was found out of it at the last stop. */
    public StackFrame frame() {
        return frame;
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

    /** Such as {@code allocFrame() memory.c:21}. */
    @Override
    public String getName() {
        StackFrame current = frame;
        String name =
                current.function()
                        .map(Function::name)
                        .map(function -> function + "()")
                        .orElse("0x" + Long.toHexString(current.pc()));
        return sourceLine()
                .map(line -> name + ' ' + line.fileName() + ':' + line.line())
                .orElse(name);
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

    @Override
    public IVariable[] getVariables() {
        return new IVariable[0];
    }

    @Override
    public boolean hasVariables() {
        return false;
    }

    /** The hart's registers as they are now; outer frames show the same. */
    @Override
    public IRegisterGroup[] getRegisterGroups() {
        return hart.registers().groups().toArray(IRegisterGroup[]::new);
    }

    @Override
    public boolean hasRegisterGroups() {
        return !hart.registers().groups().isEmpty();
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
        hart.stepReturn();
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
