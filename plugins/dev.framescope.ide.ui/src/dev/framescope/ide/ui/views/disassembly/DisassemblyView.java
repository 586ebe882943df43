package dev.framescope.ide.ui.views.disassembly;

import dev.framescope.debugger.disassembly.CodeSpace;
import dev.framescope.debugger.disassembly.DisassemblyLine;
import dev.framescope.ide.core.model.InstructionStepping;
import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.ide.core.model.KernelStackFrame;
import dev.framescope.ide.ui.views.session.ContextFollower;
import dev.framescope.ide.ui.views.text.ClipboardText;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.machine.Privilege;

import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointsListener;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.ui.actions.IRunToLineTarget;
import org.eclipse.debug.ui.actions.IToggleBreakpointsTarget;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.part.ViewPart;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The view Disassembly: the instructions around the selected stack frame, or around any address, in
 * the address space of the frame.
 */
public final class DisassemblyView extends ViewPart implements DisassemblyPane.Listener {
    public static final String ID = "dev.framescope.ide.ui.views.disassembly";

    /** Where the view's keys hold. */
    static final String KEY_CONTEXT = "dev.framescope.ide.ui.disassemblyKeys";

    private static final String NO_FRAME =
            "No stack frame is selected.\n\n"
                + "The instructions of a debugged kernel are shown here when it stands: select a"
                + " stack frame in the Debug view.";
    private static final int MARGIN = 10;

    /** A step is over before; the mark would only flicker. */
    private static final int MILLIS_BEFORE_UNMARKED = 300;

    private final IBreakpointsListener breakpointListener = new BreakpointFollower();
    private final Visited visited = new Visited();
    private Display display;
    private ContextFollower context;
    private PageJob job;
    private Composite pages;
    private Composite content;
    private Composite messagePage;
    private Label message;
    private GoToBox goTo;
    private DisassemblyPane pane;
    private DisassemblyActions actions;
    private ViewPreferences preferences;

    /** The frame that is followed; the last one while the kernel runs. */
    private Optional<KernelStackFrame> frame = Optional.empty();

    /** What is wanted or shown; empty while there is a message. */
    private Optional<PageRequest> wanted = Optional.empty();

    /** The request that the shown page answers. */
    private Optional<PageRequest> answered = Optional.empty();

    private Optional<KernelDebugTarget> target = Optional.empty();

