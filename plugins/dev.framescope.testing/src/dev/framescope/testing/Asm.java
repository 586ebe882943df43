package dev.framescope.testing;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tiny RV64IMA assembler in memory, for tests. Each method appends and returns the assembler;
 * operands stand in the order of assembly language. Labels may be used before they are placed.
 *
 * <pre>{@code
 * byte[] code = new Asm(0x8000_0000L).li(A0, 3).label("loop").addi(A0, A0, -1)
 *         .bnez(A0, "loop").ecall().bytes();
 * }</pre>
 */
public final class Asm {
    public static final int ZERO = 0;
    public static final int RA = 1;
    public static final int SP = 2;
    public static final int GP = 3;
    public static final int TP = 4;
    public static final int T0 = 5;
    public static final int T1 = 6;
    public static final int T2 = 7;
    public static final int S0 = 8;
    public static final int S1 = 9;
    public static final int A0 = 10;
    public static final int A1 = 11;
    public static final int A2 = 12;
    public static final int A3 = 13;
    public static final int A4 = 14;
    public static final int A5 = 15;
    public static final int A6 = 16;
    public static final int A7 = 17;
    public static final int S2 = 18;
    public static final int S3 = 19;
    public static final int T3 = 28;
    public static final int T4 = 29;
    public static final int T5 = 30;
    public static final int T6 = 31;

    private final long base;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<String, Integer> labels = new HashMap<>();
    private final List<Use> uses = new ArrayList<>();

    /** A place where a label's offset is still to be filled in. */
    private record Use(int at, String label, boolean branch) {}

    /**
     * @param base the address of the first byte
     */
    public Asm(long base) {
        this.base = base;
    }

    /** The address of what comes next. */
    public long pc() {
        return base + out.size();
    }

    /** The address of a label that has been placed. */
    public long address(String label) {
        Integer at = labels.get(label);
        if (at == null) {
            throw new IllegalArgumentException("no label " + label);
        }
        return base + at;
    }

    /** Places a label here. */
    public Asm label(String name) {
        if (labels.put(name, out.size()) != null) {
            throw new IllegalArgumentException("two labels " + name);
        }
        return this;
    }

    /** What was assembled. */
    public byte[] bytes() {
        byte[] bytes = out.toByteArray();
        for (Use use : uses) {
            int offset = (int) (address(use.label) - base) - use.at;
            int field = use.branch ? branchOffset(offset) : jumpOffset(offset);
            for (int i = 0; i < 4; i++) {
                bytes[use.at + i] |= (byte) (field >>> 8 * i);
            }
        }
        return bytes;
    }

    private static int branchOffset(int offset) {
        return (offset >> 12 & 1) << 31
                | (offset >> 5 & 0x3f) << 25
                | (offset >> 1 & 0xf) << 8
                | (offset >> 11 & 1) << 7;
    }

    private static int jumpOffset(int offset) {
        return (offset >> 20 & 1) << 31
                | (offset >> 1 & 0x3ff) << 21
                | (offset >> 11 & 1) << 20
                | (offset >> 12 & 0xff) << 12;
    }

