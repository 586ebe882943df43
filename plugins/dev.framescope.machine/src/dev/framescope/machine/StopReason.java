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
     * Watched memory was accessed, and a handler asked for it. The machine stands behind the
     * instruction that did it, or at the handler of the trap that ended this; after a device's
     * access and after the page walk of a fetch, before the next instruction.
     *
     * @param hits in the order in which the handlers were called; at least one
     */
    record WatchpointReached(Where where, List<Hit> hits) implements StopReason {
        /** One point, and the access that its handler was told of. */
        public record Hit(WatchPoint point, WatchAccess access) {}

        public WatchpointReached {
            hits = List.copyOf(hits);
        }

        /** The points whose handlers asked for the stop. */
        public List<WatchPoint> points() {
            return hits.stream().map(Hit::point).distinct().toList();
        }

        /** The first access. */
        public WatchAccess access() {
            return hits.get(0).access();
        }

        @Override
        public String describe() {
            return "watchpoint: 0x"
                    + Long.toHexString(access().paddr())
                    + (access().writes() ? " written by " : " read by ")
                    + access().source().describe()
                    + ", now at "
                    + where;
        }
    }

    /** Right after an instruction that wrote {@code satp}; a {@link SatpHandler} asked for it. */
    record SatpWritten(Where where, SatpWrite write) implements StopReason {
        @Override
        public String describe() {
            return "satp changed from 0x%x to 0x%x, at %s"
                    .formatted(write.oldSatp(), write.newSatp(), where);
        }
    }

    /** At the first instruction in another mode, because a {@link PrivilegeHandler} asked. */
    record PrivilegeChanged(Where where, PrivilegeChange change) implements StopReason {
        @Override
        public String describe() {
            return "from %s-mode to %s-mode at %s"
                    .formatted(change.from().letter(), change.to().letter(), where);
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
