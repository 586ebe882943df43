package dev.framescope.ide.ui.views.disassembly;

import dev.framescope.ide.ui.views.theme.Fonts;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import java.util.function.Consumer;

/** The field for an address above the disassembly, and what is said about the shown one. */
final class GoToBox {
    private final Text field;
    private final Label status;
    private final Composite composite;

    /**
     * @param go called with what the reader has typed
     */
    GoToBox(Composite parent, Consumer<String> go) {
        composite = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout(2, false);
        layout.marginHeight = 2;
        layout.marginWidth = 4;
        composite.setLayout(layout);
        field = new Text(composite, SWT.BORDER | SWT.SEARCH);
        field.setMessage("address, symbol or expression");
        field.setToolTipText("Go to an address, a symbol or an expression (Ctrl+G)");
        field.setFont(Fonts.smallerText(field));
        GridData data = new GridData(SWT.FILL, SWT.CENTER, false, false);
        data.widthHint = 220;
        field.setLayoutData(data);
        field.addListener(SWT.DefaultSelection, e -> go.accept(field.getText().strip()));
        status = new Label(composite, SWT.NONE);
        status.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
    }

    Composite control() {
        return composite;
    }

    /** Lets the reader type. */
    void focus() {
        field.setFocus();
        field.selectAll();
    }

    Text field() {
        return field;
    }

    /** Says something about what is shown, or why what was typed is not. */
    void say(String text) {
        if (!status.getText().equals(text)) {
            status.setText(text);
            status.setToolTipText(text);
        }
    }

    String said() {
        return status.getText();
    }
}
