package dev.framescope.ide.ui.sourcelookup;

import dev.framescope.ide.core.sourcelookup.PathMapping;

import org.eclipse.core.runtime.IPath;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.dialogs.ContainerSelectionDialog;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Asks for a path mapping. */
final class PathMappingDialog extends TitleAreaDialog {
    private static final int WIDTH = 360;

    private PathMapping mapping;
    private Text recorded;
    private Text local;

    PathMappingDialog(Shell shell, PathMapping mapping) {
        super(shell);
        this.mapping = mapping;
        setShellStyle(getShellStyle() | SWT.RESIZE);
    }

    /** What was entered. */
    PathMapping mapping() {
        return mapping;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText("Path Mapping");
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        setTitle("Where are the sources of a build elsewhere?");
        setMessage("Sources recorded under one path are looked for in another folder.");
        Composite fields = new Composite(area, SWT.NONE);
        fields.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        GridLayout layout = new GridLayout(4, false);
        layout.marginWidth = 10;
        layout.marginHeight = 10;
        fields.setLayout(layout);
        recorded = field(fields, "&Recorded path", "such as /build/kernel", 3);
        recorded.setText(mapping.recorded());
        local = field(fields, "&Folder", "where these sources are now", 1);
        local.setText(mapping.local());
        button(fields, "&Workspace...", this::browseWorkspace);
        button(fields, "File &System...", this::browseFileSystem);
        recorded.addListener(SWT.Modify, e -> check());
        local.addListener(SWT.Modify, e -> check());
        return area;
    }

    private static Text field(Composite parent, String label, String hint, int columns) {
        new Label(parent, SWT.NONE).setText(label + ":");
        Text text = new Text(parent, SWT.BORDER);
        text.setMessage(hint);
        GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false, columns, 1);
        data.widthHint = WIDTH;
        text.setLayoutData(data);
        return text;
    }

    private static void button(Composite parent, String text, Runnable work) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(text);
        button.addListener(SWT.Selection, e -> work.run());
    }

    private void browseWorkspace() {
        ContainerSelectionDialog dialog =
                new ContainerSelectionDialog(getShell(), null, false, "The folder of the sources:");
        if (dialog.open() == OK && dialog.getResult()[0] instanceof IPath path) {
            local.setText(PathMapping.WORKSPACE + path);
        }
    }

    private void browseFileSystem() {
        String folder = new DirectoryDialog(getShell()).open();
        if (folder != null) {
            local.setText(folder);
        }
    }

    @Override
    protected Control createContents(Composite parent) {
        Control contents = super.createContents(parent);
        getButton(OK).setEnabled(problem() == null);
        return contents;
    }

    private void check() {
        String problem = problem();
        setErrorMessage(problem);
        getButton(OK).setEnabled(problem == null);
        mapping = new PathMapping(recorded.getText(), local.getText());
    }

    /** Why what was entered is no mapping; null if it is one. */
    private String problem() {
        if (recorded.getText().isBlank()) {
            return "Enter the beginning of the paths that the compiler recorded.";
        }
        String folder = local.getText().strip();
        if (folder.isEmpty()) {
            return "Choose the folder that has these sources now.";
        }
        try {
            boolean exists =
                    folder.startsWith(PathMapping.WORKSPACE) || Files.isDirectory(Path.of(folder));
            return exists ? null : folder + " is no folder.";
        } catch (InvalidPathException e) {
            return folder + " cannot be a folder: " + e.getReason();
        }
    }
}
