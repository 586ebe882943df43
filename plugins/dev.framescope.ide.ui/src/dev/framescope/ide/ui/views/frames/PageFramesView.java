package dev.framescope.ide.ui.views.frames;

import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.WatchMode;
import dev.framescope.ide.ui.breakpoints.AddBreakpointHandler;
import dev.framescope.ide.ui.views.SnapshotView;
import dev.framescope.ide.ui.views.grid.AddressGrid;
import dev.framescope.ide.ui.views.grid.Bytes;
import dev.framescope.ide.ui.views.grid.GridGeometry;
import dev.framescope.ide.ui.views.session.SessionSnapshot;
import dev.framescope.ide.ui.views.text.ClipboardText;
import dev.framescope.ide.ui.views.text.RichText;
import dev.framescope.ide.ui.views.text.RichTextPane;
import dev.framescope.ide.ui.views.theme.Colors;
import dev.framescope.insight.frames.FrameState;
import dev.framescope.insight.ledger.FrameEvent;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ObjIntConsumer;

/** The view Page Frames: a cell for each page frame of the DRAM, and all about the selected one. */
public final class PageFramesView extends SnapshotView<FramesModel> {
    public static final String ID = "dev.framescope.ide.ui.views.pageFrames";

    private static final int[] WIDE = {74, 26};
    private static final int[] HIGH = {65, 35};
    private static final String NO_SELECTION =
            "Select a frame to see what it is, who took it and where it is mapped.\n\n"
                    + "Ctrl+wheel or + and - zoom, 0 shows all.";

    private LegendBar legend;
    private Label status;
    private SashForm sash;
    private AddressGrid grid;
    private RichTextPane details;
    private int hovered = -1;

    @Override
    protected void createContent(Composite parent) {
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = 2;
        parent.setLayout(layout);
        legend = new LegendBar(parent, this::selectNext);
        legend.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        status = new Label(parent, SWT.NONE);
        GridData statusData = new GridData(SWT.FILL, SWT.TOP, true, false);
        statusData.horizontalIndent = 4;
        status.setLayoutData(statusData);
        sash = new SashForm(parent, SWT.SMOOTH);
        sash.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        grid = new AddressGrid(sash, SWT.NONE);
        details = new RichTextPane(sash, SWT.V_SCROLL | SWT.WRAP, active()::reveal);
        sash.setWeights(WIDE);
        sash.addListener(SWT.Resize, e -> orient());
        connect();
        FramesActions.contribute(getViewSite().getActionBars(), grid, new SelectedFrame());
        getViewSite().getActionBars().updateActionBars();
    }

    private void connect() {
        grid.addPaintListener(e -> followTheme());
        grid.addSelectionListener(item -> updateDetails());
        grid.addHoverListener(
                item -> {
                    hovered = item;
                    updateStatus();
                });
        grid.addZoomListener(this::updateStatus);
        grid.addActivationListener(this::openMemory);
    }

    private void orient() {
        boolean wide = sash.getSize().x > sash.getSize().y * 1.2;
        int orientation = wide ? SWT.HORIZONTAL : SWT.VERTICAL;
        if (sash.getOrientation() != orientation) {
            sash.setOrientation(orientation);
            sash.setWeights(wide ? WIDE : HIGH);
        }
    }

    private void followTheme() {
        if (!grid.theme().equals(Colors.themeOf(grid))) {
            grid.setTheme(Colors.themeOf(grid));
        }
    }

    @Override
    protected FramesModel compute(SessionSnapshot snapshot) {
        return new FramesModel(
                snapshot.insight().frames(), snapshot.before().map(before -> before.frames()));
    }

    @Override
    protected void showModel(FramesModel model) {
        grid.setModel(model);
        if (legend.show(legendOf(model))) {
            legend.getParent().layout();
        }
        updateStatus();
        updateDetails();
    }

    private static List<LegendBar.Entry> legendOf(FramesModel model) {
        List<LegendBar.Entry> entries = new ArrayList<>();
        for (FrameState state : FramePalette.ORDER) {
            long count = model.frames().count(state);
            if (count > 0) {
                entries.add(
                        new LegendBar.Entry(
                                state,
                                FramePalette.colorOf(state),
                                state.label(),
                                FramesModel.grouped(count)));
            }
        }
        return entries;
    }

