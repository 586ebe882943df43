package dev.framescope.ide.core.model;

import dev.framescope.debugger.StepOptions;
import dev.framescope.ide.core.FramescopeCore;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.service.prefs.BackingStoreException;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How steps are made, for all kernels; the workspace remembers it. Any thread. */
public final class StepSettings {
    /** Preference, a boolean: only the hart that is stepped runs. */
    public static final String ONE_HART = "stepping.oneHart";

    /** Preference, a boolean: a step ends where an interrupt's handler begins. */
    public static final String STOP_IN_HANDLERS = "stepping.stopInHandlers";

    private static final String FUNCTIONS = "stepping.functions";
    private static final String FILES = "stepping.files";

    /** Rust's own libraries, which few want to see. */
    private static final List<StepFilter> DEFAULT_FUNCTIONS =
            List.of(
                    new StepFilter(true, "core::*"),
                    new StepFilter(true, "alloc::*"),
                    new StepFilter(true, "<core::*"),
                    new StepFilter(true, "<alloc::*"));

    private static final List<StepFilter> DEFAULT_FILES = List.of(new StepFilter(true, "/rustc/*"));

    private StepSettings() {}

    /** Functions that a step into runs through. */
    public static List<StepFilter> functions() {
        return filters(FUNCTIONS, DEFAULT_FUNCTIONS);
    }

    /** Source files whose functions a step into runs through, by their whole recorded paths. */
    public static List<StepFilter> files() {
        return filters(FILES, DEFAULT_FILES);
    }

    private static List<StepFilter> filters(String key, List<StepFilter> standard) {
        String text = preferences().get(key, null);
        return text == null ? standard : StepFilter.fromText(text);
    }

    /** Changes both lists. */
    public static void setFilters(List<StepFilter> functions, List<StepFilter> files) {
        preferences().put(FUNCTIONS, StepFilter.toText(functions));
        preferences().put(FILES, StepFilter.toText(files));
        save();
    }

    /** The lists as they are in a new workspace. */
    public static List<StepFilter> defaultFunctions() {
        return DEFAULT_FUNCTIONS;
    }

    /** See {@link #defaultFunctions}. */
    public static List<StepFilter> defaultFiles() {
        return DEFAULT_FILES;
    }

    /**
     * Whether a setting is on.
     *
     * @param preference {@link #ONE_HART} or {@link #STOP_IN_HANDLERS}
     */
    public static boolean isOn(String preference) {
        return preferences().getBoolean(preference, false);
    }

    /** Switches a setting on or off, see {@link #isOn}. */
    public static void set(String preference, boolean on) {
        preferences().putBoolean(preference, on);
        save();
    }

    /**
     * What a step asks of the session.
     *
     * @param filtered whether the filters are used
     */
    static StepOptions options(boolean filtered) {
        StepOptions options =
                StepOptions.DEFAULT
                        .withOtherHartsStanding(isOn(ONE_HART))
                        .withStopsInHandlers(isOn(STOP_IN_HANDLERS));
        return filtered
                ? options.withSkippedFunctions(patterns(functions().stream()))
                        .withSkippedFiles(patterns(files().stream()))
                : options;
    }

    private static List<Pattern> patterns(Stream<StepFilter> filters) {
        return filters.filter(StepFilter::on).map(StepFilter::pattern).toList();
    }

    private static IEclipsePreferences preferences() {
        return InstanceScope.INSTANCE.getNode(FramescopeCore.PLUGIN_ID);
    }

    private static void save() {
        try {
            preferences().flush();
        } catch (BackingStoreException e) {
            ILog.of(StepSettings.class).warn("A preference cannot be saved", e);
        }
    }
}
