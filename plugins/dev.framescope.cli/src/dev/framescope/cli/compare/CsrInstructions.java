package dev.framescope.cli.compare;

import dev.framescope.machine.isa.Csr;
import dev.framescope.machine.isa.InstructionTable;
import dev.framescope.machine.isa.Op;

import java.util.Random;

/** Reads and writes of CSRs, of those that exist and those that do not. */
final class CsrInstructions {
    private static final int MACHINE = 3;

    /** CSRs that M-mode may write anything to, without the block getting lost. */
    private static final int[] MACHINE_WRITABLE = {
        Csr.MSTATUS,
        Csr.MEDELEG,
        Csr.MIDELEG,
        Csr.MIE,
        Csr.MIP,
        Csr.MCOUNTEREN,
        Csr.MCAUSE,
        Csr.MEPC,
        Csr.MTVAL,
        Csr.MENVCFG,
        Csr.PMPADDR0 + 1,
        Csr.PMPADDR0 + 2,
        Csr.PMPADDR0 + 15,
        Csr.MISA
    };

    private static final int[] WRITABLE = {
        Csr.SSTATUS,
        Csr.SIE,
        Csr.SIP,
        Csr.SCOUNTEREN,
        Csr.SENVCFG,
        Csr.SEPC,
        Csr.SCAUSE,
        Csr.STVAL,
        Csr.FFLAGS,
        Csr.FRM,
        Csr.FCSR
    };

    /** mstatus.VS, and behind it MPP. */
    private static final int VS_SHIFT = 9;

    private static final long LOW_HALF = 0xffff_ffffL;

    private final Random random;

    CsrInstructions(Random random) {
        this.random = random;
    }

    /**
     * Adds an access, mostly one that the privilege allows.
     *
     * @param register one that may be changed
     */
    void add(Block block, int privilege, int register) {
        int rd = random.nextInt(2) * register;
        int rs1 = random.nextInt(8) == 0 ? 0 : register;
        if (random.nextInt(3) == 0) {
            int number = random.nextInt(4096);
            if (Exclusions.mayAccess(number)) {
                block.word(word(Op.CSRRS, rd, number, 0));
            }
            return;
        }
        int op = Op.CSRRW + random.nextInt(Op.CSRRCI - Op.CSRRW + 1);
        int[] numbers =
                privilege == MACHINE && random.nextInt(3) != 0 ? MACHINE_WRITABLE : WRITABLE;
        int number = numbers[random.nextInt(numbers.length)];
        long bits = writableBits(number);
        int immediate = random.nextInt(32) & (int) bits;
        if (op < Op.CSRRWI && rs1 != 0) {
            restrict(block, bits, rs1);
        }
        block.word(word(op, rd, number, op < Op.CSRRWI ? rs1 : immediate));
    }

    /**
     * What may be written of a value, see Exclusions.FORMS: the low half but VS and MPP, or what
     * andi keeps.
     */
    private static long writableBits(int csr) {
        return switch (csr) {
            case Csr.MSTATUS, Csr.SSTATUS -> LOW_HALF;
            case Csr.MIE, Csr.MIDELEG -> 0x2aa;
            case Csr.MIP -> 0x22;
            case Csr.MEDELEG -> 0x1ff;
            case Csr.PMPADDR0 + 1, Csr.PMPADDR0 + 2, Csr.PMPADDR0 + 15 -> 0x7ff;
            case Csr.MCOUNTEREN, Csr.SCOUNTEREN -> 0x7ff;
            case Csr.MENVCFG, Csr.SENVCFG -> 1;
            case Csr.MEPC, Csr.SEPC -> -2;
            default -> -1;
        };
    }

    private static void restrict(Block block, long bits, int register) {
        int operands = register << 7 | register << 15;
        if (bits == LOW_HALF) {
            block.word(InstructionTable.of(Op.ADD_UW).match() | operands);
            for (int bit = VS_SHIFT; bit < VS_SHIFT + 4; bit++) {
                block.glue();
                block.word(InstructionTable.of(Op.BCLRI).match() | operands | bit << 20);
            }
            block.glue();
        } else if (bits != -1) {
            block.word(InstructionTable.of(Op.ANDI).match() | operands | (int) bits << 20);
            block.glue();
        }
    }

    static int word(int op, int rd, int csr, int rs1) {
        return InstructionTable.of(op).match() | rd << 7 | rs1 << 15 | csr << 20;
    }
}
