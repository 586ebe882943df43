package dev.framescope.machine;

import dev.framescope.machine.memory.HostMemoryException;

import java.util.List;

/**
 * Why a machine stopped. {@code hart} is the hart that caused it (0 where none did), {@code pc} and
 * {@code privilege} are that hart's, {@code instructions} counts what all harts have retired since
 * the machine was switched on.
 */
public sealed interface StopReason {
    Where where();

    /** One line for a person, such as {@code breakpoint at 0x802006f4 (hart 0, S-mode)}. */
    String describe();

    /** Where the machine stands. */
    record Where(int hart, long pc, Privilege privilege, long instructions) {
        @Override
        public String toString() {
            return "0x"
                    + Long.toHexString(pc)
                    + " (hart "
                    + hart
                    + ", "
                    + privilege.letter()
                    + "-mode)";
        }
    }

    /** Before the instruction of at least one code point whose handler asked for it. */
    record CodePointReached(Where where, List<CodePoint> points) implements StopReason {
        @Override
        public String describe() {
            return "breakpoint at " + where;
        }
    }

    /** At the first instruction of a trap handler, because a {@link TrapHandler} asked for it. */
    record TrapTaken(Where where, Trap trap) implements StopReason {
        @Override
        public String describe() {
            return (trap.interrupt() ? "interrupt " : "exception ")
                    + trap.cause()
                    + " taken at 0x"
                    + Long.toHexString(trap.epc())
                    + ", tval 0x"
                    + Long.toHexString(trap.tval())
                    + ", handler at "
                    + where;
        }
    }

    /**
     * A hart takes trap after trap and never retires an instruction: nothing will ever happen
     * again.
     */
    record TrapLoop(Where where, Trap trap) implements StopReason {
        @Override
        public String describe() {
            return "hart "
                    + where.hart()
                    + " is caught in a loop of traps: cause "
                    + trap.cause()
                    + " at 0x"
                    + Long.toHexString(trap.epc())
                    + ", tval 0x"
                    + Long.toHexString(trap.tval())
                    + "; is the trap vector set, and mapped?";
        }
    }

    /**
     * The instructions asked for by {@link Machine#step} or {@link Machine#resume(RunLimit)} are
     * done.
     */
    record LimitReached(Where where) implements StopReason {
        @Override
        public String describe() {
            return "ran as far as asked, at " + where;
        }
    }

    /** The host deadline of {@link Machine#resume(RunLimit)} has passed. */
    record DeadlinePassed(Where where) implements StopReason {
        @Override
        public String describe() {
            return "time is up, at " + where;
        }
    }

    /**
     * Somebody called {@link Machine#suspend}; also the state of a machine that has not run yet.
     */
    record Suspended(Where where) implements StopReason {
        @Override
        public String describe() {
            return "suspended at " + where;
        }
    }

    /**
     * The guest switched the machine off. The machine is terminated.
     *
     * @param code 0 for an ordinary power-off, otherwise what the guest gave (1 where it gave no
     *     code)
     * @param how such as {@code SBI system reset: shutdown}
     */
    record GuestExit(Where where, int code, String how) implements StopReason {
        @Override
        public String describe() {
            return how + ", exit code " + code;
        }
    }

    /** {@link Machine#close} ended it. The machine is terminated. */
    record Closed(Where where) implements StopReason {
        @Override
        public String describe() {
            return "terminated at " + where;
        }
    }

    /**
     * A defect of the machine itself, or a host that has no memory left for it. The machine is
     * terminated; the cause is logged.
     */
    record InternalError(Where where, Throwable cause) implements StopReason {
        @Override
        public String describe() {
            return cause instanceof HostMemoryException
                    ? cause.getMessage()
                    : "internal error of the machine at " + where + ": " + cause;
        }
    }
}