    @Override
    public void createPartControl(Composite parent) {
        display = parent.getDisplay();
        preferences = new ViewPreferences();
        job = new PageJob(display, this::received, this::showMessage);
        pages = new Composite(parent, SWT.NONE);
        pages.setLayout(new StackLayout());
        createMessagePage();
        content = new Composite(pages, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = 0;
        content.setLayout(layout);
        goTo = new GoToBox(content, this::goTo);
        goTo.control().setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        pane = new DisassemblyPane(content, this);
        pane.viewer().getControl().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        actions = new DisassemblyActions(this, preferences);
        actions.install();
        getSite().setSelectionProvider(pane.viewer());
        getSite().getService(IContextService.class).activateContext(KEY_CONTEXT);
        getSite().getPage().addPartListener(actions.steppingFollower());
        DebugPlugin.getDefault().getBreakpointManager().addBreakpointListener(breakpointListener);
        showMessage(NO_FRAME);
        context = new ContextFollower(getSite().getWorkbenchWindow(), this::follow);
        context.tell();
    }

    private void createMessagePage() {
        messagePage = new Composite(pages, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = MARGIN;
        layout.marginHeight = MARGIN;
        messagePage.setLayout(layout);
        message = new Label(messagePage, SWT.WRAP);
        message.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
    }

    /** Shows where the selected frame stands. */
    private void follow(Object element) {
        Optional<KernelDebugTarget> selected = KernelDebugTarget.of(element);
        if (!selected.equals(target)) {
            target = selected;
            visited.clear();
            wanted = Optional.empty();
        }
        if (element instanceof KernelStackFrame stackFrame && stackFrame.isSuspended()) {
            frame = Optional.of(stackFrame);
            showFrame();
        } else if (selected.isEmpty() || selected.get().isTerminated()) {
            frame = Optional.empty();
            job.forget();
            showMessage(NO_FRAME);
        } else {
            display.timerExec(MILLIS_BEFORE_UNMARKED, this::unmarkIfRunning);
        }
    }

    private void unmarkIfRunning() {
        boolean running = target.filter(t -> !t.isSuspended()).isPresent();
        if (running && !pages.isDisposed()) {
            frame = Optional.empty();
            mark();
        }
    }

    /** Brings the followed frame's instruction into sight. */
    void showFrame() {
        frame.ifPresent(
                f -> {
                    CodeSpace space = spaceOf(f);
                    show(space, f.frame().pc(), false);
                });
    }

    private static CodeSpace spaceOf(KernelStackFrame f) {
        return new CodeSpace(f.hartId(), f.frame().privilege(), f.frame().satp());
    }

    /**
     * Shows an address.
     *
     * @param remembered whether the reader can come back to what is shown now
     */
    private void show(CodeSpace space, long address, boolean remembered) {
        if (remembered) {
            here().ifPresent(visited::leave);
            actions.update();
        }
        boolean near =
                pane.page().isPresent()
                        && wanted.isPresent()
                        && wanted.get().space().equals(space)
                        && pane.page().get().space().equals(space)
                        && pane.page().get().covers(address);
        request(
                near
                        ? PageRequest.again(pane.page().get(), address, true)
                        : PageRequest.around(space, address),
                false);
    }

    private Optional<Visited.Place> here() {
        return pane.page()
                .flatMap(
                        page ->
                                pane.selectedRow()
                                        .map(
                                                row ->
                                                        new Visited.Place(
                                                                page.space(), row.address())));
    }

    private void request(PageRequest request, boolean afresh) {
        target.ifPresent(
                t -> {
                    wanted = Optional.of(request);
                    job.read(t, request, preferences.options(), afresh);
                });
    }

    private void received(PageRequest request, DisassemblyPage page) {
        if (pages.isDisposed() || target.isEmpty()) {
            return;
        }
        answered = Optional.of(request);
        bringUp(content);
        pane.show(page);
        mark();
        if (request.reveal()) {
            pane.reveal(request.anchor());
        }
        goTo.say(describe(page));
        actions.update();
    }

    private String describe(DisassemblyPage page) {
        String where =
                page.space().translated()
                        ? "virtual, page table root 0x"
                                + Long.toHexString(PageTables.rootPpn(page.space().satp()))
                        : "physical";
        return frame.map(f -> f.getName() + " · " + modeOf(f.frame().privilege()) + " · ")
                        .orElse("")
                + where;
    }

    private static String modeOf(Privilege privilege) {
        return privilege.letter() + "-mode";
    }

    private void mark() {
        Optional<DisassemblyPage> page = pane.page();
        if (page.isPresent() && target.isPresent()) {
            pane.mark(RowMarks.of(page.get(), target.get(), frame));
        }
    }

    private void showMessage(String text) {
        if (pages.isDisposed()) {
            return;
        }
        message.setText(text);
        messagePage.layout();
        bringUp(messagePage);
    }

    private void bringUp(Composite page) {
        StackLayout layout = (StackLayout) pages.getLayout();
        if (layout.topControl != page) {
            layout.topControl = page;
            pages.layout();
        }
    }

    /** Shows what the reader has typed: an address, a symbol or an expression. */
    public void goTo(String text) {
        if (target.isEmpty() || wanted.isEmpty() || text.isEmpty()) {
            return;
        }
        CodeSpace space = wanted.get().space();
        AddressQuestion question = new AddressQuestion(target.get(), frame);
        ICoreRunnable work =
                monitor -> {
                    AddressQuestion.Answer answer = question.answer(text);
                    onUiThread(() -> show(answer, space));
                };
        Job.createSystem("Finding an address", work).schedule();
    }

    private void show(AddressQuestion.Answer answer, CodeSpace space) {
        if (answer.address().isPresent()) {
            show(space, answer.address().getAsLong(), true);
            pane.widget().setFocus();
        } else {
            goTo.say(answer.problem());
        }
    }

    private void onUiThread(Runnable work) {
        if (!display.isDisposed()) {
            display.asyncExec(
                    () -> {
                        if (!pages.isDisposed()) {
                            work.run();
                        }
                    });
        }
    }

    @Override
    public void follow(DisassemblyRow row) {
        wanted.ifPresent(
                request ->
                        row.reference().ifPresent(r -> show(request.space(), r.address(), true)));
    }

    /** Goes back to what was shown before, or forward again. */
    void go(boolean back) {
        here().flatMap(here -> back ? visited.back(here) : visited.forward(here))
                .ifPresent(place -> show(place.space(), place.address(), false));
        actions.update();
    }

    Visited visited() {
        return visited;
    }

    @Override
    public void toggleBreakpoint(DisassemblyRow row) {
        Optional<DisassemblyLine.Code> code = codeOf(row);
        if (target.isPresent() && code.isPresent()) {
            KernelDebugTarget kernel = target.get();
            ICoreRunnable work = monitor -> DisassemblyBreakpoints.toggle(kernel, code.get());
            Job.createSystem("Toggling a breakpoint", work).schedule();
        }
    }

    /** The instruction of a row; of a label or a source line that of the next below. */
    private Optional<DisassemblyLine.Code> codeOf(DisassemblyRow row) {
        return pane.page()
                .map(page -> page.rowOf(row.address()))
                .filter(OptionalInt::isPresent)
                .flatMap(index -> pane.page().get().rows().get(index.getAsInt()).code());
    }

    @Override
    public void nearEnd(boolean above) {
        // One at a time: what was asked for last must have come.
        if (pane.page().isPresent() && answered.isPresent() && wanted.equals(answered)) {
            DisassemblyPage page = pane.page().get();
            request(above ? PageRequest.moreAbove(page) : PageRequest.moreBelow(page), false);
        }
    }

    /** Reads again what is shown, such as after another choice of columns. */
    void refresh(boolean afresh) {
        pane.page().ifPresent(page -> request(PageRequest.again(page, page.low(), false), afresh));
    }

    /** The instruction that the cursor is at, or just above; empty if there is none. */
    Optional<DisassemblyLine.Code> selectedCode() {
        return pane.selectedRow().flatMap(this::codeOf);
    }

    Optional<KernelDebugTarget> target() {
        return target;
    }

    Optional<KernelStackFrame> frame() {
        return frame;
    }

    DisassemblyPane pane() {
        return pane;
    }

    GoToBox goToBox() {
        return goTo;
    }

    /** What the page shows, for tests; empty while there is a message. */
    public Optional<String> shownText() {
        StackLayout layout = (StackLayout) pages.getLayout();
        return layout.topControl == content
                ? Optional.of(pane.widget().getText())
                : Optional.empty();
    }

    /** The text of the row at which the followed frame stands; empty if it is not shown. */
    public Optional<String> currentRow() {
        return pane.rowsMarked(RowMark.Kind.CURRENT).stream()
                .findFirst()
                .map(row -> pane.widget().getLine(row));
    }

    /** Copies the selected text, or the row that the cursor is in. */
    void copy() {
        if (goTo.field().isFocusControl()) {
            goTo.field().copy();
        } else if (pane.widget().getSelectionCount() > 0) {
            pane.widget().copy();
        } else {
            pane.selectedRow().ifPresent(row -> ClipboardText.copy(display, row.text().strip()));
        }
    }

    void selectAll() {
        if (goTo.field().isFocusControl()) {
            goTo.field().selectAll();
        } else {
            pane.widget().selectAll();
        }
    }

    @Override
    public void setFocus() {
        if (((StackLayout) pages.getLayout()).topControl == content) {
            pane.widget().setFocus();
        } else {
            pages.setFocus();
        }
    }

    @Override
    public <T> T getAdapter(Class<T> type) {
        if (type == IToggleBreakpointsTarget.class) {
            return type.cast(new ToggleInstructionBreakpoint());
        }
        if (type == IRunToLineTarget.class) {
            return type.cast(new RunToInstruction());
        }
        if (type == Control.class) {
            return type.cast(pane.widget());
        }
        return super.getAdapter(type);
    }

    @Override
    public void dispose() {
        if (context != null) {
            context.close();
            DebugPlugin.getDefault()
                    .getBreakpointManager()
                    .removeBreakpointListener(breakpointListener);
            getSite().getPage().removePartListener(actions.steppingFollower());
            InstructionStepping.setInView(false);
        }
        super.dispose();
    }

    /** Marks anew when breakpoints change. */
    private final class BreakpointFollower implements IBreakpointsListener {
        @Override
        public void breakpointsAdded(IBreakpoint[] breakpoints) {
            onUiThread(DisassemblyView.this::mark);
        }

        @Override
        public void breakpointsRemoved(IBreakpoint[] breakpoints, IMarkerDelta[] deltas) {
            onUiThread(DisassemblyView.this::mark);
        }

        @Override
        public void breakpointsChanged(IBreakpoint[] breakpoints, IMarkerDelta[] deltas) {
            onUiThread(DisassemblyView.this::mark);
        }
    }
}
