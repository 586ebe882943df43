package dev.framescope.ide.core.model;

import dev.framescope.debugger.variables.ValueNode;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IIndexedValue;
import org.eclipse.debug.core.model.IVariable;

/** A value of many parts, such as an array, which views show in portions. */
public final class KernelIndexedValue extends KernelValue implements IIndexedValue {
    /** How many parts are shown at once; the platform's views have the same number. */
    static final int PARTITION = 100;

    KernelIndexedValue(
            KernelStackFrame frame,
            FrameValues values,
            String key,
            ValueNode node,
            boolean changed) {
        super(frame, values, key, node, changed);
    }

    @Override
    public IVariable getVariable(int offset) throws DebugException {
        return getVariables(offset, 1)[0];
    }

    @Override
    public IVariable[] getVariables(int offset, int length) throws DebugException {
        return parts(offset, length).toArray(IVariable[]::new);
    }

    @Override
    public int getSize() {
        return (int) Math.min(node().childCount(), Integer.MAX_VALUE);
    }

    @Override
    public int getInitialOffset() {
        return 0;
    }
}
