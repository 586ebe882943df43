package dev.framescope.ide.ui.launch;

import dev.framescope.debugger.program.ProgramScope;
import dev.framescope.ide.core.launch.ProgramList;
import dev.framescope.ide.core.launch.ProgramText;
import dev.framescope.ide.ui.views.symbols.SymbolFileDialog;
import dev.framescope.ide.ui.views.theme.Icons;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

import java.util.Arrays;
import java.util.Optional;

/** The tab "Programs": what runs on the machine beside the kernel, for its symbols. */
public final class ProgramsTab extends SettingsTab {
    private static final int MARGIN = 10;
    private static final int FILE_WIDTH = 380;
    private static final int SCOPE_WIDTH = 140;

    private Table table;
    private Button edit;
    private Button remove;
    private Image image;

    @Override
    public String getName() {
        return "Programs";
    }

    @Override
    public String getId() {
        return "dev.framescope.ide.ui.programsTab";
    }

    @Override
    public Image getImage() {
        if (image == null) {
            ImageDescriptor icon = Icons.descriptor(Icons.SYMBOL_FILES);
            image = icon.createImage();
        }
        return image;
    }

    @Override
    public void createControl(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.swtDefaults().numColumns(2).margins(MARGIN, MARGIN).applyTo(area);
        Label label = new Label(area, SWT.WRAP);
        label.setText(
                "Programs that the &kernel runs. Their symbols are used where a hart executes"
                        + " their code:");
        TabPage.fill(label, 2);
        table = new Table(area, SWT.BORDER | SWT.FULL_SELECTION | SWT.MULTI);
        table.setHeaderVisible(true);
        column("File", FILE_WIDTH);
        column("Scope", SCOPE_WIDTH);
        GridDataFactory.fillDefaults()
                .grab(true, true)
                .hint(TabPage.FIELD_WIDTH, SWT.DEFAULT)
                .applyTo(table);
        Composite buttons = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().applyTo(buttons);
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.BEGINNING).applyTo(buttons);
        button(buttons, "&Add...", this::add);
        edit = button(buttons, "&Edit...", this::edit);
        remove = button(buttons, "Re&move", this::remove);
        table.addListener(SWT.Selection, e -> enable());
        table.addListener(SWT.DefaultSelection, e -> edit());
        enable();
        setControl(area);
    }

    private void column(String text, int width) {
        TableColumn column = new TableColumn(table, SWT.NONE);
        column.setText(text);
        column.setWidth(width);
    }

    private static Button button(Composite parent, String text, Runnable work) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(text);
        button.addListener(SWT.Selection, e -> work.run());
        GridDataFactory.fillDefaults().applyTo(button);
        return button;
    }

    private void enable() {
        edit.setEnabled(table.getSelectionCount() == 1);
        remove.setEnabled(table.getSelectionCount() > 0);
    }

    private void add() {
        ask("Add Program", new ProgramText(ProgramScope.USER, ""))
                .ifPresent(program -> show(new TableItem(table, SWT.NONE), program.toString()));
        updateLaunchConfigurationDialog();
    }

    private void edit() {
        if (table.getSelectionCount() == 1) {
            TableItem item = table.getSelection()[0];
            ask("Edit Program", parse(item)).ifPresent(program -> show(item, program.toString()));
            updateLaunchConfigurationDialog();
        }
    }

    private void remove() {
        table.remove(table.getSelectionIndices());
        enable();
        updateLaunchConfigurationDialog();
    }

    private Optional<ProgramText> ask(String title, ProgramText program) {
        SymbolFileDialog dialog =
                new SymbolFileDialog(getShell(), title, program, Optional.empty());
        return dialog.open() == Window.OK ? Optional.of(dialog.program()) : Optional.empty();
    }

    /** What a row says; what is not right is shown as it is and can be edited as a file. */
    private static ProgramText parse(TableItem item) {
        try {
            return ProgramText.parse((String) item.getData());
        } catch (IllegalArgumentException e) {
            return new ProgramText(ProgramScope.USER, item.getText());
        }
    }

    private static void show(TableItem item, String text) {
        item.setData(text);
        try {
            ProgramText program = ProgramText.parse(text);
            item.setText(new String[] {program.file(), program.scope().describe()});
        } catch (IllegalArgumentException e) {
            item.setText(new String[] {text, "?"}); // The tab's message says what is wrong.
        }
    }

    @Override
    void show(ILaunchConfiguration configuration) throws CoreException {
        table.removeAll();
        for (String text : ProgramList.of(configuration)) {
            show(new TableItem(table, SWT.NONE), text);
        }
        enable();
    }

    @Override
    public void performApply(ILaunchConfigurationWorkingCopy configuration) {
        ProgramList.set(
                configuration,
                Arrays.stream(table.getItems()).map(i -> (String) i.getData()).toList());
    }

    @Override
    public void dispose() {
        if (image != null) {
            image.dispose();
            image = null;
        }
        super.dispose();
    }
}
