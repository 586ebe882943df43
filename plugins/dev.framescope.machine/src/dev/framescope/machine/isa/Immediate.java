package dev.framescope.machine.isa;

/** The immediates of 32-bit instructions (Unprivileged ISA, Immediate Encoding Variants). */
final class Immediate {
    private Immediate() {}

    static int i(int word) {
        return word >> 20;
    }

    static int s(int word) {
        return word >> 25 << 5 | word >>> 7 & 0x1f;
    }

    static int b(int word) {
        return word >> 31 << 12 | word << 4 & 0x800 | word >>> 20 & 0x7e0 | word >>> 7 & 0x1e;
    }

    static int u(int word) {
        return word & 0xffff_f000;
    }

    static int j(int word) {
        return word >> 31 << 20 | word & 0xf_f000 | word >>> 9 & 0x800 | word >>> 20 & 0x7fe;
    }

    static int shamt(int word) {
        return word >>> 20 & 0x3f;
    }
}
