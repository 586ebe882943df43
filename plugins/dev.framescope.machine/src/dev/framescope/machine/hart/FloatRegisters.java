package dev.framescope.machine.hart;

import dev.framescope.machine.fp.FloatFlags;
import dev.framescope.machine.isa.Csr;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The registers of F and D: f0 to f31, and fcsr (Unprivileged ISA, F Register State). */
final class FloatRegisters {
    private static final int REGISTERS = 32;
    private static final int FRM_SHIFT = 5;
    private static final int FRM_MASK = 7;

    private final long[] values = new long[REGISTERS];
    private final FloatFlags flags = new FloatFlags();
    private int frm;

    void reset() {
        Arrays.fill(values, 0);
        flags.set(0);
        frm = 0;
    }

    /** The registers; of singles, the upper halves are all ones. */
    long[] values() {
        return values;
    }

    FloatFlags flags() {
        return flags;
    }

    int frm() {
        return frm;
    }

    /** Whether a CSR is one of these. */
    static boolean isCsr(int number) {
        return number >= Csr.FFLAGS && number <= Csr.FCSR;
    }

    long readCsr(int number) {
        return switch (number) {
            case Csr.FFLAGS -> flags.raised();
            case Csr.FRM -> frm;
            default -> frm << FRM_SHIFT | flags.raised();
        };
    }

    void writeCsr(int number, long value) {
        if (number != Csr.FRM) {
            flags.set((int) value);
        }
        if (number != Csr.FFLAGS) {
            frm = (int) (number == Csr.FRM ? value : value >>> FRM_SHIFT) & FRM_MASK;
        }
    }

    void save(DataOutput out) throws IOException {
        for (long value : values) {
            out.writeLong(value);
        }
        out.writeByte(flags.raised());
        out.writeByte(frm);
    }

    void load(DataInput in) throws IOException {
        for (int i = 0; i < REGISTERS; i++) {
            values[i] = in.readLong();
        }
        flags.set(in.readByte());
        frm = in.readByte();
    }
}
