package dev.framescope.debugger.stack;

import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.Trap;
import dev.framescope.machine.isa.Csr;

import java.util.OptionalLong;
import java.util.Set;

/**
 * A trap as it was when a hart took it.
 *
 * @param hart the hart
 * @param trap the trap
 * @param handlerPc the first instruction of the guest's handler
 * @param interrupted the registers of the code that it interrupted
 * @param satp the register, whatever the mode
 * @param scratch sscratch or mscratch, of the mode that handles it
 * @param status sstatus or mstatus, of the mode that handles it
 * @param instructions what all harts had retired
 */
record TrapRecord(
        int hart,
        Trap trap,
        long handlerPc,
        FrameRegisters interrupted,
        long satp,
        long scratch,
        long status,
        long instructions) {
    private static final long INTERRUPT = 1L << 63;

    /** Misaligned, access fault and page fault (Privileged Architecture, table of scause). */
    private static final Set<Integer> FETCH_FAULTS = Set.of(0, 1, 12);

    /** A trap that the hart has just taken. */
    static TrapRecord of(Trap trap, HartInspection hart, Inspection machine) {
        boolean machineMode = trap.to() == Privilege.MACHINE;
        long satp = hart.csr(Csr.SATP).orElse(0);
        FrameRegisters interrupted =
                FrameRegisters.of(hart)
                        .at(
                                trap.epc(),
                                true,
                                trap.from(),
                                GuestMemory.effectiveSatp(trap.from(), satp));
        return new TrapRecord(
                hart.id(),
                trap,
                hart.pc(),
                interrupted,
                satp,
                hart.csr(machineMode ? Csr.MSCRATCH : Csr.SSCRATCH).orElse(0),
                hart.csr(machineMode ? Csr.MSTATUS : Csr.SSTATUS).orElse(0),
                machine.instructions());
    }

    /** A CSR as the handler found it; empty if it is not recorded. */
    OptionalLong csr(int number) {
        boolean machineMode = trap.to() == Privilege.MACHINE;
        return switch (number) {
            case Csr.SATP -> OptionalLong.of(satp);
            case Csr.MHARTID -> OptionalLong.of(hart);
            case Csr.SSCRATCH -> when(!machineMode, scratch);
            case Csr.SSTATUS -> when(!machineMode, status);
            case Csr.SEPC -> when(!machineMode, trap.epc());
            case Csr.SCAUSE -> when(!machineMode, cause());
            case Csr.STVAL -> when(!machineMode, trap.tval());
            case Csr.MSCRATCH -> when(machineMode, scratch);
            case Csr.MSTATUS -> when(machineMode, status);
            case Csr.MEPC -> when(machineMode, trap.epc());
            case Csr.MCAUSE -> when(machineMode, cause());
            case Csr.MTVAL -> when(machineMode, trap.tval());
            default -> OptionalLong.empty();
        };
    }

    /** Whether there was no instruction to execute: a page that comes in later, or a wild jump. */
    boolean isFetchFault() {
        return !trap.interrupt() && FETCH_FAULTS.contains(trap.cause());
    }

    private long cause() {
        return trap.interrupt() ? INTERRUPT | trap.cause() : trap.cause();
    }

    private static OptionalLong when(boolean recorded, long value) {
        return recorded ? OptionalLong.of(value) : OptionalLong.empty();
    }
}
