package dev.framescope.ide.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.ide.core.launch.KernelLaunchAttributes;
import dev.framescope.ide.ui.perspective.KernelDebugPerspective;
import dev.framescope.ide.ui.views.terminal.MachineConsoleView;

import org.eclipse.core.runtime.ILogListener;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.swt.graphics.Point;
import org.eclipse.tm.internal.terminal.control.ITerminalViewControl;
import org.eclipse.ui.IWorkbenchPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Types at a guest in the Machine Console of the real workbench. */
class MachineConsoleTest {
    /** Red of the terminal's palette. */
    private static final int RED = 0xcd0000;

    private final WorkbenchDriver workbench = new WorkbenchDriver();
    private final List<IStatus> errors = new CopyOnWriteArrayList<>();
    private final ILogListener errorListener =
            (status, plugin) -> {
                if (status.getSeverity() >= IStatus.ERROR
                        && !status.getPlugin().equals(TERMINAL_WIDGET)) {
                    errors.add(status);
                }
            };

    /**
     * The platform's widget now and then logs that an index is out of bounds, when lines scroll
     * while it does not know yet which of them are seen.
     */
    private static final String TERMINAL_WIDGET = "org.eclipse.tm.terminal.control";

    @TempDir Path folder;
    private IWorkbenchPage page;
    private MachineConsoleView view;
    private ILaunch launch;

    @BeforeEach
    void launch() throws Exception {
        Platform.addLogListener(errorListener);
        page = workbench.open(KernelDebugPerspective.ID);
        view = workbench.view(page, MachineConsoleView.ID, MachineConsoleView.class);
        assertFalse(workbench.onUi(() -> view.terminal().isPresent()));
        Path kernel = folder.resolve("echo.elf");
        EchoGuest.write(kernel);
        ILaunchConfigurationWorkingCopy configuration =
                DebugPlugin.getDefault()
                        .getLaunchManager()
                        .getLaunchConfigurationType(KernelLaunchAttributes.TYPE_ID)
                        .newInstance(null, "echo");
        configuration.setAttribute(KernelLaunchAttributes.KERNEL, kernel.toString());
        launch = configuration.launch(ILaunchManager.RUN_MODE, new NullProgressMonitor());
        workbench.await("a terminal", () -> view.terminal().isPresent());
    }

    @AfterEach
    void cleanUp() throws Exception {
        if (launch != null) {
            launch.terminate();
            DebugPlugin.getDefault().getLaunchManager().removeLaunch(launch);
        }
        Platform.removeLogListener(errorListener);
    }

    @Test
    void whatIsTypedReachesTheGuestAndItsEchoTheTerminal() {
        workbench.await( // before text() selects everything
                "the greeting's colour",
                () -> workbench.pixel(terminal().getControl(), () -> new Point(3, 3)) == RED);
        workbench.await("the greeting", () -> text().contains("echo guest"));
        assertEquals("     echo guest", text().lines().findFirst().orElseThrow());
        focusTerminal();

        for (char key : "hello".toCharArray()) {
            workbench.type(key);
        }
        workbench.await("the echo", () -> text().contains("hello"));
        assertTrue(description().contains("running"), this::description);

        workbench.type(EchoGuest.END);
        workbench.await(
                "the end",
                () -> description().contains("terminated, exit code " + EchoGuest.EXIT_CODE));
        assertTrue(text().contains("hello"), "the text is gone");
        workbench.await("the end of all threads", () -> ownThreads().isEmpty());

        DebugPlugin.getDefault().getLaunchManager().removeLaunch(launch);
        workbench.await("a hint instead of a terminal", () -> view.terminal().isEmpty());
        assertTrue(errors.isEmpty(), () -> "in the log: " + errors);
    }

    @Test
    void aGuestThatPrintsForeverDoesNotHoldUpTheWorkbench() throws Exception {
        focusTerminal();
        workbench.type(EchoGuest.FLOOD);
        workbench.await("output over and over", () -> text().lines().count() > 500);

        view = reopened();
        workbench.await("what was printed before", () -> text().contains("echo guest"));
        launch.terminate();

        workbench.await("the end", () -> description().contains("terminated, exit code"));
        workbench.await("the end of all threads", () -> ownThreads().isEmpty());
        assertTrue(errors.isEmpty(), () -> "in the log: " + errors);
    }

    private MachineConsoleView reopened() {
        workbench.onUi(
                () -> {
                    page.hideView(view);
                    return null;
                });
        workbench.await(
                "the end of the terminal's thread",
                () -> ownThreads().stream().noneMatch(name -> name.contains("console")));
        return workbench.view(page, MachineConsoleView.ID, MachineConsoleView.class);
    }

    private void focusTerminal() {
        workbench.view(page, MachineConsoleView.ID, MachineConsoleView.class);
        workbench.await("the focus", () -> terminal().getControl().isFocusControl());
    }

    private ITerminalViewControl terminal() {
        return view.terminal().orElseThrow();
    }

    /** All that the terminal shows. */
    private String text() {
        return workbench.onUi(
                () -> {
                    if (view.terminal().isEmpty()) {
                        return "";
                    }
                    terminal().selectAll();
                    return terminal().getSelection();
                });
    }

    private String description() {
        return workbench.onUi(view::getContentDescription);
    }

    private static List<String> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("framescope"))
                .toList();
    }
}
