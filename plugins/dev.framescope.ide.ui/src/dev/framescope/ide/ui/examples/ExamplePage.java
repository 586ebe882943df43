package dev.framescope.ide.ui.examples;

import dev.framescope.ide.core.examples.ExampleProject;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/** Asks how the project is to be called. */
final class ExamplePage extends WizardPage {
    private static final int TEXT_WIDTH = 420;

    private final ExampleProject example;
    private Text nameField;

    ExamplePage(ExampleProject example) {
        super("example", example.title(), null);
        this.example = example;
        setDescription(
                "Creates a project with the kernel's source, its built ELF file and a launch.");
    }

    String projectName() {
        return nameField.getText().strip();
    }

    @Override
    public void createControl(Composite parent) {
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.swtDefaults().numColumns(2).margins(10, 10).applyTo(page);
        new Label(page, SWT.NONE).setText("&Project name:");
        nameField = new Text(page, SWT.BORDER);
        nameField.setText(example.name());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(nameField);
        Label description = new Label(page, SWT.WRAP);
        description.setText(example.description());
        GridDataFactory.fillDefaults()
                .span(2, 1)
                .hint(TEXT_WIDTH, SWT.DEFAULT)
                .indent(0, 10)
                .applyTo(description);
        nameField.addModifyListener(event -> validate());
        setControl(page);
        validate();
    }

    private void validate() {
        IStatus status = ExampleProject.checkName(projectName());
        setErrorMessage(status.isOK() ? null : status.getMessage());
        setPageComplete(status.isOK());
    }
}
