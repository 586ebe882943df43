package dev.framescope.ide.ui.model;

import dev.framescope.ide.core.model.StepFilter;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.KeyListener;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;

import java.util.Arrays;
import java.util.List;

/** Step filters, each with a mark whether it is used; with a field to add one. */
final class StepFilterList {
    private static final int HEIGHT = 90;

    private final Runnable changed;
    private Table table;
    private Text field;

    StepFilterList(Runnable changed) {
        this.changed = changed;
    }

    void create(Composite parent, String example, List<StepFilter> filters) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(area);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
        table = new Table(area, SWT.CHECK | SWT.BORDER | SWT.MULTI);
        GridDataFactory.fillDefaults().grab(true, true).hint(-1, HEIGHT).applyTo(table);
        table.addKeyListener(
                KeyListener.keyPressedAdapter(
                        event -> {
                            if (event.keyCode == SWT.DEL) {
                                removeSelected();
                            }
                        }));
        button(area, "Remove", this::removeSelected);
        field = new Text(area, SWT.BORDER);
        field.setMessage(example);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(field);
        button(area, "Add", this::add);
        show(filters);
    }

    private static void button(Composite parent, String text, Runnable work) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(text);
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.BEGINNING).applyTo(button);
        button.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> work.run()));
    }

    void show(List<StepFilter> filters) {
        table.removeAll();
        filters.forEach(this::add);
        changed.run();
    }

    private void add(StepFilter filter) {
        TableItem item = new TableItem(table, SWT.NONE);
        item.setText(filter.text());
        item.setChecked(filter.on());
    }

    private void add() {
        String text = field.getText().strip();
        if (!text.isEmpty()) {
            add(new StepFilter(true, text));
            field.setText("");
            changed.run();
        }
    }

    private void removeSelected() {
        table.remove(table.getSelectionIndices());
        changed.run();
    }

    List<StepFilter> filters() {
        return Arrays.stream(table.getItems())
                .map(item -> new StepFilter(item.getChecked(), item.getText()))
                .toList();
    }
}
