package dev.framescope.ide.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.ide.core.breakpoints.KernelBreakpoint;
import dev.framescope.ide.core.breakpoints.KernelBreakpoints;
import dev.framescope.ide.core.breakpoints.KernelFunctionBreakpoint;
import dev.framescope.ide.core.examples.ExampleProject;
import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.ide.core.model.KernelStackFrame;
import dev.framescope.ide.ui.perspective.KernelDebugPerspective;
import dev.framescope.ide.ui.views.frames.FramePalette;
import dev.framescope.ide.ui.views.frames.FramesModel;
import dev.framescope.ide.ui.views.frames.PageFramesView;
import dev.framescope.ide.ui.views.grid.AddressGrid;
import dev.framescope.ide.ui.views.memory.PhysicalMemoryView;
import dev.framescope.ide.ui.views.pagetables.PageTablesView;
import dev.framescope.ide.ui.views.symbols.SymbolFilesView;
import dev.framescope.insight.frames.FrameState;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.ILogListener;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.IMemoryBlockManager;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.debug.ui.IDebugView;
import org.eclipse.debug.ui.memory.IMemoryRenderingSite;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.part.ISetSelectionTarget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Debugs the sample kernel in the real workbench, by mouse and keys. */
class DebuggingTest {
    private static final AtomicInteger PROJECTS = new AtomicInteger();

    /** Each test has its own, which stays: the Debug view may ask for a configuration later on. */
    private final String projectName = "frames-c-debugged-" + PROJECTS.incrementAndGet();

    private final WorkbenchDriver workbench = new WorkbenchDriver();
    private final List<IStatus> errors = new CopyOnWriteArrayList<>();
    private final ILogListener errorListener =
            (status, plugin) -> {
                if (status.getSeverity() >= IStatus.ERROR) {
                    errors.add(status);
                }
            };

    private IWorkbenchPage page;
    private PageFramesView frames;
    private ILaunch launch;
    private IBreakpoint breakpoint;

    @BeforeEach
    void launch() throws Exception {
        Platform.addLogListener(errorListener);
        page = workbench.open(KernelDebugPerspective.ID);
        frames = workbench.view(page, PageFramesView.ID, PageFramesView.class);
        ExampleProject.FRAMES_C.create(projectName, new NullProgressMonitor());
        breakpoint = KernelFunctionBreakpoint.create("allocFrame");
        launch = debug(project().getFile("frames-c.elf"));
    }

    /** Selects a kernel in the Project Explorer and presses the key for Debug. */
    private ILaunch debug(IFile kernel) {
        ISetSelectionTarget explorer =
                workbench.view(page, IPageLayout.ID_PROJECT_EXPLORER, ISetSelectionTarget.class);
        StructuredSelection selection = new StructuredSelection(kernel);
        workbench.await(
                "the kernel is selected",
                () -> {
                    explorer.selectReveal(selection);
                    return selection.equals(page.getSelection());
                });
        workbench.key(SWT.F11);
        ILaunchManager manager = DebugPlugin.getDefault().getLaunchManager();
        workbench.await("a debugged kernel", () -> manager.getDebugTargets().length == 1);
        return manager.getDebugTargets()[0].getLaunch();
    }

    private IProject project() {
        return ResourcesPlugin.getWorkspace().getRoot().getProject(projectName);
    }

    @AfterEach
    void cleanUp() throws Exception {
        if (launch != null) {
            launch.terminate();
            DebugPlugin.getDefault().getLaunchManager().removeLaunch(launch);
        }
        for (KernelBreakpoint left : KernelBreakpoints.all()) {
            left.delete();
        }
        workbench.onUi(() -> page.closeAllEditors(false));
        Platform.removeLogListener(errorListener);
    }

    @Test
    void aFrameTurnsFromFreeToAllocatedWhileTheAllocatorIsDebugged() throws Exception {
        KernelDebugTarget target = (KernelDebugTarget) launch.getDebugTarget();
        awaitStopIn("allocFrame", target);
        long ppn = firstFrame(target);
        assertEquals(FrameState.FREE, stateOf(ppn));
        showsSourceLine("memory.c");

        int line = topFrame(target).getLineNumber();
        workbench.view(page, IDebugUIConstants.ID_DEBUG_VIEW, Object.class);
        workbench.keyUntil(
                "a step over to another line",
                () ->
                        target.isSuspended()
                                && topFrame(target) != null
                                && topFrame(target).getLineNumber() != line,
                SWT.F6);
        assertEquals("allocFrame", topFrame(target).frame().function().orElseThrow().name());

        long before = target.session().lastStop().reason().where().instructions();
        workbench.keyUntil("the next stop", () -> instructionsAtStop(target) > before, SWT.F8);
        awaitStopIn("allocFrame", target);
        assertEquals(FrameState.ALLOCATED, stateOf(ppn));
        isDrawnAs(FramePalette.ALLOCATED, ppn);
        aClickShowsWhoTookIt(ppn);
        otherViewsShowTheStop(target);

        workbench.view(page, IDebugUIConstants.ID_DEBUG_VIEW, Object.class);
        workbench.keyUntil("the end", launch::isTerminated, SWT.F2, SWT.CTRL);
        workbench.await("the end of all threads", () -> ownThreads().isEmpty());
        DebugPlugin.getDefault().getLaunchManager().removeLaunch(launch);
        workbench.await("a hint instead of frames", () -> frames.message().isPresent());
        assertTrue(errors.isEmpty(), () -> "in the log: " + errors);
    }

