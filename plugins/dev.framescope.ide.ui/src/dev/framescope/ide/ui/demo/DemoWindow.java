package dev.framescope.ide.ui.demo;

import dev.framescope.debugger.DebugSession;
import dev.framescope.ide.ui.perspective.KernelDebugPerspective;
import dev.framescope.ide.ui.views.SnapshotView;
import dev.framescope.ide.ui.views.frames.PageFramesView;
import dev.framescope.ide.ui.views.memory.PhysicalMemoryView;
import dev.framescope.ide.ui.views.pagetables.PageTablesView;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The workbench window as the demonstration uses it, from its own thread. */
final class DemoWindow {
    private static final List<String> VIEWS =
            List.of(PhysicalMemoryView.ID, PageFramesView.ID, PageTablesView.ID);
    private static final long POLL_MS = 50;

    private final Display display = PlatformUI.getWorkbench().getDisplay();

    /** Runs work on the UI thread and waits for its result. */
    <T> T onUi(Callable<T> work) throws DemoException {
        Object[] result = new Object[1];
        Exception[] failure = new Exception[1];
        display.syncExec(
                () -> {
                    try {
                        result[0] = work.call();
                    } catch (Exception e) {
                        failure[0] = e;
                    }
                });
        if (failure[0] != null) {
            DemoException problem = new DemoException("The workbench refused: " + failure[0]);
            problem.initCause(failure[0]);
            throw problem;
        }
        @SuppressWarnings("unchecked")
        T value = (T) result[0];
        return value;
    }

    /** Waits, leaving the UI thread alone in between, until a question is answered with yes. */
    void await(String what, int seconds, Callable<Boolean> question)
            throws DemoException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!onUi(question)) {
            if (System.nanoTime() > deadline) {
                throw new DemoException(what + " did not happen within " + seconds + " seconds.");
            }
            Thread.sleep(POLL_MS);
        }
    }

    /**
     * Opens the perspective in a window that fills the screen.
     *
     * @param withoutManager whether the display has no window manager
     */
    void open(boolean withoutManager) throws DemoException {
        onUi(
                () -> {
                    PlatformUI.getWorkbench().showPerspective(KernelDebugPerspective.ID, window());
                    Shell shell = window().getShell();
                    shell.setMaximized(true);
                    if (withoutManager) {
                        fill(shell, display.getPrimaryMonitor().getClientArea());
                    }
                    window().getShell().forceActive();
                    for (String id : VIEWS) {
                        page().showView(id);
                    }
                    return null;
                });
    }

    /** Fills a screen without a window manager: the frame that SWT reckons with is not there. */
    private static void fill(Shell shell, Rectangle screen) {
        shell.setLocation(screen.x, screen.y);
        Rectangle trim = shell.computeTrim(0, 0, screen.width, screen.height);
        int menuBar = shell.toDisplay(0, 0).y - screen.y;
        shell.setSize(trim.width, trim.height - menuBar);
    }

    private static IWorkbenchWindow window() {
        IWorkbenchWindow active = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        return active != null ? active : PlatformUI.getWorkbench().getWorkbenchWindows()[0];
    }

    static IWorkbenchPage page() {
        return window().getActivePage();
    }

    /** Waits until all three views and an editor show the session's present stop. */
    void awaitViews(DebugSession session) throws DemoException, InterruptedException {
        long instructions = session.lastStop().reason().where().instructions();
        await(
                "That the views show the stop",
                30,
                () -> {
                    for (String id : VIEWS) {
                        if (!showsStop(page().findView(id), instructions)) {
                            return false;
                        }
                    }
                    return page().getActiveEditor() != null;
                });
    }

    private static boolean showsStop(IViewPart part, long instructions) {
        return part instanceof SnapshotView<?> view
                && view.shownInstructions().filter(shown -> shown == instructions).isPresent();
    }

    /** Brings a view in front of those in the same place. */
    void bringUp(String view) throws DemoException {
        onUi(() -> page().showView(view));
    }

    PageFramesView frames() {
        return (PageFramesView) page().findView(PageFramesView.ID);
    }

    PageTablesView tables() {
        return (PageTablesView) page().findView(PageTablesView.ID);
    }

    /** Writes what the screen shows once all has been painted. */
    void screenshot(Path file) throws DemoException, InterruptedException {
        settle();
        onUi(
                () -> {
                    Rectangle bounds = display.getBounds();
                    Image image = new Image(display, bounds.width, bounds.height);
                    GC gc = new GC(display);
                    try {
                        gc.copyArea(image, bounds.x, bounds.y);
                        ImageLoader loader = new ImageLoader();
                        loader.data = new ImageData[] {image.getImageData()};
                        loader.save(file.toString(), SWT.IMAGE_PNG);
                    } finally {
                        gc.dispose();
                        image.dispose();
                    }
                    return null;
                });
    }

    /** Lets what has been posted to the UI thread, and what that posts, be done. */
    private void settle() throws DemoException, InterruptedException {
        for (int i = 0; i < 20; i++) {
            onUi(() -> null);
            Thread.sleep(POLL_MS);
        }
    }

    /** Ends the workbench. */
    void close() {
        display.asyncExec(() -> PlatformUI.getWorkbench().close());
    }
}
