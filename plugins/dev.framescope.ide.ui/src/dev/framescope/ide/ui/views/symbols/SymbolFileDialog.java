package dev.framescope.ide.ui.views.symbols;

import dev.framescope.debugger.program.ProgramScope;
import dev.framescope.ide.core.launch.ProgramText;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.dialogs.ElementTreeSelectionDialog;
import org.eclipse.ui.model.BaseWorkbenchContentProvider;
import org.eclipse.ui.model.WorkbenchLabelProvider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks for a program with symbols, and where its addresses hold. */
public final class SymbolFileDialog extends TitleAreaDialog {
    private static final int WIDTH = 320;

    private final String title;
    private final List<ProgramScope> scopes = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final Optional<String> option;
    private ProgramText program;
    private boolean optionChosen = true;
    private Text file;
    private Combo scope;

    /**
     * @param program what is shown first
     * @param option what can be chosen in addition; empty for nothing
     */
    public SymbolFileDialog(
            Shell parent, String title, ProgramText program, Optional<String> option) {
        super(parent);
        this.title = title;
        this.program = program;
        this.option = option;
        offer(ProgramScope.USER, "User programs (U-mode, where its code is mapped)");
        offer(ProgramScope.KERNEL, "Kernel (S-mode, any address space)");
        offer(ProgramScope.FIRMWARE, "Firmware (M-mode)");
        offer(ProgramScope.EVERYWHERE, "Everywhere its code is in memory");
        setShellStyle(getShellStyle() | SWT.RESIZE);
        setHelpAvailable(false);
    }

    /** Offers another scope, such as that of one address space. */
    public void offer(ProgramScope another, String label) {
        if (!scopes.contains(another)) {
            scopes.add(another);
            labels.add(label);
        }
    }

    /** What was entered. */
    public ProgramText program() {
        return program;
    }

    /** Whether what can be chosen in addition was chosen. */
    public boolean isOptionChosen() {
        return optionChosen;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(title);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        setTitle(title);
        setMessage("The symbols of a program that runs on the machine, and where they hold.");
        Composite fields = new Composite(area, SWT.NONE);
        GridLayoutFactory.swtDefaults().numColumns(4).margins(10, 10).applyTo(fields);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(fields);
        new Label(fields, SWT.NONE).setText("&File:");
        file = new Text(fields, SWT.BORDER);
        file.setText(program.file());
        file.setMessage("the program's ELF file");
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(file);
        button(fields, "&Workspace...", this::browseWorkspace);
        button(fields, "File &System...", this::browseFileSystem);
        new Label(fields, SWT.NONE).setText("S&cope:");
        scope = new Combo(fields, SWT.DROP_DOWN | SWT.READ_ONLY);
        offer(program.scope(), program.scope().describe());
        scope.setItems(labels.toArray(String[]::new));
        scope.select(scopes.indexOf(program.scope()));
        GridDataFactory.fillDefaults().span(3, 1).applyTo(scope);
        option.ifPresent(text -> check(fields, text));
        file.addListener(SWT.Modify, e -> check());
        scope.addListener(SWT.Selection, e -> check());
        return area;
    }

    private void check(Composite fields, String text) {
        Button button = new Button(fields, SWT.CHECK);
        button.setText(text);
        button.setSelection(optionChosen);
        button.addListener(SWT.Selection, e -> optionChosen = button.getSelection());
        GridDataFactory.fillDefaults().span(4, 1).applyTo(button);
    }

    private static void button(Composite parent, String text, Runnable work) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(text);
        button.addListener(SWT.Selection, e -> work.run());
    }

    private void browseWorkspace() {
        ElementTreeSelectionDialog dialog =
                new ElementTreeSelectionDialog(
                        getShell(),
                        WorkbenchLabelProvider.getDecoratingWorkbenchLabelProvider(),
                        new BaseWorkbenchContentProvider());
        dialog.setTitle("Program");
        dialog.setMessage("The program's ELF file:");
        dialog.setInput(ResourcesPlugin.getWorkspace().getRoot());
        if (dialog.open() == OK && dialog.getFirstResult() instanceof IFile chosen) {
            file.setText("${workspace_loc:" + chosen.getFullPath() + "}");
        }
    }

    private void browseFileSystem() {
        String chosen = new FileDialog(getShell(), SWT.OPEN).open();
        if (chosen != null) {
            file.setText(chosen);
        }
    }

    @Override
    protected Control createContents(Composite parent) {
        Control contents = super.createContents(parent);
        getButton(OK).setEnabled(!file.getText().isBlank());
        return contents;
    }

    private void check() {
        boolean complete = !file.getText().isBlank();
        setErrorMessage(complete ? null : "Choose the program's ELF file.");
        getButton(OK).setEnabled(complete);
        program = new ProgramText(scopes.get(scope.getSelectionIndex()), file.getText().strip());
    }
}
