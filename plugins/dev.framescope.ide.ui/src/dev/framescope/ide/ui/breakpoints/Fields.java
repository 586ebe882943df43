package dev.framescope.ide.ui.breakpoints;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;

/** Widgets as the breakpoint dialogs and pages have them: a label, and the field beside it. */
final class Fields {
    /** Of fields for text. */
    static final int WIDTH_HINT = 320;

    private static final int MAX_HITS = 1_000_000_000;

    private Fields() {}

    static void label(Composite parent, String text) {
        new Label(parent, SWT.NONE).setText(text);
    }

    static Text text(Composite parent, String label, String example) {
        label(parent, label);
        Text field = new Text(parent, SWT.BORDER);
        field.setMessage(example);
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH_HINT, -1).applyTo(field);
        return field;
    }

    /** A number of hits, from 1. */
    static Spinner hits(Composite parent, long value) {
        Spinner field = new Spinner(parent, SWT.BORDER);
        field.setValues((int) Math.min(value, MAX_HITS), 1, MAX_HITS, 0, 1, 100);
        return field;
    }

    static Button check(Composite parent, String label, boolean on) {
        Button button = new Button(parent, SWT.CHECK);
        button.setText(label);
        button.setSelection(on);
        return button;
    }

    /** A place for several widgets in one line. */
    static Composite line(Composite parent, int columns) {
        Composite line = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(columns).applyTo(line);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(line);
        return line;
    }
}
