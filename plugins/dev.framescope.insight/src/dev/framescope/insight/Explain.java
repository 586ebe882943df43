package dev.framescope.insight;

import dev.framescope.machine.Trap;

/** Numbers of the privileged architecture in words. */
public final class Explain {
    private Explain() {}

    /** The trap's cause, such as {@code load page fault}. */
    public static String cause(Trap trap) {
        return cause(trap.interrupt(), trap.cause());
    }

    /** A cause by its number (Privileged Architecture, table of mcause values). */
    public static String cause(boolean interrupt, int code) {
        throw new UnsupportedOperationException();
    }
}
