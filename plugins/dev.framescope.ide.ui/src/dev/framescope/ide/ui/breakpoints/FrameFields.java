package dev.framescope.ide.ui.breakpoints;

import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.insight.ledger.FrameEvent;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Which page frame, and whether it is its allocation or its release that stops the machine. */
final class FrameFields implements SpecFields {
    private Text frame;
    private Button allocation;
    private Button release;

    @Override
    public void create(Composite parent, Optional<BreakpointSpec> before, Runnable changed) {
        frame = Fields.text(parent, "&Frame:", "its page number, such as 0x8022b");
        allocation = check(parent, "&Allocation: the kernel's allocator hands it out", changed);
        release = check(parent, "&Release: the kernel's allocator takes it back", changed);
        if (before.isPresent() && before.get() instanceof BreakpointSpec.OnFrame known) {
            frame.setText("0x" + Long.toHexString(known.ppn()));
            allocation.setSelection(known.onAllocation());
            release.setSelection(known.onRelease());
        }
        frame.addModifyListener(event -> changed.run());
    }

    private static Button check(Composite parent, String label, Runnable changed) {
        Button button = Fields.check(parent, label, true);
        GridDataFactory.swtDefaults().span(2, 1).applyTo(button);
        button.addSelectionListener(SelectionListener.widgetSelectedAdapter(e -> changed.run()));
        return button;
    }

    @Override
    public boolean isEmpty() {
        return frame.getText().isBlank();
    }

    @Override
    public BreakpointSpec spec() {
        Set<FrameEvent.Kind> kinds = EnumSet.noneOf(FrameEvent.Kind.class);
        if (allocation.getSelection()) {
            kinds.add(FrameEvent.Kind.ALLOCATED);
        }
        if (release.getSelection()) {
            kinds.add(FrameEvent.Kind.FREED);
        }
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("Check allocation, release, or both.");
        }
        return new BreakpointSpec.OnFrame(Numbers.frame(frame.getText()), kinds);
    }
}
