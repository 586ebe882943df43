package dev.framescope.ide.ui.views;

import dev.framescope.debugger.DebugSession;
import dev.framescope.ide.core.model.KernelDebugTarget;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IMemoryBlock;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.debug.ui.memory.IMemoryRendering;
import org.eclipse.debug.ui.memory.IMemoryRenderingContainer;
import org.eclipse.debug.ui.memory.IMemoryRenderingSite;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;

import java.util.Optional;
import java.util.stream.Stream;

/** Opens the platform's Memory view at an address of a debugged machine. */
final class MemoryOpener {
    private MemoryOpener() {}

    /** Adds a monitor of physical memory and shows it. UI thread only. */
    static void open(IWorkbenchPage page, DebugSession session, long paddr) {
        Optional<IMemoryBlock> block = targetOf(session).map(t -> t.physicalMemory(paddr));
        if (block.isEmpty()) {
            return;
        }
        try {
            IViewPart view = page.showView(IDebugUIConstants.ID_MEMORY_VIEW);
            DebugPlugin.getDefault()
                    .getMemoryBlockManager()
                    .addMemoryBlocks(new IMemoryBlock[] {block.get()});
            if (view instanceof IMemoryRenderingSite site) {
                render(site, block.get());
            }
        } catch (CoreException e) {
            ILog.of(MemoryOpener.class).error("The Memory view cannot be opened.", e);
        }
    }

    private static Optional<KernelDebugTarget> targetOf(DebugSession session) {
        return Stream.of(DebugPlugin.getDefault().getLaunchManager().getDebugTargets())
                .filter(KernelDebugTarget.class::isInstance)
                .map(KernelDebugTarget.class::cast)
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
