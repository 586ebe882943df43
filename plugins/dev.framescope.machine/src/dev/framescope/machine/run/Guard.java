package dev.framescope.machine.run;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BooleanSupplier;

/** Calls what clients have registered; what they throw is logged, and the machine goes on. */
final class Guard {
    private static final Logger LOG = System.getLogger(Guard.class.getName());

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
            LOG.log(Level.ERROR, "a " + what + " of the machine failed", e);
            return false;
        }
    }
}
