package dev.framescope.ide.ui.views;

import dev.framescope.debugger.DebugSession;
import dev.framescope.ide.core.model.KernelDebugTarget;

import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IMemoryBlock;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;

import java.util.stream.Stream;

/** Opens the platform's Memory view at an address of a debugged machine. */
final class MemoryOpener {
    private MemoryOpener() {}

    /** Adds a monitor of physical memory and shows it. UI thread only. */
    static void open(IWorkbenchPage page, DebugSession session, long paddr) {
        try {
            // The view renders what is added while it is there.
            page.showView(IDebugUIConstants.ID_MEMORY_VIEW);
        } catch (PartInitException e) {
            ILog.of(MemoryOpener.class).error("The Memory view cannot be opened.", e);
            return;
        }
        DebugPlugin debug = DebugPlugin.getDefault();
        Stream.of(debug.getLaunchManager().getDebugTargets())
                .filter(KernelDebugTarget.class::isInstance)
                .map(KernelDebugTarget.class::cast)
                .filter(target -> target.session() == session && !target.isTerminated())
                .findFirst()
                .map(target -> target.physicalMemory(paddr))
                .ifPresent(
                        block ->
                                debug.getMemoryBlockManager()
                                        .addMemoryBlocks(new IMemoryBlock[] {block}));
    }
}
