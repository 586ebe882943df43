package dev.framescope.ide.ui;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.framescope.testing.Tool;

import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Drives the workbench from the test's thread: posts mouse and key events as a user's hands would,
 * and asks the UI thread for what became of them.
 */
final class WorkbenchDriver {
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1000;

    /** As in the product's plugin_customization.ini. */
    private static final String CONSOLE_OPEN_ON_OUT = "DEBUG.consoleOpenOnOut";

    private static final long SECONDS_TO_WAIT = 60;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Display display = PlatformUI.getWorkbench().getDisplay();

    /** Runs work on the UI thread and returns its result. */
    <T> T onUi(Callable<T> work) {
        AtomicReference<T> result = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        display.syncExec(
                () -> {
                    try {
                        result.set(work.call());
                    } catch (Exception | AssertionError e) {
                        failure.set(e);
                    }
                });
        if (failure.get() != null) {
            fail("on the UI thread", failure.get());
        }
        return result.get();
    }

    /** Waits until the UI thread answers a question with yes; fails after a minute. */
    void await(String what, Callable<Boolean> question) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_WAIT);
        while (!onUi(question)) {
            assertTrue(System.nanoTime() < deadline, () -> "not within a minute: " + what);
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /**
     * Opens a perspective in a window of a known size that has the focus. As in the product, what a
     * kernel prints does not bring the Console in front of other views.
     */
    IWorkbenchPage open(String perspective) {
        return onUi(
                () -> {
                    DebugUITools.getPreferenceStore().setValue(CONSOLE_OPEN_ON_OUT, false);
                    IWorkbenchWindow window = PlatformUI.getWorkbench().getWorkbenchWindows()[0];
                    window.getShell().setBounds(0, 0, WIDTH, HEIGHT);
                    window.getShell().forceActive();
                    return PlatformUI.getWorkbench().showPerspective(perspective, window);
                });
    }

    /** Presses and releases a key, such as {@link SWT#F6}, with modifier keys. */
    void key(int keyCode, int... modifiers) {
        for (int modifier : modifiers) {
            post(SWT.KeyDown, event -> event.keyCode = modifier);
        }
        post(SWT.KeyDown, event -> press(event, keyCode));
        post(SWT.KeyUp, event -> press(event, keyCode));
        for (int modifier : modifiers) {
            post(SWT.KeyUp, event -> event.keyCode = modifier);
        }
    }

    private static void press(Event event, int keyCode) {
        if ((keyCode & SWT.KEYCODE_BIT) != 0 || keyCode == SWT.CR) {
            event.keyCode = keyCode;
        } else {
            event.character = (char) keyCode;
        }
    }

    /** Types a character. */
    void type(char character) {
        post(SWT.KeyDown, event -> event.character = character);
        post(SWT.KeyUp, event -> event.character = character);
    }

    /**
     * Clicks with the first button at a point of a control. By the X server, since the clicks that
     * a GTK display posts say nothing of where on the screen they are.
     */
    private void click(Control control, Callable<Point> point) {
        Point where = onUi(() -> control.toDisplay(point.call()));
        String x = Integer.toString(where.x);
        String y = Integer.toString(where.y);
        Tool.run(
                        Path.of("").toAbsolutePath(),
                        Duration.ofSeconds(SECONDS_TO_WAIT),
                        List.of("xdotool", "mousemove", "--sync", x, y, "click", "1"))
                .orFail();
    }

    /** Clicks at a point of a control until a question is answered with yes. */
    void clickUntil(String what, Control control, Callable<Point> point, Callable<Boolean> done) {
        until(what, () -> click(control, point), done);
    }

    /** Presses a key, with modifier keys, until a question is answered with yes. */
    void keyUntil(String what, Callable<Boolean> done, int keyCode, int... modifiers) {
        until(what, () -> key(keyCode, modifiers), done);
    }

    /**
     * Does something again when it had no effect, as a person would whose first click or key came
     * while the workbench was still moving; fails after a minute.
     */
    private void until(String what, Runnable action, Callable<Boolean> done) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_WAIT);
        do {
            assertTrue(System.nanoTime() < deadline, () -> "not within a minute: " + what);
            action.run();
            long patience = System.nanoTime() + PATIENCE_NANOS;
            while (!onUi(done) && System.nanoTime() < patience) {
                LockSupport.parkNanos(POLL_NANOS);
            }
        } while (!onUi(done));
    }

    private void post(int type, Consumer<Event> fill) {
        Event event = new Event();
        event.type = type;
        fill.accept(event);
        assertTrue(onUi(() -> display.post(event)), "the display takes no posted events");
    }

    /** The colour on the screen, {@code 0xRRGGBB}, at a point of a control. */
    int pixel(Control control, Callable<Point> point) {
        return onUi(
                () -> {
                    control.update();
                    Point where = point.call();
                    Image image = new Image(display, 1, 1);
                    GC gc = new GC(control);
                    try {
                        gc.copyArea(image, where.x, where.y);
                        ImageData data = image.getImageData();
                        RGB color = data.palette.getRGB(data.getPixel(0, 0));
                        return color.red << 16 | color.green << 8 | color.blue;
                    } finally {
                        gc.dispose();
                        image.dispose();
                    }
                });
    }

    /** A view of the page, opened if need be. */
    <V> V view(IWorkbenchPage page, String id, Class<V> type) {
        V view = onUi(() -> type.cast(page.showView(id)));
        assertNotNull(view, id);
        return view;
    }
}
