package dev.framescope.ide.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.ide.core.FramescopeCore;
import dev.framescope.ide.core.breakpoints.KernelAddressBreakpoint;
import dev.framescope.ide.core.breakpoints.KernelFunctionBreakpoint;
import dev.framescope.ide.core.examples.ExampleProject;
import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.ide.core.model.KernelStackFrame;
import dev.framescope.ide.ui.perspective.KernelDebugPerspective;
import dev.framescope.ide.ui.views.disassembly.DisassemblyView;

import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** Reads and steps the sample kernel's instructions in the real workbench, by keys. */
class DisassemblyTest {
    private static final AtomicInteger PROJECTS = new AtomicInteger();

    /** Each test has its own, which stays: the Debug view may ask for a configuration later on. */
    private final String projectName = "frames-c-disassembled-" + PROJECTS.incrementAndGet();

    private final WorkbenchDriver workbench = new WorkbenchDriver();
    private IWorkbenchPage page;
    private ILaunch launch;
    private KernelDebugTarget target;
    private DisassemblyView view;

    @BeforeEach
    void stopInTheAllocator() throws Exception {
        page = workbench.open(KernelDebugPerspective.ID);
        KernelFunctionBreakpoint.create("allocFrame");
        launch =
                ExampleProject.FRAMES_C
                        .create(projectName, new NullProgressMonitor())
                        .launch(ILaunchManager.DEBUG_MODE, new NullProgressMonitor());
        target = (KernelDebugTarget) launch.getDebugTarget();
        view = workbench.view(page, DisassemblyView.ID, DisassemblyView.class);
        workbench.await("the stop's instruction", () -> isAt(pc()));
        workbench.await("the source in the editor", () -> page.getActiveEditor() != null);
        workbench.await(
                "the view is active",
                () -> {
                    page.activate(view);
                    view.setFocus();
                    return page.getActivePart() == view;
                });
    }

    @AfterEach
    void cleanUp() throws Exception {
        if (launch != null) {
            launch.terminate();
            DebugPlugin.getDefault().getLaunchManager().removeLaunch(launch);
        }
        for (IBreakpoint breakpoint : breakpoints()) {
            breakpoint.delete();
        }
        workbench.onUi(() -> page.closeAllEditors(false));
    }

    private static IBreakpoint[] breakpoints() {
        return DebugPlugin.getDefault()
                .getBreakpointManager()
                .getBreakpoints(FramescopeCore.DEBUG_MODEL_ID);
    }

    private long pc() {
        KernelStackFrame top = target.harts().getFirst().getTopStackFrame();
        return top == null ? 0 : top.frame().pc();
    }

    /** Whether the marked row is that of an address. */
    private boolean isAt(long address) {
        return address != 0
                && view.currentRow()
                        .filter(row -> row.strip().startsWith(Long.toHexString(address)))
                        .isPresent();
    }

    /** Where the breakpoints at addresses are. */
    private static LongStream addressBreakpoints() {
        return Arrays.stream(breakpoints())
                .filter(KernelAddressBreakpoint.class::isInstance)
                .map(breakpoint -> ((KernelAddressBreakpoint) breakpoint).spec())
                .map(BreakpointSpec.AtAddress.class::cast)
                .mapToLong(BreakpointSpec.AtAddress::address);
    }

    private String shown() {
        return view.shownText().orElse("");
    }

    private String cursorRow() {
        StyledText text = text();
        return text.getLine(text.getLineAtOffset(text.getCaretOffset()));
    }

    private StyledText text() {
        return (StyledText) view.getAdapter(Control.class);
    }

    @Test
    void stepsGoByInstructionWhileTheViewIsActive() {
        long before = workbench.onUi(this::pc);
        long instructions = target.session().lastStop().reason().where().instructions();
        workbench.keyUntil("the next instruction", () -> isAt(pc()) && pc() != before, SWT.F5);
        assertEquals(instructions + 1, target.session().lastStop().reason().where().instructions());
        assertTrue(workbench.onUi(this::shown).contains("frameAllocator.allocator.alloc()"));
    }

    @Test
    void keysSetAndRemoveABreakpointAtAnInstruction() {
        workbench.keyUntil(
                "a breakpoint", () -> addressBreakpoints().count() == 1, 'b', SWT.CTRL, SWT.SHIFT);
        String row = Long.toHexString(addressBreakpoints().findFirst().orElseThrow());
        String all = workbench.onUi(this::shown);
        assertTrue(all.lines().anyMatch(line -> line.strip().startsWith(row)), row);
        workbench.keyUntil(
                "no breakpoint", () -> addressBreakpoints().count() == 0, 'b', SWT.CTRL, SWT.SHIFT);
    }

    @Test
    void anAddressIsFollowedAndLeftAgain() {
        workbench.onUi(
                () -> {
                    view.goTo("main");
                    return null;
                });
        workbench.await(
                "the function", () -> shown().contains("main:") && cursorRow().contains("+0x0"));
        workbench.onUi(
                () -> {
                    StyledText text = text();
                    int call = shown().indexOf("→ ", text.getCaretOffset());
                    text.setCaretOffset(call);
                    return null;
                });
        String start = workbench.onUi(this::cursorRow);
        String name = start.substring(start.indexOf("→ ") + 2);
        String symbol = name.contains("+") ? name.substring(0, name.indexOf('+')) : name;
        workbench.keyUntil("what it names", () -> !cursorRow().equals(start), SWT.CR);
        assertTrue(workbench.onUi(this::shown).contains(symbol + ":"));
        workbench.onUi(
                () ->
                        view.getSite()
                                .getService(IHandlerService.class)
                                .executeCommand(
                                        IWorkbenchCommandConstants.NAVIGATE_BACKWARD_HISTORY,
                                        null));
        workbench.await("the instruction that was left", () -> cursorRow().equals(start));
    }

    @Test
    void theTextGoesOnWhereTheReaderComesToItsEnd() {
        long first = workbench.onUi(this::firstAddress);
        workbench.await(
                "more above",
                () -> {
                    text().setTopIndex(0);
                    return firstAddress() < first - 0x800;
                });
        long last = workbench.onUi(this::lastAddress);
        workbench.await(
                "more below",
                () -> {
                    text().setTopIndex(text().getLineCount());
                    return lastAddress() > last + 0x800;
                });
    }

    private long firstAddress() {
        return addresses().min().orElse(Long.MAX_VALUE);
    }

    private long lastAddress() {
        return addresses().max().orElse(0);
    }

    /** The addresses of the instructions that are shown or can be scrolled to. */
    private LongStream addresses() {
        return shown().lines()
                .map(String::strip)
                .filter(line -> line.matches("[0-9a-f]{8} .*"))
                .mapToLong(line -> Long.parseUnsignedLong(line.substring(0, 8), 16));
    }

    @Test
    void theEditorShowsKeywordsInAColourOfTheirOwn() {
        workbench.await("the editor", () -> page.getActiveEditor() != null);
        IEditorPart editor = workbench.onUi(page::getActiveEditor);
        StyledText text = (StyledText) editor.getAdapter(Control.class);
        workbench.await(
                "a bold keyword",
                () -> {
                    int keyword = text.getText().indexOf("return 0");
                    return keyword > 0
                            && text.getStyleRangeAtOffset(keyword) != null
                            && text.getStyleRangeAtOffset(keyword).fontStyle == SWT.BOLD;
                });
    }
}
