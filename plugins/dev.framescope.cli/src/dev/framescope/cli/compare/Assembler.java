package dev.framescope.cli.compare;

import dev.framescope.machine.isa.Csr;
import dev.framescope.machine.isa.InstructionTable;
import dev.framescope.machine.isa.Op;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the code that surrounds the random blocks; encodings come from the instruction table. */
final class Assembler {
    static final int ZERO = 0;
    static final int RA = 1;

    private final long base;
    private final List<Integer> words = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();
    private final List<Use> uses = new ArrayList<>();

    /** A jump or branch whose offset is filled in when all labels are placed. */
    private record Use(int index, String label, boolean branch) {}

    Assembler(long base) {
        this.base = base;
    }

    long pc() {
        return base + 4L * words.size();
    }

    void label(String name) {
        labels.put(name, words.size());
    }

    long address(String label) {
        return base + 4L * labels.get(label);
    }

    byte[] bytes() {
        for (Use use : uses) {
            int offset = 4 * (labels.get(use.label) - use.index);
            int word = words.get(use.index);
            words.set(
                    use.index,
                    use.branch
                            ? Fields.withBranchOffset(word, offset)
                            : Fields.withJumpOffset(word, offset));
        }
        ByteBuffer bytes = ByteBuffer.allocate(4 * words.size()).order(ByteOrder.LITTLE_ENDIAN);
        words.forEach(bytes::putInt);
        return bytes.array();
    }

    private static int of(int op, int rd, int rs1, int rs2) {
        return InstructionTable.of(op).match() | rd << 7 | rs1 << 15 | rs2 << 20;
    }

    /** An instruction of registers. */
    void r(int op, int rd, int rs1, int rs2) {
        words.add(of(op, rd, rs1, rs2));
    }

    /** An instruction with a 12-bit immediate; a load. */
    void i(int op, int rd, int rs1, int immediate) {
        words.add(of(op, rd, rs1, 0) | immediate << 20);
    }

    void store(int op, int rs2, int rs1, int offset) {
        words.add(Fields.withStoreOffset(of(op, 0, rs1, rs2), offset));
    }

    void branch(int op, int rs1, int rs2, String label) {
        uses.add(new Use(words.size(), label, true));
        words.add(of(op, 0, rs1, rs2));
    }

    void jal(int rd, String label) {
        uses.add(new Use(words.size(), label, false));
        words.add(of(Op.JAL, rd, 0, 0));
    }

    void j(String label) {
        jal(ZERO, label);
    }

    void ret() {
        i(Op.JALR, ZERO, RA, 0);
    }

    void mv(int rd, int rs1) {
        i(Op.ADDI, rd, rs1, 0);
    }

    void addi(int rd, int rs1, int immediate) {
        i(Op.ADDI, rd, rs1, immediate);
    }

    void ld(int rd, int rs1, int offset) {
        i(Op.LD, rd, rs1, offset);
    }

    void sd(int rs2, int rs1, int offset) {
        store(Op.SD, rs2, rs1, offset);
    }

    void fixed(int op) {
        words.add(InstructionTable.of(op).match());
    }

    private void csr(int op, int rd, int csr, int rs1) {
        words.add(of(op, rd, rs1, 0) | csr << 20);
    }

    void csrr(int rd, int csr) {
        csr(Op.CSRRS, rd, csr, ZERO);
    }

    void csrw(int csr, int rs1) {
        csr(Op.CSRRW, ZERO, csr, rs1);
    }

    void csrs(int csr, int rs1) {
        csr(Op.CSRRS, ZERO, csr, rs1);
    }

    /** Exchanges a register with mscratch or sscratch. */
    void swap(int register, int scratch) {
        csr(Op.CSRRW, register, scratch, register);
    }

    /** Any constant. */
    void li(int rd, long value) {
        if (value == (int) value) {
            int lower = (int) value << 20 >> 20;
            words.add(of(Op.LUI, rd, 0, 0) | (int) value - lower & 0xffff_f000);
            i(Op.ADDIW, rd, rd, lower);
        } else {
            long lower = value << 52 >> 52;
            li(rd, value - lower >> 12);
            i(Op.SLLI, rd, rd, 12);
            addi(rd, rd, (int) lower);
        }
    }

    /** Opens the floating-point unit: mstatus.FS = dirty. */
    void enableFloats(int scratch) {
        li(scratch, 3 << 13);
        csrs(Csr.MSTATUS, scratch);
    }
}
