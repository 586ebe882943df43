package dev.framescope.ide.ui.views.disassembly;

import dev.framescope.debugger.DebugSession;
import dev.framescope.ide.core.model.KernelDebugTarget;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;

import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Reads pages for the view; of several requests only the latest is answered. */
final class PageJob extends Job {
    private final Display display;
    private final BiConsumer<PageRequest, DisassemblyPage> receiver;
    private final Consumer<String> failure;
    private final AtomicReference<Order> latest = new AtomicReference<>();

    /** Used by the job only. */
    private LookedUpSources sources;

    private record Order(
            KernelDebugTarget target,
            PageRequest request,
            DisassemblyOptions options,
            boolean afresh) {}

    /**
     * @param receiver called on the UI thread with what was read
     * @param failure called on the UI thread with why nothing could be read
     */
    PageJob(
            Display display,
            BiConsumer<PageRequest, DisassemblyPage> receiver,
            Consumer<String> failure) {
        super("Disassembling");
        this.display = display;
        this.receiver = receiver;
        this.failure = failure;
        setSystem(true);
        setPriority(SHORT);
    }

    /**
     * Reads a page soon, instead of what was asked for before.
     *
     * @param afresh whether source files are to be looked up again
     */
    void read(
            KernelDebugTarget target,
            PageRequest request,
            DisassemblyOptions options,
            boolean afresh) {
        latest.set(new Order(target, request, options, afresh));
        schedule();
    }

    /** Answers nothing that was asked for before, and keeps nothing of it. */
    void forget() {
        latest.set(null);
        schedule();
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        Order order = latest.get();
        if (order == null) {
            sources = null;
            return Status.OK_STATUS;
        }
        try {
            DebugSession session = order.target().session();
            if (sources == null || sources.target() != order.target() || order.afresh()) {
                sources = new LookedUpSources(order.target());
            }
            DisassemblyPage page =
                    new PageReader(session, order.options(), sources).read(order.request());
            deliver(order, () -> receiver.accept(order.request(), page));
        } catch (CompletionException e) {
            ILog.of(getClass()).info("Memory cannot be read for a disassembly.", e);
            deliver(order, () -> failure.accept("Memory cannot be read: " + e.getCause()));
        }
        return Status.OK_STATUS;
    }

    private void deliver(Order order, Runnable delivery) {
        if (!display.isDisposed()) {
            display.asyncExec(
                    () -> {
                        if (latest.get() == order) {
                            delivery.run();
                        }
                    });
        }
    }
}
