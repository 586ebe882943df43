package dev.framescope.machine.hart;

import dev.framescope.machine.Privilege;
import dev.framescope.machine.isa.Csr;
import dev.framescope.machine.isa.Decoder;
import dev.framescope.machine.isa.Op;

/**
 * Zicsr and the privileged instructions: who may do what, and what it does. The decoded immediate
 * of these instructions is the instruction itself.
 */
final class SystemInstructions {
    private static final int CSR_SHIFT = 20;

    private final Hart hart;
    private final Csrs csrs;
    private final Traps traps;
    private final CacheBlocks blocks;
    private final Fault fault;
    private boolean serveSupervisorCalls;

    SystemInstructions(Hart hart, Csrs csrs, Traps traps, CacheBlocks blocks, Fault fault) {
        this.hart = hart;
        this.csrs = csrs;
        this.traps = traps;
        this.blocks = blocks;
        this.fault = fault;
    }

    void serveSupervisorCalls(boolean on) {
        serveSupervisorCalls = on;
    }

    /**
     * Executes a decoded instruction.
     *
     * @return where to go on
     */
    long execute(long instruction) throws Fault {
        int fields = (int) instruction;
        int bits = (int) (instruction >>> Decoder.IMMEDIATE_SHIFT);
        long next = hart.pc() + 2L * (fields >>> Decoder.LENGTH_SHIFT & Decoder.LENGTH_MASK);
        return switch (fields & Decoder.OP_MASK) {
            case Op.CSRRW, Op.CSRRS, Op.CSRRC, Op.CSRRWI, Op.CSRRSI, Op.CSRRCI -> {
                csr(fields, bits);
                yield next;
            }
            case Op.ECALL -> ecall(next);
            case Op.EBREAK -> throw fault.of(Cause.BREAKPOINT, hart.pc());
            case Op.MRET -> mret(bits);
            case Op.SRET -> sret(bits);
            case Op.WFI -> {
                wfi(bits);
                yield next;
            }
            case Op.SFENCE_VMA, Op.SINVAL_VMA -> {
                requireSupervisor(bits, Status.TVM);
                hart.mmu().flush();
                yield next;
            }
            case Op.SFENCE_W_INVAL, Op.SFENCE_INVAL_IR -> {
                requireSupervisor(bits, 0);
                yield next;
            }
            case Op.WRS_NTO, Op.WRS_STO -> next; // either may end at any time
            case Op.CBO_INVAL, Op.CBO_CLEAN, Op.CBO_FLUSH, Op.CBO_ZERO -> {
                blocks.execute(instruction);
                yield next;
            }
            default -> throw illegal(bits);
        };
    }

    private Fault illegal(int bits) {
        return fault.of(Cause.ILLEGAL_INSTRUCTION, bits & 0xffff_ffffL);
    }

    /** S-mode at least, and if it is S-mode, the bit of mstatus must be clear. */
    private void requireSupervisor(int bits, long trapBit) throws Fault {
        Privilege privilege = hart.privilege();
        boolean trapped = privilege == Privilege.SUPERVISOR && (csrs.mstatus() & trapBit) != 0;
        if (privilege == Privilege.USER || trapped) {
            throw illegal(bits);
        }
    }

    private long ecall(long next) throws Fault {
        Privilege privilege = hart.privilege();
        if (privilege == Privilege.SUPERVISOR && serveSupervisorCalls) {
            if (hart.host().supervisorCall(hart)) {
                hart.countNotRetired();
                return next;
            }
        }
        throw fault.of(Cause.ECALL_FROM_U + privilege.bits(), 0);
    }

    private long mret(int bits) throws Fault {
        if (hart.privilege() != Privilege.MACHINE) {
            throw illegal(bits);
        }
        return traps.returnFromMachine();
    }

    private long sret(int bits) throws Fault {
        requireSupervisor(bits, Status.TSR);
        return traps.returnFromSupervisor();
    }

    private void wfi(int bits) throws Fault {
        requireSupervisor(bits, Status.TW);
        hart.waitForInterrupt();
    }

    private void csr(int fields, int bits) throws Fault {
        int op = fields & Decoder.OP_MASK;
        int number = bits >>> CSR_SHIFT;
        int rs1 = fields >>> Decoder.RS1_SHIFT & Decoder.REGISTER_MASK;
        int rd = fields >>> Decoder.RD_SHIFT & Decoder.RD_MASK;
        boolean immediate = op >= Op.CSRRWI;
        boolean swap = op == Op.CSRRW || op == Op.CSRRWI;
        boolean write = swap || rs1 != 0;
        if (!permitted(number, write)) {
            throw illegal(bits);
        }
        long operand = immediate ? rs1 : hart.x(rs1);
        boolean read = !swap || rd != Decoder.NO_REGISTER;
        long old = read ? csrs.read(number) : 0;
        if (write) {
            long value = operand;
            if (!swap) {
                boolean set = op == Op.CSRRS || op == Op.CSRRSI;
                long base = csrs.readForUpdate(number);
                value = set ? base | operand : base & ~operand;
            }
            long satp = csrs.satp();
            csrs.writeByInstruction(number, value);
            if (number == Csr.SATP && csrs.satp() == value) {
                hart.satpWritten(satp);
            }
        }
        hart.write(rd, old);
    }

    private boolean permitted(int number, boolean write) {
        Privilege privilege = hart.privilege();
        if (!csrs.exists(number)
                || (number >>> 8 & 3) > privilege.bits()
                || write && Csr.isReadOnly(number)) {
            return false;
        }
        if (number >= Csr.CYCLE && number <= Csr.HPMCOUNTER31) {
            return csrs.counterEnabled(number - Csr.CYCLE, privilege);
        }
        if (FloatRegisters.isCsr(number)) {
            return csrs.floatsEnabled();
        }
        if (number == Csr.STIMECMP && privilege == Privilege.SUPERVISOR) {
            boolean time = csrs.counterEnabled(Csr.TIME - Csr.CYCLE, privilege);
            return time && csrs.environment().supervisorTimer();
        }
        boolean trapSatp = (csrs.mstatus() & Status.TVM) != 0;
        return !(number == Csr.SATP && trapSatp && privilege == Privilege.SUPERVISOR);
    }
}
