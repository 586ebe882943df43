package dev.framescope.cli.compare;

/** Puts operands into instruction words (Unprivileged ISA, Immediate Encoding Variants). */
final class Fields {
    private Fields() {}

    static int withRd(int word, int rd) {
        return word & ~(31 << 7) | rd << 7;
    }

    static int withRs1(int word, int rs1) {
        return word & ~(31 << 15) | rs1 << 15;
    }

    static int withRs2(int word, int rs2) {
        return word & ~(31 << 20) | rs2 << 20;
    }

    static int rd(int word) {
        return word >>> 7 & 31;
    }

    /** The upper twelve bits: the immediate of the I-type, or the number of a CSR. */
    static int withUpper(int word, int immediate) {
        return word & 0xf_ffff | immediate << 20;
    }

    static int withStoreOffset(int word, int offset) {
        return word & 0x01ff_f07f | (offset & 31) << 7 | offset >> 5 << 25;
    }

    static int withBranchOffset(int word, int offset) {
        return word & 0x01ff_f07f
                | (offset >> 12 & 1) << 31
                | (offset >> 5 & 0x3f) << 25
                | (offset >> 1 & 0xf) << 8
                | (offset >> 11 & 1) << 7;
    }

    static int withJumpOffset(int word, int offset) {
        return word & 0xfff
                | (offset >> 20 & 1) << 31
                | (offset >> 1 & 0x3ff) << 21
                | (offset >> 11 & 1) << 20
                | (offset >> 12 & 0xff) << 12;
    }

    /** Of {@code c.j}. */
    static int withShortJumpOffset(int half, int offset) {
        return half & 0xe003
                | (offset >> 11 & 1) << 12
                | (offset >> 4 & 1) << 11
                | (offset >> 8 & 3) << 9
                | (offset >> 10 & 1) << 8
                | (offset >> 6 & 1) << 7
                | (offset >> 7 & 1) << 6
                | (offset >> 1 & 7) << 3
                | (offset >> 5 & 1) << 2;
    }

    /** Of {@code c.beqz} and {@code c.bnez}. */
    static int withShortBranchOffset(int half, int offset) {
        return half & 0xe383
                | (offset >> 8 & 1) << 12
                | (offset >> 3 & 3) << 10
                | (offset >> 6 & 3) << 5
                | (offset >> 1 & 3) << 3
                | (offset >> 5 & 1) << 2;
    }
}
