package dev.framescope.ide.core.model;

import dev.framescope.debugger.DebugSession;
import dev.framescope.ide.core.FramescopeCore;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.commands.IRestartHandler;
import org.eclipse.debug.core.model.DebugElement;

/** What all elements of a kernel's debug model have in common: the way to their target. */
public abstract class KernelDebugElement extends DebugElement {
    private final KernelDebugTarget target;

    /**
     * @param target what the element belongs to; null if it is the target itself
     */
    KernelDebugElement(KernelDebugTarget target) {
        super(target);
        this.target = target;
    }

    @Override
    public KernelDebugTarget getDebugTarget() {
        return target;
    }

    @Override
    public String getModelIdentifier() {
        return FramescopeCore.DEBUG_MODEL_ID;
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        if (adapter == KernelDebugTarget.class) {
            return adapter.cast(getDebugTarget());
        }
        if (adapter == DebugSession.class) {
            return adapter.cast(getDebugTarget().session());
        }
        if (adapter == IRestartHandler.class) {
            return adapter.cast(RestartCommand.INSTANCE);
        }
        return super.getAdapter(adapter);
    }

    DebugEvent event(int kind, int detail) {
        return new DebugEvent(this, kind, detail);
    }

    static DebugException failure(String message) {
        return failure(message, null);
    }

    static DebugException failure(String message, Throwable cause) {
        return new DebugException(
                new Status(
                        IStatus.ERROR,
                        FramescopeCore.PLUGIN_ID,
                        DebugException.REQUEST_FAILED,
                        message,
                        cause));
    }
}
