package dev.framescope.debugger.stack;

import dev.framescope.debugger.code.Instruction;
import dev.framescope.debugger.program.MemoryView;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.isa.Csr;
import dev.framescope.machine.isa.Op;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Unwinds a frame by doing what it will do: where straight code leads to a return, the few
 * instructions that matter to the caller are carried out on a copy of the registers. Exact wherever
 * it applies: in leaf functions, in epilogues, and in the way out of a trap handler, into another
 * address space too.
 */
final class ReturnPath {
    private static final int MAX_INSTRUCTIONS = 256;

    /** sstatus.SPP and the place of mstatus.MPP (Privileged Architecture, 3.1.6 and 12.1.1). */
    private static final long SPP = 1 << 8;

    private static final int MPP_SHIFT = 11;
    private static final int MPP_MASK = 3;

    private final DryRun run;
    private final FrameRegisters frame;

    private ReturnPath(MemoryView memory, FrameRegisters frame) {
        this.frame = frame;
        run = new DryRun(memory, frame, memory.hart()::csr);
    }

    /**
     * The caller's registers, or empty if straight code does not lead to a return.
     *
     * @param memory as the frame sees it
     */
    static Optional<FrameRegisters> follow(MemoryView memory, FrameRegisters frame) {
        return new ReturnPath(memory, frame).follow();
    }

    private Optional<FrameRegisters> follow() {
        skipSystemCall();
        for (int i = 0; i < MAX_INSTRUCTIONS; i++) {
            Optional<Instruction> read = run.instruction();
            if (read.isEmpty()) {
                return Optional.empty();
            }
            Instruction instruction = read.get();
            if (instruction.isReturn()) {
                return afterReturn(run.registers().get(instruction.rs1()));
            }
            if (instruction.isTrapReturn()) {
                return afterTrapReturn(instruction.op() == Op.MRET);
            }
            if (instruction.isGoto()) {
                run.goTo(instruction.jumpTarget());
            } else if (instruction.isStraight()) {
                run.carryOut(instruction);
            } else {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Code that waits in an ecall goes on behind it. */
    private void skipSystemCall() {
        Optional<Instruction> first = run.instruction();
        if (first.isPresent() && first.get().op() == Op.ECALL) {
            run.forgetCallResults();
            run.goTo(first.get().next());
        }
    }

    private Optional<FrameRegisters> afterReturn(OptionalLong target) {
        return target.isPresent()
                ? Optional.of(run.registers().afterReturn(target.getAsLong()))
                : Optional.empty();
    }

    private Optional<FrameRegisters> afterTrapReturn(boolean machineMode) {
        OptionalLong target = run.csr(machineMode ? Csr.MEPC : Csr.SEPC);
        OptionalLong status = run.csr(machineMode ? Csr.MSTATUS : Csr.SSTATUS);
        if (target.isEmpty()) {
            return Optional.empty();
        }
        Privilege to = modeAfter(machineMode, status.orElseGet(() -> liveStatus(machineMode)));
        long satp = GuestMemory.effectiveSatp(to, run.csr(Csr.SATP).orElse(0));
        FrameRegisters caller = run.registers().at(target.getAsLong(), true, to, satp);
        MemoryView view = GuestMemory.under(run.memory(), to, satp);
        return GuestMemory.isExecutable(view, target.getAsLong())
                ? Optional.of(caller)
                : Optional.empty();
    }

    /** The register as it is: single bits that were set or cleared are not followed. */
    private long liveStatus(boolean machineMode) {
        int number = machineMode ? Csr.MSTATUS : Csr.SSTATUS;
        return run.memory().hart().csr(number).orElse(0);
    }

    private Privilege modeAfter(boolean machineMode, long status) {
        if (!machineMode) {
            return (status & SPP) != 0 ? Privilege.SUPERVISOR : Privilege.USER;
        }
        int mpp = (int) (status >>> MPP_SHIFT) & MPP_MASK;
        return mpp == 2 ? frame.privilege() : Privilege.ofBits(mpp);
    }
}