    private void updateStatus() {
        GridGeometry geometry = grid.geometry();
        FramesModel model = model().orElse(null);
        if (model == null || geometry.items() == 0) {
            status.setText("");
            return;
        }
        StringBuilder text = new StringBuilder();
        text.append(snapshot().map(SessionSnapshot::stateText).orElse("")).append("one row = ");
        text.append(Bytes.text(geometry.itemsPerRow() * model.itemBytes()));
        text.append(" (").append(FramesModel.grouped(geometry.itemsPerRow())).append(" frames)");
        if (geometry.level() > 0) {
            text.append(" · one cell = ").append(geometry.itemsPerCell()).append(" frames");
        }
        if (hovered >= 0 && hovered < model.itemCount()) {
            int count = Math.min(geometry.itemsPerCell(), model.itemCount() - hovered);
            text.append(" · ").append(model.tooltip(hovered, count));
        } else if (model.changedCount() > 0) {
            text.append(" · ").append(FramesModel.grouped(model.changedCount()));
            text.append(" changed since the last stop (outlined)");
        }
        status.setText(text.toString());
    }

    /** Computes the details of the selected frame, which may take a while, and shows them. */
    private void updateDetails() {
        FramesModel model = model().orElse(null);
        int item = grid.selection();
        SessionSnapshot snapshot = snapshot().orElse(null);
        if (model == null || snapshot == null || item < 0) {
            details.show(RichText.of(NO_SELECTION));
            return;
        }
        ICoreRunnable work =
                monitor -> {
                    RichText text =
                            FrameDetailsText.of(
                                    model.frames().details(model.ppnOf(item)),
                                    snapshot.insight().kernel());
                    onUiThread(() -> showDetails(model, item, text));
                };
        Job job = Job.createSystem("Looking up a page frame", work);
        job.setPriority(Job.INTERACTIVE);
        job.schedule();
    }

    private void showDetails(FramesModel model, int item, RichText text) {
        if (model().filter(model::equals).isPresent() && grid.selection() == item) {
            details.show(text);
        }
    }

    /** Selects the next frame in a state, from the selected one on, around the end. */
    private void selectNext(Object state) {
        model().ifPresent(
                        model -> {
                            int count = model.itemCount();
                            for (int i = 1; i <= count; i++) {
                                int item = (int) (((long) grid.selection() + i) % count);
                                if (model.stateOf(item) == state) {
                                    grid.select(item);
                                    return;
                                }
                            }
                        });
    }

    private void openMemory(int item) {
        model().ifPresent(model -> openMemoryAt(model.addressOf(item)));
    }

    @Override
    public void reveal(RichText.Target target) {
        if (target instanceof RichText.Target.Frame frame) {
            model().map(model -> model.itemOf(frame.ppn()))
                    .filter(item -> item >= 0)
                    .ifPresent(grid::select);
        }
    }

    /** The canvas, for tests and for the demonstration. */
    public AddressGrid grid() {
        return grid;
    }

    /** The text about the selected frame. */
    public String detailsText() {
        return details.shown().plain();
    }

    @Override
    protected void focusContent() {
        grid.setFocus();
    }

    /** What the actions do. */
    private final class SelectedFrame implements FramesActions.Selected {
        @Override
        public void copy() {
            if (!details.copySelection()) {
                String text = status.getText() + "\n" + details.shown().plain();
                ClipboardText.copy(grid.getDisplay(), text);
            }
        }

        @Override
        public void watch() {
            withSelected(
                    (model, item) ->
                            AddBreakpointHandler.askForWatchpoint(
                                    getSite().getShell(),
                                    new BreakpointSpec.WatchPhysical(
                                            model.addressOf(item),
                                            model.itemBytes(),
                                            WatchMode.WRITE)));
        }

        @Override
        public void stopAt(FrameEvent.Kind event) {
            withSelected(
                    (model, item) ->
                            AddBreakpointHandler.set(
                                    new BreakpointSpec.OnFrame(model.ppnOf(item), Set.of(event))));
        }

        private void withSelected(ObjIntConsumer<FramesModel> action) {
            int item = grid.selection();
            model().filter(model -> item >= 0).ifPresent(model -> action.accept(model, item));
        }
    }
}
