package dev.framescope.ide.ui.views.disassembly;

import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.preference.IPersistentPreferenceStore;
import org.eclipse.ui.preferences.ScopedPreferenceStore;

/** What the reader has chosen to see; kept with the workspace. */
final class ViewPreferences {
    static final String SOURCE = "disassembly.source";
    static final String BYTES = "disassembly.bytes";
    static final String PHYSICAL = "disassembly.physical";

    private static final String BUNDLE = "dev.framescope.ide.ui";

    private final IPersistentPreferenceStore store =
            new ScopedPreferenceStore(InstanceScope.INSTANCE, BUNDLE);

    ViewPreferences() {
        store.setDefault(SOURCE, true);
    }

    DisassemblyOptions options() {
        return new DisassemblyOptions(is(SOURCE), is(BYTES), is(PHYSICAL));
    }

    boolean is(String name) {
        return store.getBoolean(name);
    }

    void set(String name, boolean on) {
        store.setValue(name, on);
    }
}
