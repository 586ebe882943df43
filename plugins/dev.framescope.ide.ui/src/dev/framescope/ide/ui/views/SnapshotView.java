package dev.framescope.ide.ui.views;

import dev.framescope.ide.ui.views.session.ActiveSession;
import dev.framescope.ide.ui.views.session.SessionObserver;
import dev.framescope.ide.ui.views.session.SessionSnapshot;
import dev.framescope.ide.ui.views.session.TargetListener;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.part.ViewPart;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A view of the debugged kernel. A model without SWT is computed of every snapshot in a job and
 * shown on the UI thread; models that are out of date are dropped. Where there is nothing to show,
 * a message says why.
 *
 * @param <M> the view's model
 */
public abstract class SnapshotView<M> extends ViewPart implements SessionObserver, TargetListener {
    private static final int MARGIN = 10;

    private Display display;
    private Composite pages;
    private Composite content;
    private Composite messagePage;
    private Label message;
    private ActiveSession active;
    private volatile Optional<M> shown = Optional.empty();
    private long shownInstructions;
    private volatile SessionSnapshot wanted;
    private volatile Preparation<M> preparation;

    /** Creates the controls that show a model. */
    protected abstract void createContent(Composite parent);

    /** Computes what is shown; called in a job. */
    protected abstract M compute(SessionSnapshot snapshot);

    /** Shows a model; called on the UI thread, never after the view is disposed. */
    protected abstract void showModel(M model);

    /** Gives the focus to the content. */
    protected abstract void focusContent();

    @Override
    public final void createPartControl(Composite parent) {
        display = parent.getDisplay();
        active = ActiveSession.of(getSite().getWorkbenchWindow());
        pages = new Composite(parent, SWT.NONE);
        StackLayout layout = new StackLayout();
        pages.setLayout(layout);
        messagePage = new Composite(pages, SWT.NONE);
        GridLayout messageLayout = new GridLayout();
        messageLayout.marginWidth = MARGIN;
        messageLayout.marginHeight = MARGIN;
        messagePage.setLayout(messageLayout);
        message = new Label(messagePage, SWT.WRAP);
        message.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        content = new Composite(pages, SWT.NONE);
        createContent(content);
        layout.topControl = messagePage;
        active.addObserver(this);
        active.addTargetListener(this);
    }

    @Override
    public final void show(SessionSnapshot snapshot) {
        wanted = snapshot;
        Preparation<M> current = preparation;
        if (current == null || current.snapshot() != snapshot) {
            current = startPreparing(snapshot);
        }
        if (current.model().isDone()) {
            showPrepared(current);
        } else {
            Preparation<M> late = current;
            late.model().whenComplete((model, problem) -> onUiThread(() -> showPrepared(late)));
        }
    }

    @Override
    public final void prepare(SessionSnapshot snapshot) {
        startPreparing(snapshot);
    }

    private Preparation<M> startPreparing(SessionSnapshot snapshot) {
        Preparation<M> next = new Preparation<>(snapshot, new CompletableFuture<>());
        preparation = next;
        ICoreRunnable work = monitor -> compute(next);
        Job job = Job.createSystem("Preparing the view " + getPartName(), work);
        job.setPriority(Job.SHORT);
        job.schedule();
        return next;
    }

    /** Does nothing where a later one is asked for already. */
    private void compute(Preparation<M> asked) {
        if (asked != preparation) {
            return;
        }
        try {
            asked.model().complete(compute(asked.snapshot()));
        } catch (RuntimeException e) {
            ILog.of(getClass()).error(getPartName() + " cannot be shown.", e);
            asked.model().completeExceptionally(e);
        }
    }

    private void showPrepared(Preparation<M> ready) {
        if (ready.snapshot() != wanted) {
            return;
        }
        if (ready.model().isCompletedExceptionally()) {
            showMessage(getPartName() + " cannot be shown: " + ready.model().exceptionNow());
        } else {
            showContent(ready.model().resultNow(), wanted.insight().instructions());
        }
    }

    /** A model that is being computed of a snapshot. */
    private record Preparation<T>(SessionSnapshot snapshot, CompletableFuture<T> model) {}

    private void showContent(M model, long instructions) {
        shownInstructions = instructions;
        shown = Optional.of(model);
        showModel(model);
        bringUp(content);
    }

    @Override
    public final void showNothing(String why) {
        wanted = null;
        preparation = null;
        showMessage(why);
    }

    private void showMessage(String text) {
        shown = Optional.empty();
        message.setText(text);
        messagePage.layout();
        bringUp(messagePage);
        nothingShown();
    }

    /** There is a message instead of a model; called on the UI thread. */
    protected void nothingShown() {}

    private void bringUp(Composite page) {
        StackLayout layout = (StackLayout) pages.getLayout();
        if (layout.topControl != page) {
            layout.topControl = page;
            pages.layout();
        }
    }

    /** Runs work on the UI thread soon, unless the view is disposed by then; any thread. */
    protected final void onUiThread(Runnable work) {
        if (!display.isDisposed()) {
            display.asyncExec(
                    () -> {
                        if (!pages.isDisposed()) {
                            work.run();
                        }
                    });
        }
    }

    /** Opens the platform's Memory view at a physical address of the shown machine. */
    protected final void openMemoryAt(long paddr) {
        snapshot().ifPresent(now -> MemoryOpener.open(getSite().getPage(), now.session(), paddr));
    }

    /** The model that is shown; empty where there is a message. Any thread. */
    public final Optional<M> model() {
        return shown;
    }

    /** At how many retired instructions the machine stood that is shown; empty for a message. */
    public final Optional<Long> shownInstructions() {
        return shown.isPresent() ? Optional.of(shownInstructions) : Optional.empty();
    }

    /** The message that is shown; empty where there is a model. */
    public final Optional<String> message() {
        return shown.isPresent() ? Optional.empty() : Optional.of(message.getText());
    }

    /** The snapshot of which the model is, or will be. */
    protected final Optional<SessionSnapshot> snapshot() {
        return Optional.ofNullable(wanted);
    }

    protected final ActiveSession active() {
        return active;
    }

    @Override
    public void setFocus() {
        if (shown.isPresent()) {
            focusContent();
        } else {
            pages.setFocus();
        }
    }

    @Override
    public void dispose() {
        if (active != null) {
            active.removeTargetListener(this);
            active.removeObserver(this);
        }
        super.dispose();
    }
}
