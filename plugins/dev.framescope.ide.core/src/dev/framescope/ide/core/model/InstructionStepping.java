package dev.framescope.ide.core.model;

import dev.framescope.ide.core.FramescopeCore;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.service.prefs.BackingStoreException;

/**
 * Whether steps go by machine instruction: where the person has switched that on, which the
 * workspace remembers, and as long as the person works in a view of instructions. Any thread.
 */
public final class InstructionStepping {
    /** The preference, a boolean. */
    public static final String PREFERENCE = "instructionStepping";

    private static volatile boolean inView;

    private InstructionStepping() {}

    /** Whether the next step goes by instruction. */
    public static boolean isOn() {
        return inView || isChosen();
    }

    /** Whether the person has switched it on. */
    public static boolean isChosen() {
        return preferences().getBoolean(PREFERENCE, false);
    }

    /** Switches it on or off, and keeps that for the next time the workspace is opened. */
    public static void choose(boolean on) {
        IEclipsePreferences preferences = preferences();
        preferences.putBoolean(PREFERENCE, on);
        try {
            preferences.flush();
        } catch (BackingStoreException e) {
            ILog.of(InstructionStepping.class).warn("A preference cannot be saved", e);
        }
    }

    /** Steps by instruction while a view of instructions is the active one. */
    public static void setInView(boolean active) {
        inView = active;
    }

    private static IEclipsePreferences preferences() {
        return InstanceScope.INSTANCE.getNode(FramescopeCore.PLUGIN_ID);
    }
}