    private Asm little(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >>> 8 * i));
        }
        return this;
    }

    /** 16 bits as they are, such as a compressed instruction. */
    public Asm half(int value) {
        return little(value, 2);
    }

    /** 32 bits as they are. */
    public Asm word(int value) {
        return little(value, 4);
    }

    /** 64 bits as they are. */
    public Asm dword(long value) {
        return little(value, 8);
    }

    /** Fills with zeros up to an address. */
    public Asm org(long address) {
        if (address < pc()) {
            throw new IllegalArgumentException("already beyond 0x" + Long.toHexString(address));
        }
        out.writeBytes(new byte[(int) (address - pc())]);
        return this;
    }

    /** An instruction of registers: R-type; for atomics rd, rs2 and the address. */
    public Asm r(String name, int rd, int rs1, int rs2) {
        return word(Encodings.of(name) | rd << 7 | rs1 << 15 | rs2 << 20);
    }

    /** An atomic: {@code name rd,rs2,(address)}; of {@code lr}, rs2 is zero. */
    public Asm amo(String name, int rd, int rs2, int address) {
        return r(name, rd, address, rs2);
    }

    /** An instruction with an immediate: I-type and shifts. */
    public Asm i(String name, int rd, int rs1, int immediate) {
        return word(Encodings.of(name) | rd << 7 | rs1 << 15 | immediate << 20);
    }

    /** {@code name rd,offset(base)}. */
    public Asm load(String name, int rd, int offset, int baseRegister) {
        return i(name, rd, baseRegister, offset);
    }

    /** {@code name rs2,offset(base)}. */
    public Asm store(String name, int rs2, int offset, int baseRegister) {
        int split = (offset & 0x1f) << 7 | offset >> 5 << 25;
        return word(Encodings.of(name) | split | baseRegister << 15 | rs2 << 20);
    }

    /** {@code name rs1,rs2,label}. */
    public Asm branch(String name, int rs1, int rs2, String label) {
        uses.add(new Use(out.size(), label, true));
        return word(Encodings.of(name) | rs1 << 15 | rs2 << 20);
    }

    /** {@code name rd,csr,rs1}; of the immediate forms, the last is the value. */
    public Asm csr(String name, int rd, int csr, int rs1) {
        return word(Encodings.of(name) | rd << 7 | rs1 << 15 | csr << 20);
    }

    /** Loads any constant, in as many instructions as it takes. */
    public Asm li(int rd, long value) {
        if (value == (int) value) {
            int upper = (int) value + 0x800 >>> 12;
            int lower = (int) value << 20 >> 20;
            if (upper == 0) {
                return addi(rd, ZERO, lower);
            }
            return lui(rd, upper).i("addiw", rd, rd, lower);
        }
        long lower = value << 52 >> 52;
        li(rd, value - lower >> 12).i("slli", rd, rd, 12);
        return lower == 0 ? this : addi(rd, rd, (int) lower);
    }

    /** {@code lui rd,upper}: the upper 20 bits as a number of their own. */
    public Asm lui(int rd, int upper) {
        return word(0x37 | rd << 7 | upper << 12);
    }

    /** As {@link #lui}. */
    public Asm auipc(int rd, int upper) {
        return word(0x17 | rd << 7 | upper << 12);
    }

    public Asm jal(int rd, String label) {
        uses.add(new Use(out.size(), label, false));
        return word(0x6f | rd << 7);
    }

    public Asm j(String label) {
        return jal(ZERO, label);
    }

    public Asm jalr(int rd, int offset, int rs1) {
        return word(0x67 | rd << 7 | rs1 << 15 | offset << 20);
    }

    public Asm jr(int rs1) {
        return jalr(ZERO, 0, rs1);
    }

    public Asm ret() {
        return jr(RA);
    }

    public Asm beqz(int rs1, String label) {
        return branch("beq", rs1, ZERO, label);
    }

    public Asm bnez(int rs1, String label) {
        return branch("bne", rs1, ZERO, label);
    }

    public Asm nop() {
        return addi(ZERO, ZERO, 0);
    }

    public Asm addi(int rd, int rs1, int immediate) {
        return i("addi", rd, rs1, immediate);
    }

    public Asm mv(int rd, int rs1) {
        return addi(rd, rs1, 0);
    }

    public Asm add(int rd, int rs1, int rs2) {
        return r("add", rd, rs1, rs2);
    }

    public Asm lw(int rd, int offset, int baseRegister) {
        return load("lw", rd, offset, baseRegister);
    }

    public Asm ld(int rd, int offset, int baseRegister) {
        return load("ld", rd, offset, baseRegister);
    }

    public Asm sw(int rs2, int offset, int baseRegister) {
        return store("sw", rs2, offset, baseRegister);
    }

    public Asm sd(int rs2, int offset, int baseRegister) {
        return store("sd", rs2, offset, baseRegister);
    }

    public Asm csrr(int rd, int csr) {
        return csr("csrrs", rd, csr, ZERO);
    }

    public Asm csrw(int csr, int rs1) {
        return csr("csrrw", ZERO, csr, rs1);
    }

    public Asm csrs(int csr, int rs1) {
        return csr("csrrs", ZERO, csr, rs1);
    }

    public Asm csrc(int csr, int rs1) {
        return csr("csrrc", ZERO, csr, rs1);
    }

    public Asm ecall() {
        return word(0x73);
    }

    public Asm ebreak() {
        return word(0x0010_0073);
    }

    public Asm mret() {
        return word(0x3020_0073);
    }

    public Asm sret() {
        return word(0x1020_0073);
    }

    public Asm wfi() {
        return word(0x1050_0073);
    }

    public Asm fenceI() {
        return word(0x100f);
    }

    public Asm sfenceVma() {
        return word(0x1200_0073);
    }
}
