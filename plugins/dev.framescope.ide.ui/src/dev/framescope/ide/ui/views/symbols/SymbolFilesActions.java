package dev.framescope.ide.ui.views.symbols;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.program.ProgramScope;
import dev.framescope.debugger.space.AddressSpace;
import dev.framescope.ide.core.launch.KernelPath;
import dev.framescope.ide.core.launch.ProgramList;
import dev.framescope.ide.core.launch.ProgramText;
import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.ide.ui.views.MemoryOpener;
import dev.framescope.ide.ui.views.theme.Icons;
import dev.framescope.symbols.SymbolException;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.actions.ActionFactory;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person can do in the view Symbol Files. UI thread only. */
final class SymbolFilesActions {
    private final SymbolFilesView view;
    private final RowTree programs;
    private final RowTree spaces;
    private final IAction add = action("Add Symbol File...", Icons.ADD, this::add);
    private final IAction remove = action("Remove Symbol File", Icons.REMOVE, this::remove);
    private final IAction rename = action("Rename Address Space...", null, this::rename);
    private final IAction memory = action("View Memory...", null, this::viewMemory);
    private final IAction copy = action("Copy", null, this::copy);

    SymbolFilesActions(SymbolFilesView view, RowTree programs, RowTree spaces) {
        this.view = view;
        this.programs = programs;
        this.spaces = spaces;
        programs.control().addListener(SWT.Selection, e -> update());
        spaces.control().addListener(SWT.Selection, e -> update());
        spaces.control().addListener(SWT.DefaultSelection, e -> rename());
        update();
    }

    private static IAction action(String text, String icon, Runnable work) {
        Action action =
                new Action(text) {
                    @Override
                    public void run() {
                        work.run();
                    }
                };
        if (icon != null) {
            action.setImageDescriptor(Icons.descriptor(icon));
        }
        return action;
    }

    /** Puts the actions where the workbench has them. */
    void contribute(IActionBars bars) {
        bars.getToolBarManager().add(add);
        bars.getToolBarManager().add(remove);
        bars.getMenuManager().add(add);
        bars.getMenuManager().add(rename);
        bars.setGlobalActionHandler(ActionFactory.DELETE.getId(), remove);
        bars.setGlobalActionHandler(ActionFactory.RENAME.getId(), rename);
        bars.setGlobalActionHandler(ActionFactory.COPY.getId(), copy);
    }

    /** Fills a context menu. */
    void fill(IMenuManager menu) {
        boolean ofSpaces = spaces.control().isFocusControl();
        menu.add(ofSpaces ? rename : add);
        menu.add(ofSpaces ? memory : remove);
        menu.add(new Separator());
        menu.add(copy);
    }

    /** Enables what can be done with what is selected. */
    void update() {
        boolean session = view.session().isPresent();
        add.setEnabled(session);
        remove.setEnabled(session && removable().isPresent());
        rename.setEnabled(session && space().isPresent());
        memory.setEnabled(session && space().isPresent());
    }

    /** The kernel and the firmware stay. */
    private Optional<Program> removable() {
        return programs.selection(SymbolFilesModel.ProgramRow.class)
                .map(SymbolFilesModel.ProgramRow::program)
                .filter(program -> program.kernel().isEmpty());
    }

    private Optional<AddressSpace> space() {
        return spaces.selection(SymbolFilesModel.SpaceRow.class)
                .map(SymbolFilesModel.SpaceRow::space);
    }

    private Shell shell() {
        return view.getSite().getShell();
    }

    private Optional<KernelDebugTarget> target(DebugSession session) {
        return Stream.of(DebugPlugin.getDefault().getLaunchManager().getDebugTargets())
                .filter(KernelDebugTarget.class::isInstance)
                .map(KernelDebugTarget.class::cast)
                .filter(target -> target.session() == session)
                .findFirst();
    }

    private Optional<ILaunchConfiguration> configuration(DebugSession session) {
        return target(session).map(target -> target.getLaunch().getLaunchConfiguration());
    }

    private void add() {
        Optional<DebugSession> session = view.session();
        if (session.isEmpty()) {
            return;
        }
        Optional<ILaunchConfiguration> configuration = configuration(session.get());
        if (configuration.isEmpty()) {
            return;
        }
        ILaunchConfiguration launched = configuration.get();
        SymbolFileDialog dialog =
                new SymbolFileDialog(
                        shell(),
                        "Add Symbol File",
                        new ProgramText(ProgramScope.USER, ""),
                        Optional.of("&Keep in the launch configuration " + launched.getName()));
        view.model()
                .ifPresent(
                        model ->
                                model.spaces()
                                        .forEach(
                                                row ->
                                                        dialog.offer(
                                                                new ProgramScope.Space(
                                                                        row.space().rootPpn()),
                                                                "Address space "
                                                                        + row.space().name())));
        if (dialog.open() == Window.OK) {
            boolean kept = dialog.isOptionChosen();
            ICoreRunnable work = monitor -> add(session.get(), dialog.program(), launched, kept);
            Job.create("Reading the symbols of " + dialog.program().file(), work).schedule();
        }
    }

    private static void add(
            DebugSession session,
            ProgramText program,
            ILaunchConfiguration configuration,
            boolean kept)
            throws CoreException {
        try {
            session.addProgram(KernelPath.program(configuration, program.file()), program.scope());
        } catch (IOException | SymbolException e) {
            throw new CoreException(Status.error(e.getMessage(), e));
        }
        if (kept) {
            ProgramList.add(configuration, program);
        }
    }

    private void remove() {
        Optional<DebugSession> session = view.session();
        Optional<Program> program = removable();
        if (session.isEmpty() || program.isEmpty()) {
            return;
        }
        Optional<ILaunchConfiguration> configuration = configuration(session.get());
        ICoreRunnable work =
                monitor -> {
                    session.get().removeProgram(program.get());
                    if (configuration.isPresent()) {
                        ProgramList.remove(
                                configuration.get(), program.get().path(), program.get().scope());
                    }
                };
        Job.create("Removing " + program.get().name(), work).schedule();
    }

    private void rename() {
        Optional<AddressSpace> space = space();
        if (space.isEmpty()) {
            return;
        }
        InputDialog dialog =
                new InputDialog(
                        shell(),
                        "Rename Address Space",
                        "The name of the address space with the root PPN 0x"
                                + Long.toHexString(space.get().rootPpn())
                                + " (nothing: its usual name):",
                        space.get().name(),
                        null);
        if (dialog.open() == Window.OK) {
            view.session()
                    .ifPresent(s -> s.nameAddressSpace(space.get().rootPpn(), dialog.getValue()));
        }
    }

    private void viewMemory() {
        Optional<AddressSpace> space = space();
        Optional<KernelDebugTarget> target = view.session().flatMap(this::target);
        if (space.isEmpty() || target.isEmpty()) {
            return;
        }
        InputDialog dialog =
                new InputDialog(
                        shell(),
                        "View Memory",
                        "Address in " + space.get().name() + " (a number, or an expression):",
                        "0x0",
                        text -> text.isBlank() ? "Enter an address." : null);
        if (dialog.open() == Window.OK) {
            String question =
                    "space 0x" + Long.toHexString(space.get().rootPpn()) + ": " + dialog.getValue();
            MemoryOpener.open(
                    view.getSite().getPage(),
                    () -> target.get().getExtendedMemoryBlock(question, target.get()));
        }
    }

    private void copy() {
        (spaces.control().isFocusControl() ? spaces : programs).copy();
    }
}
