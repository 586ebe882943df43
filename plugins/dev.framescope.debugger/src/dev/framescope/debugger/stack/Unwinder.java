package dev.framescope.debugger.stack;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.HartInspection;

import java.util.List;

/** TODO. */
public final class Unwinder {
    public Unwinder(KernelImage kernel, HartInspection hart) {}

    public List<StackFrame> backtrace() {
        throw new UnsupportedOperationException();
    }
}
