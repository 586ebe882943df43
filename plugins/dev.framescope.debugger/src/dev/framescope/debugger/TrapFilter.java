package dev.framescope.debugger;

import dev.framescope.insight.Explain;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.Trap;

import java.util.Set;

/** Which traps a breakpoint is about (Privileged Architecture, table of mcause values). */
final class TrapFilter {
    /** Of code in U-mode, what no kernel serves: misaligned jumps, illegal code, access faults. */
    private static final Set<Integer> WRONG_IN_USER_MODE = Set.of(0, 1, 2, 5, 7);

    /** What code of every mode does on purpose: ebreak, and calls of the mode above. */
    private static final Set<Integer> ON_PURPOSE = Set.of(3, 8, 9, 11);

    /** What firmware does in place of the hardware: CSRs that are missing, misaligned accesses. */
    private static final Set<Integer> EMULATED = Set.of(2, 4, 6);

    private TrapFilter() {}

    static boolean matches(BreakpointSpec.OnException wanted, Trap trap) {
        return !trap.interrupt()
                && matches(wanted.causes(), wanted.from(), trap)
                && (!wanted.unexpectedOnly() || isUnexpected(trap));
    }

    static boolean matches(BreakpointSpec.OnInterrupt wanted, Trap trap) {
        return trap.interrupt() && matches(wanted.causes(), wanted.from(), trap);
    }

    private static boolean matches(Set<Integer> causes, Set<Privilege> from, Trap trap) {
        return (causes.isEmpty() || causes.contains(trap.cause()))
                && (from.isEmpty() || from.contains(trap.from()));
    }

    private static boolean isUnexpected(Trap trap) {
        if (trap.from() == Privilege.USER) {
            return WRONG_IN_USER_MODE.contains(trap.cause());
        }
        boolean byFirmware =
                trap.from() == Privilege.SUPERVISOR
                        && trap.to() == Privilege.MACHINE
                        && EMULATED.contains(trap.cause());
        return !byFirmware && !ON_PURPOSE.contains(trap.cause());
    }

    /** One line: {@code load page fault (13) at 0x80200104, address 0x0, from S-mode}. */
    static String describe(Trap trap) {
        String address = trap.interrupt() ? "" : ", value 0x" + Long.toHexString(trap.tval());
        return "%s (%d) at 0x%x%s, from %s-mode"
                .formatted(
                        Explain.cause(trap),
                        trap.cause(),
                        trap.epc(),
                        address,
                        trap.from().letter());
    }
}
