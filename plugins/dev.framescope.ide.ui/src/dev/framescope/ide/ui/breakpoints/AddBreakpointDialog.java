package dev.framescope.ide.ui.breakpoints;

import dev.framescope.debugger.BreakpointOptions;
import dev.framescope.debugger.BreakpointSpec;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;

import java.util.Optional;

/** Asks for a new breakpoint that belongs to no source line. */
final class AddBreakpointDialog extends TitleAreaDialog {
    private final BreakpointKind kind;
    private final Optional<BreakpointSpec> proposed;
    private final BreakpointForm form;
    private BreakpointSpec spec;
    private BreakpointOptions options;
    private String spaceName;

    /**
     * @param proposed what the fields say at first
     */
    AddBreakpointDialog(Shell parent, BreakpointKind kind, Optional<BreakpointSpec> proposed) {
        super(parent);
        this.kind = kind;
        this.proposed = proposed;
        form = new BreakpointForm(Optional.of(kind.newFields()), this::show);
        setHelpAvailable(false);
    }

    /** What was asked for; after OK. */
    BreakpointSpec spec() {
        return spec;
    }

    BreakpointOptions options() {
        return options;
    }

    String spaceName() {
        return spaceName;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText("Add " + kind.title());
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        setTitle(kind.title());
        setMessage(kind.prompt());
        Composite area = (Composite) super.createDialogArea(parent);
        Composite fields = new Composite(area, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(fields);
        GridLayoutFactory.swtDefaults().margins(12, 12).spacing(5, 10).applyTo(fields);
        form.create(fields, proposed, BreakpointOptions.NONE, "", kind.isCode());
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        super.createButtonsForButtonBar(parent);
        show(form.problem());
    }

    private void show(Optional<String> problem) {
        setErrorMessage(form.isEmpty() ? null : problem.orElse(null));
        if (getButton(IDialogConstants.OK_ID) != null) {
            getButton(IDialogConstants.OK_ID).setEnabled(problem.isEmpty());
        }
    }

    @Override
    protected void okPressed() {
        spec = form.spec().orElseThrow();
        options = form.when().options();
        spaceName = form.when().spaceName();
        super.okPressed();
    }
}
