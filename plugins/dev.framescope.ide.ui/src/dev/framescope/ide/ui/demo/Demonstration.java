package dev.framescope.ide.ui.demo;

import dev.framescope.debugger.Breakpoint;
import dev.framescope.debugger.BreakpointOptions;
import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.DebugSession;
import dev.framescope.ide.core.FramescopeCore;
import dev.framescope.ide.core.breakpoints.KernelFunctionBreakpoint;
import dev.framescope.ide.core.examples.ExampleProject;
import dev.framescope.ide.ui.views.disassembly.DisassemblyView;
import dev.framescope.ide.ui.views.grid.AddressGrid;
import dev.framescope.ide.ui.views.text.RichText;
import dev.framescope.insight.ledger.FrameEvent;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.ui.IDebugUIConstants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Shows the sample kernel stopped in its frame allocator: makes the example project if there is
 * none, launches it, and lets it go on to a stop at which the views are full. For screenshots also
 * the Rust kernel.
 */
final class Demonstration extends Job {
    private static final String ALLOCATOR = "allocFrame";
    private static final String RUST_ALLOCATOR = "alloc_frame";
    private static final long PATIENCE_SECONDS = 60;

    /**
     * By then three processes have their pages, and the kernel takes and gives back in disorder.
     */
    private static final int CALLS_TO_SKIP = 560;

    /** Where the kernel's processes have their pages. */
    private static final String PROCESS_VADDR = "0x10000";

    /** Where the Rust kernel is linked to. */
    private static final String RUST_VADDR = "0xc0200000";

    private static final int LATEST_EVENTS = 100;
    private static final int EXIT_FAILED = 1;

    private final DemoOptions options;

    Demonstration(DemoOptions options) {
        super("Framescope demonstration");
        setSystem(true);
        this.options = options;
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        DemoWindow window = new DemoWindow();
        try {
            window.open(options.screenshots().isPresent());
            show(window, monitor);
            if (options.screenshots().isPresent()) {
                window.close();
            }
            return Status.OK_STATUS;
        } catch (CoreException | DemoException | IOException e) {
            return failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Status.CANCEL_STATUS;
        }
    }

    private IStatus failed(Exception problem) {
        String reason = problem instanceof IOException ? problem.toString() : problem.getMessage();
        IStatus status = Status.error("The demonstration failed: " + reason, problem);
        ILog.of(getClass()).log(status);
        if (options.screenshots().isPresent()) {
            DemoOutput.say("framescope demo failed: " + reason);
            // A workbench that is closed always ends with 0, and this is to be seen by a script.
            System.exit(EXIT_FAILED);
        }
        return status;
    }

    private void show(DemoWindow window, IProgressMonitor monitor)
            throws CoreException, DemoException, IOException, InterruptedException {
        DemoLaunch kernel = DemoLaunch.of(ExampleProject.FRAMES_C, monitor);
        DebugSession session = kernel.session();
        try (StopWaiter waiter = new StopWaiter(session, PATIENCE_SECONDS)) {
            waiter.awaitSuspended();
            window.awaitViews(session);
            skipCalls(session, waiter, window);
            leaveBreakpoint();
            window.awaitViews(session);
            present(window, session, PROCESS_VADDR);
            if (options.screenshots().isPresent()) {
                record(window, session, options.screenshots().get());
                kernel.launch().terminate();
            }
        }
        if (options.screenshots().isPresent()) {
            showRust(window, options.screenshots().get(), monitor);
            DemoOutput.say(
                    "=== framescope demo: screenshots are in "
                            + options.screenshots().get()
                            + " ===");
        }
    }

