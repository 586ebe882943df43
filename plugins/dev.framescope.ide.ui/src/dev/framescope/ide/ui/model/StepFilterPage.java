package dev.framescope.ide.ui.model;

import dev.framescope.ide.core.model.StepFilter;
import dev.framescope.ide.core.model.StepSettings;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;

/** The preference page Run/Debug > Kernel Debug > Step Filtering. */
public final class StepFilterPage extends PreferencePage implements IWorkbenchPreferencePage {
    private Button use;
    private Button oneHart;
    private Button stopInHandlers;
    private final StepFilterList functions = new StepFilterList(this::validate);
    private final StepFilterList files = new StepFilterList(this::validate);

    @Override
    public void init(IWorkbench workbench) {
        setDescription(
                "What Step Into runs through. Code without line information is always run through;"
                        + " step by instruction to see it.");
    }

    @Override
    protected Control createContents(Composite parent) {
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().applyTo(page);
        use = check(page, "&Use step filters (Shift+F5)", DebugPlugin.isUseStepFilters());
        new Label(page, SWT.NONE)
                .setText("F&unctions, * for anything, or a regular expression as /name/:");
        functions.create(page, "a function, such as core::*", StepSettings.functions());
        new Label(page, SWT.NONE).setText("Functions of source &files whose paths contain:");
        files.create(page, "a part of a path, such as /rustc/*", StepSettings.files());
        oneHart =
                check(
                        page,
                        "&Step one hart while all others stand",
                        StepSettings.isOn(StepSettings.ONE_HART));
        stopInHandlers =
                check(
                        page,
                        "End a step where an interrupt's &handler begins",
                        StepSettings.isOn(StepSettings.STOP_IN_HANDLERS));
        return page;
    }

    private static Button check(Composite parent, String text, boolean on) {
        Button button = new Button(parent, SWT.CHECK);
        button.setText(text);
        button.setSelection(on);
        GridDataFactory.fillDefaults().applyTo(button);
        return button;
    }

    private void validate() {
        String problem = null;
        for (StepFilterList list : new StepFilterList[] {functions, files}) {
            for (StepFilter filter : list.filters()) {
                try {
                    filter.pattern();
                } catch (IllegalArgumentException e) {
                    problem = e.getMessage();
                }
            }
        }
        setErrorMessage(problem);
        setValid(problem == null);
    }

    @Override
    protected void performDefaults() {
        functions.show(StepSettings.defaultFunctions());
        files.show(StepSettings.defaultFiles());
        oneHart.setSelection(false);
        stopInHandlers.setSelection(false);
        super.performDefaults();
    }

    @Override
    public boolean performOk() {
        DebugUITools.setUseStepFilters(use.getSelection());
        StepSettings.setFilters(functions.filters(), files.filters());
        StepSettings.set(StepSettings.ONE_HART, oneHart.getSelection());
        StepSettings.set(StepSettings.STOP_IN_HANDLERS, stopInHandlers.getSelection());
        return true;
    }
}
