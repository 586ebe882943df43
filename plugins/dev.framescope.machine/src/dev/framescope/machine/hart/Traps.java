package dev.framescope.machine.hart;

import dev.framescope.machine.Privilege;
import dev.framescope.machine.Trap;

/** Takes traps and returns from them (Privileged Architecture, Trap-Related CSRs, xRET). */
final class Traps {
    private static final long INTERRUPT_BIT = Long.MIN_VALUE;
    private static final long VECTORED = 1;

    /** Interrupts from the highest priority to the lowest (Privileged Architecture, mip). */
    private static final int[] PRIORITY = {
        Interrupt.MEI, Interrupt.MSI, Interrupt.MTI, Interrupt.SEI, Interrupt.SSI, Interrupt.STI
    };

    private final Hart hart;
    private final Csrs csrs;

    Traps(Hart hart, Csrs csrs) {
        this.hart = hart;
        this.csrs = csrs;
    }

    /** Takes an exception of the instruction at the hart's pc. */
    Trap takeException(int cause, long tval) {
        boolean delegated = (csrs.medeleg() >>> cause & 1) != 0;
        boolean toSupervisor = delegated && hart.privilege() != Privilege.MACHINE;
        return take(false, cause, tval, toSupervisor);
    }

    /**
     * Takes the interrupt that is due before the instruction at the hart's pc.
     *
     * @return null if none is
     */
    Trap takeInterrupt() {
        long pending = csrs.pending();
        if (pending == 0) {
            return null;
        }
        long forMachine = pending & ~csrs.mideleg();
        if (forMachine != 0 && enabled(Privilege.MACHINE, Status.MIE)) {
            return take(true, highest(forMachine), 0, false);
        }
        long forSupervisor = pending & csrs.mideleg();
        if (forSupervisor != 0 && enabled(Privilege.SUPERVISOR, Status.SIE)) {
            return take(true, highest(forSupervisor), 0, true);
        }
        return null;
    }

    /** In lower modes always, in higher ones never, in the mode itself by its bit. */
    private boolean enabled(Privilege target, long bit) {
        int difference = hart.privilege().compareTo(target);
        return difference < 0 || difference == 0 && (csrs.mstatus() & bit) != 0;
    }

    private static int highest(long pending) {
        for (int interrupt : PRIORITY) {
            if ((pending >>> interrupt & 1) != 0) {
                return interrupt;
            }
        }
        throw new IllegalStateException("pending: 0x" + Long.toHexString(pending));
    }

    private Trap take(boolean interrupt, int cause, long tval, boolean toSupervisor) {
        Privilege from = hart.privilege();
        long epc = hart.pc();
        long code = interrupt ? INTERRUPT_BIT | cause : cause;
        long status = csrs.mstatus();
        Privilege to;
        long vector;
        if (toSupervisor) {
            to = Privilege.SUPERVISOR;
            vector = csrs.stvec();
            csrs.setSupervisorTrap(code, epc, tval);
            long spie = (status & Status.SIE) != 0 ? Status.SPIE : 0;
            long spp = from == Privilege.SUPERVISOR ? Status.SPP : 0;
            csrs.updateStatus(Status.SIE | Status.SPIE | Status.SPP, spie | spp);
        } else {
            to = Privilege.MACHINE;
            vector = csrs.mtvec();
            csrs.setMachineTrap(code, epc, tval);
            long mpie = (status & Status.MIE) != 0 ? Status.MPIE : 0;
            long mpp = (long) from.bits() << Status.MPP_SHIFT;
            csrs.updateStatus(Status.MIE | Status.MPIE | Status.MPP, mpie | mpp);
        }
        boolean vectored = interrupt && (vector & VECTORED) != 0;
        hart.jump((vector & ~3L) + (vectored ? 4L * cause : 0), to);
        return new Trap(interrupt, cause, tval, epc, from, to);
    }

    /** Returns from a trap into M-mode, to mepc. */
    long returnFromMachine() {
        long status = csrs.mstatus();
        Privilege to = csrs.mpp();
        long mie = (status & Status.MPIE) != 0 ? Status.MIE : 0;
        long mask = Status.MIE | Status.MPIE | Status.MPP;
        csrs.updateStatus(to == Privilege.MACHINE ? mask : mask | Status.MPRV, mie | Status.MPIE);
        hart.returnFromTrap(csrs.mepc(), to);
        return csrs.mepc();
    }

    /** Returns from a trap into S-mode, to sepc. */
    long returnFromSupervisor() {
        long status = csrs.mstatus();
        Privilege to = (status & Status.SPP) != 0 ? Privilege.SUPERVISOR : Privilege.USER;
        long sie = (status & Status.SPIE) != 0 ? Status.SIE : 0;
        csrs.updateStatus(Status.SIE | Status.SPIE | Status.SPP | Status.MPRV, sie | Status.SPIE);
        hart.returnFromTrap(csrs.sepc(), to);
        return csrs.sepc();
    }
}