    @Test
    void theMenuOfAFrameStopsTheMachineWhenItIsTakenBack() throws Exception {
        KernelDebugTarget target = (KernelDebugTarget) launch.getDebugTarget();
        awaitStopIn("allocFrame", target);
        breakpoint.setEnabled(false);
        long ppn = firstFrame(target);
        workbench.onUi(
                () -> {
                    frames.grid().select(frames.model().orElseThrow().itemOf(ppn));
                    choose(frames.grid().getMenu(), "Break on Release of This Frame");
                    return null;
                });
        String frame = "frame 0x" + Long.toHexString(ppn);
        workbench.await(
                "the breakpoint in the session",
                () ->
                        target.session().breakpoints().stream()
                                .anyMatch(b -> b.status().equals("stops at release of " + frame)));

        workbench.view(page, IDebugUIConstants.ID_DEBUG_VIEW, Object.class);
        workbench.keyUntil(
                "the stop",
                () -> target.session().lastStop().describe().contains(frame + " taken back from"),
                SWT.F8);
        awaitStopIn("deallocFrame", target);
        assertTrue(errors.isEmpty(), () -> "in the log: " + errors);
    }

    private static void choose(Menu menu, String text) {
        menu.notifyListeners(SWT.Show, new Event());
        MenuItem item =
                Arrays.stream(menu.getItems())
                        .filter(each -> each.getText().equals(text))
                        .findFirst()
                        .orElseThrow();
        assertTrue(item.isEnabled());
        item.notifyListeners(SWT.Selection, new Event());
        menu.notifyListeners(SWT.Hide, new Event());
    }

    @Test
    void theViewsOfValuesAndSymbolFilesShowTheStop() {
        KernelDebugTarget target = (KernelDebugTarget) launch.getDebugTarget();
        awaitStopIn("allocFrame", target);
        IDebugView variables =
                workbench.view(page, IDebugUIConstants.ID_VARIABLE_VIEW, IDebugView.class);
        Tree tree = workbench.onUi(() -> (Tree) variables.getViewer().getControl());
        workbench.await(
                "the variables of allocFrame", () -> itemNames(tree).equals(List.of("start", "i")));
        IDebugView registers =
                workbench.view(page, IDebugUIConstants.ID_REGISTER_VIEW, IDebugView.class);
        Tree groups = workbench.onUi(() -> (Tree) registers.getViewer().getControl());
        workbench.await("registers in groups", () -> itemNames(groups).contains("Supervisor"));

        SymbolFilesView symbols = workbench.view(page, SymbolFilesView.ID, SymbolFilesView.class);
        workbench.await("the symbol files", () -> symbols.model().isPresent());
        workbench.await(
                "the programs of the launch configuration",
                () ->
                        symbols.programs()
                                .equals(
                                        List.of(
                                                "frames-c.elf",
                                                "frames-c-primes.elf",
                                                "frames-c-sort.elf")));
        assertTrue(errors.isEmpty(), () -> "in the log: " + errors);
    }

    private static List<String> itemNames(Tree tree) {
        return Arrays.stream(tree.getItems()).map(TreeItem::getText).toList();
    }

    @Test
    void aRegionOfThePhysicalMapIsCopiedAndOpensInTheMemoryView() {
        KernelDebugTarget target = (KernelDebugTarget) launch.getDebugTarget();
        awaitStopIn("allocFrame", target);
        PhysicalMemoryView memory =
                workbench.view(page, PhysicalMemoryView.ID, PhysicalMemoryView.class);
        workbench.await("the map", () -> memory.shownInstructions().isPresent());
        workbench.onUi(
                () -> {
                    memory.setFocus();
                    return null;
                });
        workbench.key(SWT.END);
        workbench.key('c', SWT.CTRL);
        workbench.await("the last region's text", () -> clipboard().startsWith("0x87e0"));

        workbench.key(SWT.CR);
        IMemoryBlockManager monitors = DebugPlugin.getDefault().getMemoryBlockManager();
        workbench.await("a memory monitor", () -> monitors.getMemoryBlocks().length == 1);
        String start = Long.toHexString(monitors.getMemoryBlocks()[0].getStartAddress());
        assertTrue(clipboard().startsWith("0x" + start), clipboard());
        workbench.await(
                "a rendering in the Memory view",
                () ->
                        page.findView(IDebugUIConstants.ID_MEMORY_VIEW)
                                        instanceof IMemoryRenderingSite site
                                && site.getContainer(IDebugUIConstants.ID_RENDERING_VIEW_PANE_1)
                                                .getRenderings()
                                                .length
                                        > 0);
        assertTrue(errors.isEmpty(), () -> "in the log: " + errors);
    }

