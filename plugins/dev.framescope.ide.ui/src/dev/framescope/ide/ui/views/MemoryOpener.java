package dev.framescope.ide.ui.views;

import dev.framescope.debugger.DebugSession;
import dev.framescope.ide.core.model.KernelDebugTarget;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IMemoryBlock;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.debug.ui.memory.IMemoryRendering;
import org.eclipse.debug.ui.memory.IMemoryRenderingContainer;
import org.eclipse.debug.ui.memory.IMemoryRenderingSite;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;

import java.util.Optional;
import java.util.stream.Stream;

/** Opens the platform's Memory view at memory of a debugged machine. UI thread only. */
public final class MemoryOpener {
    private MemoryOpener() {}

    /** Says which memory is to be shown. */
    @FunctionalInterface
    public interface Question {
        /** Finds it; called in a job, and may wait for the machine. */
        IMemoryBlock answer() throws CoreException;
    }

    /** Adds a monitor of physical memory and shows it. */
    static void open(IWorkbenchPage page, DebugSession session, long paddr) {
        targetOf(session).ifPresent(target -> show(page, target.physicalMemory(paddr)));
    }

    /** Adds a monitor of memory that has to be found first, and shows it, or says why not. */
    public static void open(IWorkbenchPage page, Question question) {
        Display display = page.getWorkbenchWindow().getShell().getDisplay();
        ICoreRunnable work =
                monitor -> {
                    try {
                        IMemoryBlock block = question.answer();
                        display.asyncExec(() -> show(page, block));
                    } catch (CoreException e) {
                        display.asyncExec(() -> refuse(page, e));
                    }
                };
        Job.createSystem("Finding memory", work).schedule();
    }

    private static void refuse(IWorkbenchPage page, CoreException problem) {
        ErrorDialog.openError(
                page.getWorkbenchWindow().getShell(),
                "View Memory",
                "There is no memory to show.",
                problem.getStatus());
    }

    private static void show(IWorkbenchPage page, IMemoryBlock block) {
        try {
            IViewPart view = page.showView(IDebugUIConstants.ID_MEMORY_VIEW);
            DebugPlugin.getDefault()
                    .getMemoryBlockManager()
                    .addMemoryBlocks(new IMemoryBlock[] {block});
            if (view instanceof IMemoryRenderingSite site) {
                render(site, block);
            }
        } catch (CoreException e) {
            ILog.of(MemoryOpener.class).error("The Memory view cannot be opened.", e);
        }
    }

    private static Optional<KernelDebugTarget> targetOf(DebugSession session) {
        return Stream.of(DebugPlugin.getDefault().getLaunchManager().getLaunches())
                .flatMap(launch -> KernelDebugTarget.of(launch).stream())
                .filter(target -> target.session() == session && !target.isTerminated())
                .findFirst();
    }

    private static void render(IMemoryRenderingSite site, IMemoryBlock block) throws CoreException {
        IMemoryRenderingContainer container =
                site.getContainer(IDebugUIConstants.ID_RENDERING_VIEW_PANE_1);
        IMemoryRendering rendering =
                DebugUITools.getMemoryRenderingManager()
                        .getPrimaryRenderingType(block)
                        .createRendering();
        rendering.init(container, block);
        container.addMemoryRendering(rendering);
    }
}
