package dev.framescope.ide.ui.breakpoints;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.expression.ExpressionException;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Control;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Has conditions and log messages looked at by the debugger while they are typed, as far as a
 * kernel is debugged: names of types decide what is an expression. On the UI thread.
 */
final class ExpressionCheck {
    private static final long DELAY_MS = 150;

    private final Control control;
    private final Consumer<Optional<String>> listener;
    private final Optional<DebugSession> session = DebuggedKernels.session();
    private final Job job =
            Job.createSystem("Checking an expression", (ICoreRunnable) monitor -> check());

    private volatile Question question = new Question("", "");

    /** What was typed; empty where nothing was. */
    record Question(String condition, String message) {}

    /**
     * @param control as long as it is there, the listener is told
     * @param listener told on the UI thread what is wrong, if anything is
     */
    ExpressionCheck(Control control, Consumer<Optional<String>> listener) {
        this.control = control;
        this.listener = listener;
    }

    /** Asks about what is typed now; the answer comes later. */
    void ask(Question typed) {
        question = typed;
        if (session.isPresent()) {
            job.schedule(DELAY_MS);
        }
    }

    private void check() {
        Question asked = question;
        Optional<String> problem = session.flatMap(s -> problemOf(asked, s));
        if (!control.isDisposed()) {
            control.getDisplay()
                    .asyncExec(
                            () -> {
                                if (!control.isDisposed() && asked.equals(question)) {
                                    listener.accept(problem);
                                }
                            });
        }
    }

    /** What is wrong with the expressions for a kernel. */
    static Optional<String> problemOf(Question asked, DebugSession session) {
        try {
            if (!asked.condition().isEmpty()) {
                session.expressions().condition(asked.condition());
            }
        } catch (ExpressionException e) {
            return Optional.of("Condition: " + e.getMessage());
        }
        try {
            session.expressions().logMessage(asked.message());
        } catch (ExpressionException e) {
            return Optional.of("Log message: " + e.getMessage());
        }
        return Optional.empty();
    }
}
