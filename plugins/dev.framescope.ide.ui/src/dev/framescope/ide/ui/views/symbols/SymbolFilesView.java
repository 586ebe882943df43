package dev.framescope.ide.ui.views.symbols;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.SessionListener;
import dev.framescope.ide.ui.views.SnapshotView;
import dev.framescope.ide.ui.views.session.SessionSnapshot;
import dev.framescope.ide.ui.views.text.RichText;

import org.eclipse.jface.action.MenuManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.PartInitException;

import java.util.List;
import java.util.Optional;

/**
 * The programs whose symbols are used, with where they hold; below them the address spaces that the
 * machine has used, with what runs in them.
 */
public final class SymbolFilesView extends SnapshotView<SymbolFilesModel> {
    /** As in the extension registry. */
    public static final String ID = "dev.framescope.ide.ui.views.symbolFiles";

    private final SessionListener news = new News();
    private Optional<DebugSession> observed = Optional.empty();
    private IMemento saved;
    private SashForm parts;
    private RowTree programs;
    private RowTree spaces;
    private SymbolFilesActions actions;

    @Override
    public void init(IViewSite site, IMemento memento) throws PartInitException {
        super.init(site, memento);
        saved = memento;
    }

    @Override
    protected void createContent(Composite parent) {
        parent.setLayout(new FillLayout());
        parts = new SashForm(parent, SWT.VERTICAL | SWT.SMOOTH);
        programs =
                new RowTree(
                        parts,
                        SymbolFilesModel.PROGRAM_COLUMNS,
                        new int[] {180, 80, 310, 230, 150, 400});
        spaces =
                new RowTree(
                        parts,
                        SymbolFilesModel.SPACE_COLUMNS,
                        new int[] {200, 90, 70, 60, 80, 200, 180});
        parts.setWeights(3, 2);
        programs.restore(saved, "programs");
        spaces.restore(saved, "spaces");
        actions = new SymbolFilesActions(this, programs, spaces);
        MenuManager menu = new MenuManager();
        menu.setRemoveAllWhenShown(true);
        menu.addMenuListener(actions::fill);
        for (Tree tree : new Tree[] {programs.control(), spaces.control()}) {
            tree.setMenu(menu.createContextMenu(tree));
        }
        actions.contribute(getViewSite().getActionBars());
    }

    @Override
    protected SymbolFilesModel compute(SessionSnapshot snapshot) {
        return SymbolFilesModel.of(snapshot.session());
    }

    @Override
    protected void showModel(SymbolFilesModel model) {
        observe(snapshot().map(SessionSnapshot::session));
        programs.clear();
        for (SymbolFilesModel.ProgramRow row : model.programs()) {
            programs.add(row, row.cells(), row.problems());
        }
        spaces.clear();
        for (SymbolFilesModel.SpaceRow row : model.spaces()) {
            spaces.add(row, row.cells(), List.of());
        }
        programs.done("No program.");
        spaces.done("The machine has not turned paging on yet.");
        actions.update();
    }

    @Override
    protected void nothingShown() {
        observe(Optional.empty());
        actions.update();
    }

    private void observe(Optional<DebugSession> session) {
        if (!session.equals(observed)) {
            observed.ifPresent(before -> before.removeListener(news));
            session.ifPresent(now -> now.addListener(news));
            observed = session;
        }
    }

    /** The names of the programs that are shown. */
    public List<String> programs() {
        return model().map(SymbolFilesModel::programs).orElse(List.of()).stream()
                .map(row -> row.program().name())
                .toList();
    }

    /** Reads the session again. */
    void refresh() {
        snapshot().ifPresent(this::show);
    }

    /** The session that is shown. */
    Optional<DebugSession> session() {
        return snapshot().map(SessionSnapshot::session);
    }

    @Override
    protected void focusContent() {
        programs.control().setFocus();
    }

    @Override
    public void reveal(RichText.Target target) {
        // What other views point at are addresses.
    }

    @Override
    public void saveState(IMemento memento) {
        programs.save(memento, "programs");
        spaces.save(memento, "spaces");
    }

    @Override
    public void dispose() {
        observe(Optional.empty());
        super.dispose();
    }

    /** Programs come and go also while the machine stands. */
    private final class News implements SessionListener {
        @Override
        public void programsChanged() {
            onUiThread(SymbolFilesView.this::refresh);
        }

        @Override
        public void spacesChanged() {
            onUiThread(SymbolFilesView.this::refresh);
        }
    }
}