    private String clipboard() {
        return workbench.onUi(
                () -> {
                    Clipboard clipboard =
                            new Clipboard(page.getWorkbenchWindow().getShell().getDisplay());
                    try {
                        Object text = clipboard.getContents(TextTransfer.getInstance());
                        return text == null ? "" : text.toString();
                    } finally {
                        clipboard.dispose();
                    }
                });
    }

    private void awaitStopIn(String function, KernelDebugTarget target) {
        workbench.await(
                "a stop in " + function,
                () -> {
                    KernelStackFrame top = topFrame(target);
                    return target.isSuspended()
                            && top != null
                            && top.getName().startsWith(function)
                            && top.equals(DebugUITools.getDebugContext());
                });
        workbench.await(
                "Page Frames shows the stop",
                () ->
                        frames.shownInstructions()
                                .filter(shown -> shown == instructionsAtStop(target))
                                .isPresent());
    }

    private static KernelStackFrame topFrame(KernelDebugTarget target) {
        return target.harts().getFirst().getTopStackFrame();
    }

    private static long instructionsAtStop(KernelDebugTarget target) {
        return target.isSuspended()
                ? target.session().lastStop().reason().where().instructions()
                : -1;
    }

    /** The frame that the kernel's allocator hands out first. */
    private static long firstFrame(KernelDebugTarget target) {
        long end = target.session().kernel().kernelEnd().orElseThrow();
        return (end + 0xfff) >>> 12;
    }

    private FrameState stateOf(long ppn) {
        FramesModel model = workbench.onUi(() -> frames.model().orElseThrow());
        return model.stateOf(model.itemOf(ppn));
    }

    private void showsSourceLine(String file) {
        workbench.await(
                "the editor shows " + file,
                () -> {
                    IEditorPart editor = page.getActiveEditor();
                    return editor != null && editor.getTitle().equals(file);
                });
    }

    private void isDrawnAs(int color, long ppn) {
        AddressGrid grid = frames.grid();
        int item = workbench.onUi(() -> frames.model().orElseThrow().itemOf(ppn));
        workbench.onUi(
                () -> {
                    page.activate(frames);
                    grid.setFocus();
                    // In a small view, frames share a cell as long as all are shown.
                    while (grid.geometry().itemsPerCell() > 1) {
                        grid.zoomIn(item);
                    }
                    return null;
                });
        workbench.clickUntil(
                "the frame is selected",
                grid,
                () -> centerOf(item),
                () -> grid.selection() == item);
        workbench.key(SWT.ARROW_RIGHT);
        workbench.await("the next frame is selected", () -> grid.selection() == item + 1);
        workbench.key(SWT.ARROW_LEFT);
        workbench.await("the frame is selected again", () -> grid.selection() == item);
        for (int zoomed = 0; zoomed < 6; zoomed++) {
            double area = workbench.onUi(() -> grid.geometry().area());
            workbench.type('+');
            workbench.await("larger cells", () -> grid.geometry().area() > area);
        }
        workbench.await(
                "the frame is drawn in its colour",
                () -> workbench.pixel(grid, () -> centerOf(item)) == color);
    }

    private Point centerOf(int item) {
        Rectangle bounds = frames.grid().boundsOf(item);
        return new Point(bounds.x + bounds.width / 2, bounds.y + bounds.height / 2);
    }

    private void aClickShowsWhoTookIt(long ppn) {
        workbench.await(
                "details of the frame",
                () ->
                        frames.detailsText().contains("0x" + Long.toHexString(ppn))
                                && frames.detailsText().contains("allocFrame"));
    }

    private void otherViewsShowTheStop(KernelDebugTarget target) {
        long now = workbench.onUi(() -> instructionsAtStop(target));
        PhysicalMemoryView memory =
                workbench.view(page, PhysicalMemoryView.ID, PhysicalMemoryView.class);
        PageTablesView tables = workbench.view(page, PageTablesView.ID, PageTablesView.class);
        workbench.await(
                "Physical Memory shows the stop",
                () -> memory.shownInstructions().filter(shown -> shown == now).isPresent());
        workbench.await(
                "Page Tables shows the stop",
                () -> tables.shownInstructions().filter(shown -> shown == now).isPresent());
        workbench.onUi(
                () -> {
                    tables.translate("allocFrame");
                    return null;
                });
        workbench.await("a translation", () -> tables.translation().contains("kernel text"));
    }

    private static List<String> ownThreads() {
        List<String> names = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("framescope")) {
                names.add(thread.getName());
            }
        }
        return names;
    }
}