    /** Shows the Rust kernel where it has a frame and takes another. */
    private static void showRust(DemoWindow window, Path folder, IProgressMonitor monitor)
            throws CoreException, DemoException, InterruptedException {
        DemoLaunch kernel = DemoLaunch.of(ExampleProject.FRAMES_RUST, monitor);
        DebugSession session = kernel.session();
        try (StopWaiter waiter = new StopWaiter(session, PATIENCE_SECONDS)) {
            waiter.awaitSuspended();
            session.add(new BreakpointSpec.AtFunction(RUST_ALLOCATOR));
            waiter.resume();
            waiter.stepOver();
            window.awaitViews(session);
            present(window, session, RUST_VADDR);
            window.bringUp(IDebugUIConstants.ID_VARIABLE_VIEW);
            window.screenshot(folder.resolve("6-rust-alloc_frame.png"));
            DemoOutput.say("=== framescope demo: the Rust kernel ===");
            DemoOutput.say(DemoReport.ofCode(session));
        }
        kernel.launch().terminate();
    }

    /**
     * Goes on to a later call of the allocator, and from there to the next, which differs little.
     */
    private static void skipCalls(DebugSession session, StopWaiter waiter, DemoWindow window)
            throws DemoException, InterruptedException {
        Breakpoint allocator = session.add(new BreakpointSpec.AtFunction(ALLOCATOR));
        try {
            allocator.setOptions(BreakpointOptions.NONE.withFirstHit(CALLS_TO_SKIP));
            waiter.resume();
            window.awaitViews(session);
            allocator.setOptions(BreakpointOptions.NONE);
            waiter.resume();
        } finally {
            session.remove(allocator);
        }
    }

    private static Optional<RichText.Target> latestAllocation(DebugSession session) {
        return session.ledger().latestEvents(LATEST_EVENTS).stream()
                .filter(event -> event.kind() == FrameEvent.Kind.ALLOCATED)
                .findFirst()
                .map(event -> new RichText.Target.Frame(event.ppn()));
    }

    /** Leaves a breakpoint at the allocator, so that resuming goes from call to call. */
    private static void leaveBreakpoint() throws CoreException {
        IBreakpointManager manager = DebugPlugin.getDefault().getBreakpointManager();
        if (manager.getBreakpoints(FramescopeCore.DEBUG_MODEL_ID).length == 0) {
            // Not kept in the workspace: the next demonstration is to run up to here again.
            KernelFunctionBreakpoint.create(ALLOCATOR).setPersisted(false);
        }
    }

    /** Points at what has just happened. */
    private static void present(DemoWindow window, DebugSession session, String vaddr)
            throws DemoException {
        window.onUi(
                () -> {
                    window.frames().grid().zoomToFit();
                    latestAllocation(session).ifPresent(window.frames()::reveal);
                    zoomIn(window, 4);
                    window.frames().grid().scrollTo(0);
                    window.tables().translate(vaddr);
                    return null;
                });
    }

    private static void record(DemoWindow window, DebugSession session, Path folder)
            throws DemoException, IOException, InterruptedException {
        Files.createDirectories(folder);
        window.screenshot(folder.resolve("1-stopped-in-allocFrame.png"));
        window.onUi(
                () -> {
                    window.frames().grid().zoomToFit();
                    window.tables().showTab(1);
                    window.tables().translate(ALLOCATOR);
                    return null;
                });
        window.screenshot(folder.resolve("2-all-frames-and-ranges.png"));
        window.onUi(
                () -> {
                    zoomIn(window, 9);
                    window.tables().showTab(0);
                    return null;
                });
        window.screenshot(folder.resolve("3-frames-enlarged.png"));
        window.bringUp(DisassemblyView.ID);
        window.screenshot(folder.resolve("4-disassembly.png"));
        window.bringUp(IDebugUIConstants.ID_BREAKPOINT_VIEW);
        window.screenshot(folder.resolve("5-breakpoints.png"));
        DemoOutput.say("=== framescope demo: state of the machine ===");
        DemoOutput.say(DemoReport.of(session));
    }

    private static void zoomIn(DemoWindow window, int steps) {
        AddressGrid grid = window.frames().grid();
        for (int i = 0; i < steps; i++) {
            grid.zoomIn(grid.selection());
        }
    }
}
