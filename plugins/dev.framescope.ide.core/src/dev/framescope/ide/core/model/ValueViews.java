package dev.framescope.ide.core.model;

import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.ide.core.FramescopeCore;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.service.prefs.BackingStoreException;

import java.util.Optional;

/**
 * How values are shown, one by one or all of them; the workspace remembers it. Values go by a key
 * that is the same from session to session. Any thread.
 */
public final class ValueViews {
    private static final String VALUES = "values";

    /** Of all values that have no format of their own. */
    private static final String STANDARD = "valueFormat";

    private ValueViews() {}

    /** How a value is shown. */
    public static ValueView of(String key) {
        return ValueView.parse(values().get(key, ""));
    }

    /** Changes how a value is shown. */
    public static void set(String key, ValueView view) {
        if (view.equals(ValueView.USUAL)) {
            values().remove(key);
        } else {
            values().put(key, view.write());
        }
        flush();
    }

    /** How numbers of variables are written that have no format of their own. */
    public static ValueFormat standard() {
        return ValueView.parse(preferences().get(STANDARD, ""))
                .format()
                .orElse(ValueFormat.NATURAL);
    }

    /** Changes {@link #standard}. */
    public static void setStandard(ValueFormat format) {
        preferences().put(STANDARD, ValueView.USUAL.withFormat(Optional.of(format)).write());
        flush();
    }

    private static IEclipsePreferences preferences() {
        return InstanceScope.INSTANCE.getNode(FramescopeCore.PLUGIN_ID);
    }

    private static IEclipsePreferences values() {
        return (IEclipsePreferences) preferences().node(VALUES);
    }

    private static void flush() {
        try {
            preferences().flush();
        } catch (BackingStoreException e) {
            ILog.of(ValueViews.class).warn("How values are shown cannot be saved", e);
        }
    }
}
