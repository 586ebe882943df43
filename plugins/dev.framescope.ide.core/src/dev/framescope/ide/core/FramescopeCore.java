package dev.framescope.ide.core;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;

/** Names that plugin.xml, launch configurations and markers share with the code. */
public final class FramescopeCore {
    public static final String PLUGIN_ID = "dev.framescope.ide.core";

    /** Identifies the debug model to presentations, breakpoints and watch expressions. */
    public static final String DEBUG_MODEL_ID = "dev.framescope.debug";

    private FramescopeCore() {}

    /** An error with a message for the user. */
    public static CoreException failure(String message) {
        return new CoreException(error(message, null));
    }

    /** An error with a message for the user, and what caused it for the log. */
    public static CoreException failure(String message, Throwable cause) {
        return new CoreException(error(message, cause));
    }

    /** An error status of this bundle. */
    public static IStatus error(String message, Throwable cause) {
        return new Status(IStatus.ERROR, PLUGIN_ID, message, cause);
    }
}
