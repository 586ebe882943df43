package dev.framescope.ide.core.model;

import org.eclipse.debug.core.DebugException;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the machine's thread was asked for, for callers that can wait a moment. */
final class Answers {
    private static final int PATIENCE_SECONDS = 10;

    private Answers() {}

    /**
     * Waits for an answer.
     *
     * @throws DebugException if it is a failure, or does not come; the message is for a person
     */
    static <T> T await(CompletableFuture<T> future) throws DebugException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KernelDebugElement.failure("Interrupted while the machine was asked.", e);
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (TimeoutException e) {
            throw KernelDebugElement.failure("The machine does not answer.", e);
        }
    }

    /** A future's failure in words. */
    static DebugException failure(Throwable problem) {
        String text = words(problem);
        return KernelDebugElement.failure(
                Character.toUpperCase(text.charAt(0)) + text.substring(1), problem);
    }

    /** What went wrong, for a person. */
    static String words(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null
                && (cause instanceof CompletionException || cause instanceof ExecutionException)) {
            cause = cause.getCause();
        }
        String text = cause.getMessage();
        return text == null || text.isEmpty() ? cause.toString() : text;
    }
}
