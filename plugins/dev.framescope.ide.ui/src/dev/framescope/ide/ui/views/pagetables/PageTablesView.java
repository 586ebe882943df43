package dev.framescope.ide.ui.views.pagetables;

import dev.framescope.ide.ui.views.SnapshotView;
import dev.framescope.ide.ui.views.session.SessionSnapshot;
import dev.framescope.ide.ui.views.text.ClipboardText;
import dev.framescope.ide.ui.views.text.RichText;
import dev.framescope.insight.frames.FrameMap;
import dev.framescope.insight.paging.MappedRange;
import dev.framescope.insight.paging.PageTables;

import org.eclipse.jface.action.Action;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.actions.ActionFactory;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The view Page Tables: the tables of the selected hart's satp, or of another address space, as a
 * tree and as ranges, and a box that translates any address.
 */
public final class PageTablesView extends SnapshotView<PageTablesModel> {
    public static final String ID = "dev.framescope.ide.ui.views.pageTables";

    private static final int ENTRY_INDENT = 42;
    private static final int[] WEIGHTS = {66, 34};

    private Combo spaces;
    private Label description;
    private CTabFolder tabs;
    private VirtualTree tree;
    private RangeTable ranges;
    private TranslateBox translate;

    /** The satp for which the columns' widths were chosen. */
    private long measured = -1;

    /** What the tree's rows were made of: filling it anew takes longer than the rest of a step. */
    private PageTables inTree;

    private FrameMap framesInTree;

    /** The address space the reader has chosen; empty for the selected hart's. */
    private Optional<Long> chosen = Optional.empty();

    @Override
    protected void createContent(Composite parent) {
        GridLayout layout = new GridLayout();
        layout.marginWidth = 2;
        layout.marginHeight = 2;
        layout.verticalSpacing = 2;
        parent.setLayout(layout);
        spaces = new Combo(parent, SWT.READ_ONLY | SWT.DROP_DOWN);
        spaces.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        spaces.setToolTipText("Address space");
        spaces.addListener(SWT.Selection, e -> choose(spaces.getSelectionIndex()));
        description = new Label(parent, SWT.WRAP);
        description.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        SashForm sash = new SashForm(parent, SWT.VERTICAL | SWT.SMOOTH);
        sash.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        tabs = new CTabFolder(sash, SWT.TOP | SWT.FLAT);
        tree = new VirtualTree(tabs, TableNodes.columns(), active()::reveal);
        ranges = new RangeTable(tabs, active()::reveal);
        addTab("Tables", tree.control());
        addTab("Ranges", ranges.control());
        tabs.setSelection(0);
        translate = new TranslateBox(sash, active()::reveal);
        sash.setWeights(WEIGHTS);
        getViewSite()
                .getActionBars()
                .setGlobalActionHandler(
                        ActionFactory.COPY.getId(),
                        new Action("Copy") {
                            @Override
                            public void run() {
                                copy();
                            }
                        });
    }

    private void addTab(String title, Control control) {
        CTabItem item = new CTabItem(tabs, SWT.NONE);
        item.setText(title);
        item.setControl(control);
    }

    /** Makes the columns as wide as the longest address needs, once for an address space. */
    private void setWidths(PageTables space) {
        int digit = (TextWidth.of(tree.control(), "0000000000") + 9) / 10;
        int virtual = digit * (digitsOf(space, MappedRange::vaddr) + 5);
        int physical = digit * (digitsOf(space, MappedRange::paddr) + 5);
        tree.setWidths(ENTRY_INDENT + 11 * digit, virtual, physical, 12 * digit, 36 * digit);
        ranges.setWidths(virtual, virtual, physical, 11 * digit, 12 * digit, 18 * digit);
    }

    private static int digitsOf(PageTables space, ToLongFunction<MappedRange> address) {
        return space.ranges().stream()
                .mapToLong(address)
                .mapToObj(Long::toHexString)
                .mapToInt(String::length)
                .max()
                .orElse(8);
    }

    @Override
    protected PageTablesModel compute(SessionSnapshot snapshot) {
        return new PageTablesModel(snapshot.insight(), model());
    }

    @Override
    protected void showModel(PageTablesModel model) {
        PageTables space = chosen.flatMap(model::space).orElse(model.spaces().getFirst());
        String[] names = model.names().toArray(String[]::new);
        if (!Arrays.equals(names, spaces.getItems())) {
            spaces.setItems(names);
        }
        spaces.select(model.spaces().indexOf(space));
        if (!model.describe(space).equals(description.getText())) {
            description.setText(model.describe(space));
            description.getParent().layout();
        }
        if (measured != space.satp()) {
            measured = space.satp();
            setWidths(space);
        }
        if (space != inTree || model.frames() != framesInTree) {
            inTree = space;
            framesInTree = model.frames();
            tree.show(space.satp(), new TableNodes(space, model.frames()).roots());
        }
        ranges.show(space.ranges());
        snapshot().ifPresent(now -> translate.show(now, space.satp()));
    }

    private void choose(int index) {
        model().ifPresent(
                        model -> {
                            chosen =
                                    index == 0
                                            ? Optional.empty()
                                            : Optional.of(model.spaces().get(index).satp());
                            showModel(model);
                        });
    }

    private void copy() {
        if (translate.copySelection()) {
            return;
        }
        String text = tabs.getSelectionIndex() == 0 ? tree.selectedText() : ranges.text();
        ClipboardText.copy(tabs.getDisplay(), text);
    }

    /** Translates the virtual address in its address space. */
    @Override
    public void reveal(RichText.Target target) {
        if (target instanceof RichText.Target.Virtual virtual) {
            model().ifPresent(
                            model -> {
                                boolean harts = model.spaces().getFirst().satp() == virtual.satp();
                                chosen = harts ? Optional.empty() : Optional.of(virtual.satp());
                                showModel(model);
                                translate.ask(TableNodes.hex(virtual.vaddr()));
                            });
        }
    }

    /** Brings the tree (0) or the ranges (1) to the front. */
    public void showTab(int index) {
        tabs.setSelection(index);
    }

    /** Translates an address or a symbol as if the reader had typed it. */
    public void translate(String address) {
        translate.ask(address);
    }

    /** What the translation box says. */
    public String translation() {
        return translate.steps().shown().plain();
    }

    @Override
    protected void focusContent() {
        tabs.getSelection().getControl().setFocus();
    }
}
