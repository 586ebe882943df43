package dev.framescope.ide.ui.breakpoints;

import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.symbols.Function;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.fieldassist.ContentProposalAdapter;
import org.eclipse.jface.fieldassist.SimpleContentProposalProvider;
import org.eclipse.jface.fieldassist.TextContentAdapter;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;

import java.util.Arrays;
import java.util.Optional;

/** Asks for the function of a breakpoint, with proposals from the kernels being debugged. */
final class FunctionBreakpointDialog extends TitleAreaDialog {
    private static final String PROMPT =
            "Every kernel that is debugged stops in functions of this name, before paging is on"
                    + " and after.";
    private static final int MAX_HIT_COUNT = 1_000_000_000;

    private Text functionField;
    private Spinner hitCountField;
    private String function = "";
    private int hitCount = 1;

    FunctionBreakpointDialog(Shell parent) {
        super(parent);
        setHelpAvailable(false);
    }

    String function() {
        return function;
    }

    int hitCount() {
        return hitCount;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText("Add Kernel Function Breakpoint");
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        setTitle("Kernel Function Breakpoint");
        setMessage(PROMPT);
        Composite area = (Composite) super.createDialogArea(parent);
        Composite fields = new Composite(area, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(fields);
        GridLayoutFactory.swtDefaults().numColumns(2).margins(12, 12).applyTo(fields);
        new Label(fields, SWT.NONE).setText("&Function:");
        functionField = new Text(fields, SWT.BORDER);
        functionField.setMessage("such as allocFrame");
        GridDataFactory.fillDefaults().grab(true, false).applyTo(functionField);
        new Label(fields, SWT.NONE).setText("Stop from &hit:");
        hitCountField = hitCountField(fields);
        functionField.addModifyListener(event -> validate());
        propose(functionField);
        return area;
    }

    /** A field for an arrival at which to begin to stop. */
    static Spinner hitCountField(Composite parent) {
        Spinner field = new Spinner(parent, SWT.BORDER);
        field.setValues(1, 1, MAX_HIT_COUNT, 0, 1, 100);
        return field;
    }

    private static void propose(Text field) {
        SimpleContentProposalProvider proposals = new SimpleContentProposalProvider(functions());
        proposals.setFiltering(true);
        new ContentProposalAdapter(field, new TextContentAdapter(), proposals, null, null)
                .setProposalAcceptanceStyle(ContentProposalAdapter.PROPOSAL_REPLACE);
    }

    /** Sorted names of the functions of the kernels being debugged. */
    private static String[] functions() {
        return Arrays.stream(DebugPlugin.getDefault().getLaunchManager().getDebugTargets())
                .map(KernelDebugTarget::of)
                .flatMap(Optional::stream)
                .flatMap(target -> target.session().kernel().symbols().functions().stream())
                .map(Function::name)
                .distinct()
                .sorted()
                .toArray(String[]::new);
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        super.createButtonsForButtonBar(parent);
        getButton(IDialogConstants.OK_ID).setEnabled(false);
    }

    private void validate() {
        Optional<String> problem = problemOf(functionField.getText());
        boolean empty = functionField.getText().isBlank();
        setErrorMessage(empty ? null : problem.orElse(null));
        getButton(IDialogConstants.OK_ID).setEnabled(problem.isEmpty());
    }

    /** Why a text is no name of a function; C, Rust and assembler names are. */
    static Optional<String> problemOf(String text) {
        String name = text.strip();
        if (name.isEmpty()) {
            return Optional.of("Give the name of a function.");
        }
        boolean good = name.chars().noneMatch(c -> Character.isWhitespace(c) || c == '(');
        return good
                ? Optional.empty()
                : Optional.of("Give the function's name only, without parentheses and spaces.");
    }

    @Override
    protected void okPressed() {
        function = functionField.getText().strip();
        hitCount = hitCountField.getSelection();
        super.okPressed();
    }
}
