package dev.framescope.ide.ui.editor;

import dev.framescope.debugger.variables.FrameId;
import dev.framescope.ide.core.cdt.GdbContext;
import dev.framescope.ide.core.model.KernelStackFrame;

import org.eclipse.debug.ui.DebugUITools;

import java.util.Optional;

/** The stack frame that is selected in the Debug view. UI thread only. */
final class SelectedFrame {
    private SelectedFrame() {}

    /** The selected frame of a kernel that stands; empty if something else is selected. */
    static Optional<KernelStackFrame> get() {
        return GdbContext.toKernel(DebugUITools.getDebugContext()) instanceof KernelStackFrame frame
                        && frame.isSuspended()
                ? Optional.of(frame)
                : Optional.empty();
    }

    /** How the debugger calls the frame. */
    static FrameId id(KernelStackFrame frame) {
        return frame.id();
    }
}
