package dev.framescope.ide.ui.breakpoints;

import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.WatchMode;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

import java.util.List;
import java.util.Optional;

/** What a watchpoint watches: an expression, or a range of addresses; and which accesses. */
final class WatchFields implements SpecFields {
    private static final List<WatchMode> MODES =
            List.of(WatchMode.CHANGE, WatchMode.WRITE, WatchMode.READ, WatchMode.ACCESS);

    private Button byExpression;
    private Button byRange;
    private Text expression;
    private Text address;
    private Text length;
    private Button physical;
    private Combo mode;

    @Override
    public void create(Composite parent, Optional<BreakpointSpec> before, Runnable changed) {
        byExpression = new Button(parent, SWT.RADIO);
        byExpression.setText("E&xpression:");
        expression = new Text(parent, SWT.BORDER);
        expression.setMessage("frameAllocator.next, or *(long *)phys(0x80205000)");
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .hint(Fields.WIDTH_HINT, -1)
                .applyTo(expression);
        ExpressionProposals.addTo(expression);
        createRange(parent);
        Fields.label(parent, "Stop at:");
        mode = new Combo(parent, SWT.READ_ONLY);
        mode.setItems("a change", "any write", "a read", "any access");
        show(before.orElse(new BreakpointSpec.WatchExpression("", WatchMode.CHANGE)));
        enable();
        SelectionListener selected =
                SelectionListener.widgetSelectedAdapter(
                        event -> {
                            enable();
                            changed.run();
                        });
        for (Button button : List.of(byExpression, byRange, physical)) {
            button.addSelectionListener(selected);
        }
        mode.addSelectionListener(selected);
        (byRange.getSelection() ? address : expression).setFocus();
        for (Text text : List.of(expression, address, length)) {
            text.addModifyListener(event -> changed.run());
        }
    }

    private void createRange(Composite parent) {
        byRange = new Button(parent, SWT.RADIO);
        byRange.setText("&Memory at:");
        Composite range = Fields.line(parent, 4);
        address = new Text(range, SWT.BORDER);
        address.setMessage("0x80205000");
        GridDataFactory.fillDefaults().grab(true, false).applyTo(address);
        length = new Text(range, SWT.BORDER);
        length.setText("8");
        GridDataFactory.swtDefaults().hint(80, -1).applyTo(length);
        Fields.label(range, "bytes");
        physical = Fields.check(range, "&physical", false);
    }

    private void show(BreakpointSpec spec) {
        boolean ranged = !(spec instanceof BreakpointSpec.WatchExpression);
        byRange.setSelection(ranged);
        byExpression.setSelection(!ranged);
        switch (spec) {
            case BreakpointSpec.WatchExpression e -> expression.setText(e.expression());
            case BreakpointSpec.WatchVirtual v -> showRange(v.vaddr(), v.bytes(), false);
            case BreakpointSpec.WatchPhysical p -> showRange(p.paddr(), p.bytes(), true);
            default -> throw new IllegalArgumentException(spec.describe() + " watches nothing");
        }
        mode.select(MODES.indexOf(((BreakpointSpec.Watch) spec).mode()));
    }

    private void showRange(long at, long bytes, boolean isPhysical) {
        address.setText("0x" + Long.toHexString(at));
        length.setText(Long.toString(bytes));
        physical.setSelection(isPhysical);
    }

    private void enable() {
        boolean ranged = byRange.getSelection();
        expression.setEnabled(!ranged);
        address.setEnabled(ranged);
        length.setEnabled(ranged);
        physical.setEnabled(ranged);
    }

    @Override
    public boolean isEmpty() {
        return (byRange.getSelection() ? address : expression).getText().isBlank();
    }

    @Override
    public BreakpointSpec spec() {
        WatchMode accesses = MODES.get(mode.getSelectionIndex());
        if (!byRange.getSelection()) {
            String text = expression.getText().strip();
            if (text.isEmpty()) {
                throw new IllegalArgumentException("Give an expression.");
            }
            return new BreakpointSpec.WatchExpression(text, accesses);
        }
        long at = Numbers.address(address.getText());
        long bytes = Numbers.length(length.getText());
        return physical.getSelection()
                ? new BreakpointSpec.WatchPhysical(at, bytes, accesses)
                : new BreakpointSpec.WatchVirtual(at, bytes, accesses);
    }
}
