package dev.framescope.ide.ui.views.memory;

import dev.framescope.ide.ui.views.SnapshotView;
import dev.framescope.ide.ui.views.grid.Bytes;
import dev.framescope.ide.ui.views.session.SessionSnapshot;
import dev.framescope.ide.ui.views.text.ClipboardText;
import dev.framescope.ide.ui.views.text.RichText;
import dev.framescope.machine.MachineConfig;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.actions.ActionFactory;

/** The view Physical Memory: the board's map, VIRT_DEBUG to VIRT_DRAM, with the DRAM opened. */
public final class PhysicalMemoryView extends SnapshotView<MemoryMapModel> {
    public static final String ID = "dev.framescope.ide.ui.views.physicalMemory";

    private Label header;
    private MemoryMapCanvas canvas;

    @Override
    protected void createContent(Composite parent) {
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 2;
        layout.verticalSpacing = 2;
        parent.setLayout(layout);
        header = new Label(parent, SWT.NONE);
        GridData headerData = new GridData(SWT.FILL, SWT.TOP, true, false);
        headerData.horizontalIndent = 4;
        header.setLayoutData(headerData);
        canvas = new MemoryMapCanvas(parent, this::open);
        canvas.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        Action copy = action("Copy", this::copy);
        getViewSite().getActionBars().setGlobalActionHandler(ActionFactory.COPY.getId(), copy);
        MenuManager menu = new MenuManager();
        menu.add(action("Open in the Memory view", () -> canvas.selection().ifPresent(this::open)));
        menu.add(action("Show the first page frame", this::showFrame));
        menu.add(copy);
        canvas.setMenu(menu.createContextMenu(canvas));
    }

    private static Action action(String text, Runnable work) {
        return new Action(text) {
            @Override
            public void run() {
                work.run();
            }
        };
    }

    @Override
    protected MemoryMapModel compute(SessionSnapshot snapshot) {
        return new MemoryMapModel(snapshot.insight());
    }

    @Override
    protected void showModel(MemoryMapModel model) {
        header.setText(snapshot().map(PhysicalMemoryView::describe).orElse(""));
        canvas.show(model.entries());
    }

    private static String describe(SessionSnapshot snapshot) {
        MachineConfig machine = snapshot.session().machine().config();
        return snapshot.stateText()
                + "virt, "
                + Bytes.text(machine.memoryBytes())
                + ", "
                + machine.harts()
                + (machine.harts() == 1 ? " hart" : " harts");
    }

    private void open(MapEntry entry) {
        openMemoryAt(entry.region().base());
    }

    private void showFrame() {
        canvas.selection()
                .ifPresent(
                        entry ->
                                active().reveal(
                                                new RichText.Target.Frame(
                                                        entry.region().base() >>> 12)));
    }

    /** Copies the selected region, or the whole map. */
    private void copy() {
        String all = model().map(MemoryMapModel::text).orElse("");
        ClipboardText.copy(
                canvas.getDisplay(), canvas.selection().map(MapEntry::describe).orElse(all));
    }

    @Override
    public void reveal(RichText.Target target) {
        // Nothing here is about a single frame or a virtual address.
    }

    @Override
    protected void focusContent() {
        canvas.setFocus();
    }
}
