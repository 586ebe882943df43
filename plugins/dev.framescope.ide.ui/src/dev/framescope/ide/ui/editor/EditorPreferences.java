package dev.framescope.ide.ui.editor;

import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.preference.BooleanFieldEditor;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.preferences.ScopedPreferenceStore;

/** The preference page Run/Debug > Kernel Debug. */
public final class EditorPreferences extends FieldEditorPreferencePage
        implements IWorkbenchPreferencePage {
    /** Whether values of variables stand beside source lines. */
    public static final String INLINE_VALUES = "editor.inlineValues";

    private static final String BUNDLE = "dev.framescope.ide.ui";
    private static final IPreferenceStore STORE = store();

    public EditorPreferences() {
        super(GRID);
        setPreferenceStore(STORE);
    }

    private static IPreferenceStore store() {
        IPreferenceStore store = new ScopedPreferenceStore(InstanceScope.INSTANCE, BUNDLE);
        store.setDefault(INLINE_VALUES, true);
        return store;
    }

    static boolean inlineValues() {
        return STORE.getBoolean(INLINE_VALUES);
    }

    @Override
    public void init(IWorkbench workbench) {
        // What is needed is known when the page is made.
    }

    @Override
    protected void createFieldEditors() {
        addField(
                new BooleanFieldEditor(
                        INLINE_VALUES,
                        "&Show the values of variables in the editor, at the ends of lines",
                        getFieldEditorParent()));
    }
}
