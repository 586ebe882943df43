package dev.framescope.machine.isa;

import static dev.framescope.machine.isa.Rows.FUNCT3_MASK;
import static dev.framescope.machine.isa.Rows.MISC_MEM;
import static dev.framescope.machine.isa.Rows.RD_MASK;
import static dev.framescope.machine.isa.Rows.SYSTEM;

/**
 * Zicsr, Zifencei, Zawrs, the cache-block operations, and the privileged architecture with Svinval.
 */
final class PrivilegedInstructions {
    /** Which bits tell an instruction with rs1 and rs2 only. */
    private static final int SOURCES_ONLY = Rows.FUNCT7_MASK | RD_MASK;

    private PrivilegedInstructions() {}

    static void addTo(Instruction[] byOp) {
        privileged(new Rows(Extension.I, byOp));
        csrs(new Rows(Extension.ZICSR, byOp));
        new Rows(Extension.ZIFENCEI, byOp).funct3(Op.FENCE_I, "fence.i", Format.NONE, MISC_MEM, 1);
        Rows invalidation = new Rows(Extension.SVINVAL, byOp);
        sfence(invalidation, Op.SINVAL_VMA, "sinval.vma", 0x0b);
        invalidation.fixed(Op.SFENCE_W_INVAL, "sfence.w.inval", 0x180 << 20 | SYSTEM);
        invalidation.fixed(Op.SFENCE_INVAL_IR, "sfence.inval.ir", 0x181 << 20 | SYSTEM);
        Rows reservation = new Rows(Extension.ZAWRS, byOp);
        reservation.fixed(Op.WRS_NTO, "wrs.nto", 0x00d << 20 | SYSTEM);
        reservation.fixed(Op.WRS_STO, "wrs.sto", 0x01d << 20 | SYSTEM);
        Rows management = new Rows(Extension.ZICBOM, byOp);
        cacheBlock(management, Op.CBO_INVAL, "cbo.inval", 0);
        cacheBlock(management, Op.CBO_CLEAN, "cbo.clean", 1);
        cacheBlock(management, Op.CBO_FLUSH, "cbo.flush", 2);
        cacheBlock(new Rows(Extension.ZICBOZ, byOp), Op.CBO_ZERO, "cbo.zero", 4);
    }

    private static void privileged(Rows rows) {
        rows.fixed(Op.ECALL, "ecall", SYSTEM);
        rows.fixed(Op.EBREAK, "ebreak", 0x001 << 20 | SYSTEM);
        rows.fixed(Op.SRET, "sret", 0x102 << 20 | SYSTEM);
        rows.fixed(Op.MRET, "mret", 0x302 << 20 | SYSTEM);
        rows.fixed(Op.WFI, "wfi", 0x105 << 20 | SYSTEM);
        sfence(rows, Op.SFENCE_VMA, "sfence.vma", 0x09);
    }

    private static void sfence(Rows rows, int op, String name, int funct7) {
        rows.row(op, name, Format.SFENCE, SOURCES_ONLY, funct7 << 25 | SYSTEM);
    }

    private static void csrs(Rows rows) {
        rows.funct3(Op.CSRRW, "csrrw", Format.CSR, SYSTEM, 1);
        rows.funct3(Op.CSRRS, "csrrs", Format.CSR, SYSTEM, 2);
        rows.funct3(Op.CSRRC, "csrrc", Format.CSR, SYSTEM, 3);
        rows.funct3(Op.CSRRWI, "csrrwi", Format.CSR_I, SYSTEM, 5);
        rows.funct3(Op.CSRRSI, "csrrsi", Format.CSR_I, SYSTEM, 6);
        rows.funct3(Op.CSRRCI, "csrrci", Format.CSR_I, SYSTEM, 7);
    }

    private static void cacheBlock(Rows rows, int op, String name, int operation) {
        int mask = FUNCT3_MASK | RD_MASK | 0xfff << 20;
        rows.row(op, name, Format.CACHE_BLOCK, mask, operation << 20 | 2 << 12 | MISC_MEM);
    }
}
