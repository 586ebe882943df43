package dev.framescope.ide.ui.breakpoints;

import dev.framescope.debugger.BreakpointSpec;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

import java.util.Optional;

/** The address of a breakpoint, virtual or physical. */
final class AddressFields implements SpecFields {
    private Text address;
    private Button physical;

    @Override
    public void create(Composite parent, Optional<BreakpointSpec> before, Runnable changed) {
        address = Fields.text(parent, "&Address:", "0x80200000, or a symbol such as trap_entry+4");
        physical = Fields.check(parent, "&Physical: wherever page tables map it", false);
        GridDataFactory.swtDefaults().span(2, 1).applyTo(physical);
        if (before.isPresent()) {
            switch (before.get()) {
                case BreakpointSpec.AtAddress a -> show(a.address(), false);
                case BreakpointSpec.AtPhysicalAddress p -> show(p.paddr(), true);
                default -> show(0, false);
            }
        }
        address.addModifyListener(event -> changed.run());
        physical.addSelectionListener(SelectionListener.widgetSelectedAdapter(e -> changed.run()));
    }

    private void show(long at, boolean isPhysical) {
        address.setText("0x" + Long.toHexString(at));
        physical.setSelection(isPhysical);
    }

    @Override
    public boolean isEmpty() {
        return address.getText().isBlank();
    }

    @Override
    public BreakpointSpec spec() {
        long at = Numbers.address(address.getText());
        return physical.getSelection()
                ? new BreakpointSpec.AtPhysicalAddress(at)
                : new BreakpointSpec.AtAddress(at);
    }
}
