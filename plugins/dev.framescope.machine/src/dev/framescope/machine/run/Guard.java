package dev.framescope.machine.run;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Calls what clients have registered; what they throw is logged, and the machine goes on. */
final class Guard {
    private static final Logger LOG = System.getLogger(Guard.class.getName());

    /** A handler that fails at every call of a busy function would fill the disk. */
    private static final int MOST_LOGGED = 10;

    private final AtomicInteger failures = new AtomicInteger();

    void run(String what, Runnable callback) {
        ask(
                what,
                () -> {
                    callback.run();
                    return false;
                });
    }

    /** Returns what the callback returns, false if it throws. */
    boolean ask(String what, BooleanSupplier callback) {
        try {
            return callback.getAsBoolean();
        } catch (RuntimeException | Error e) {
            logFailure(what, e);
            return false;
        }
    }

    private void logFailure(String what, Throwable failure) {
        int count = failures.incrementAndGet();
        if (count <= MOST_LOGGED) {
            LOG.log(Level.ERROR, "a " + what + " of the machine failed", failure);
        }
        if (count == MOST_LOGGED) {
            LOG.log(Level.ERROR, "further failures of this machine's handlers are not logged");
        }
    }
}
