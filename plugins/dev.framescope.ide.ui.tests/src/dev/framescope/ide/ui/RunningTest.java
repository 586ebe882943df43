package dev.framescope.ide.ui;

import dev.framescope.ide.core.examples.ExampleProject;
import dev.framescope.ide.ui.perspective.KernelDebugPerspective;
import dev.framescope.ide.ui.views.frames.PageFramesView;
import dev.framescope.ide.ui.views.terminal.MachineConsoleView;

import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the sample kernel without the debugger. */
class RunningTest {
    private static final String PROJECT = "frames-c-run";

    private final WorkbenchDriver workbench = new WorkbenchDriver();
    private IWorkbenchPage page;
    private ILaunch launch;

    @BeforeEach
    void run() throws Exception {
        page = workbench.open(KernelDebugPerspective.ID);
        workbench.view(page, PageFramesView.ID, PageFramesView.class);
        ILaunchConfiguration configuration =
                ExampleProject.FRAMES_C.create(PROJECT, new NullProgressMonitor());
        launch = configuration.launch(ILaunchManager.RUN_MODE, new NullProgressMonitor());
    }

    /** The project stays: the Debug view asks for a configuration even after its launch is gone. */
    @AfterEach
    void cleanUp() throws Exception {
        if (launch != null) {
            launch.terminate();
            DebugPlugin.getDefault().getLaunchManager().removeLaunch(launch);
        }
    }

    @Test
    void theTerminalOfAKernelThatRunsComesToTheFront() {
        workbench.await(
                "the Machine Console in front of Page Frames",
                () -> {
                    IViewPart console = page.findView(MachineConsoleView.ID);
                    return console != null && page.isPartVisible(console);
                });
    }
}
