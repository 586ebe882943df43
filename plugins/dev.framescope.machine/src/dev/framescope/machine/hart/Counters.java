package dev.framescope.machine.hart;

import dev.framescope.machine.isa.Csr;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * mcycle and minstret, as differences to the hart's own counts. mcycle counts slots, minstret what
 * retired.
 */
final class Counters {
    private static final int CY = 1;
    private static final int IR = 1 << 2;

    private final Hart hart;
    private long cycleOffset;
    private long instretOffset;

    /** mcountinhibit: while its bit is set, the offset is the counter's value. */
    private int inhibit;

    Counters(Hart hart) {
        this.hart = hart;
    }

    void reset() {
        cycleOffset = 0;
        instretOffset = 0;
        inhibit = 0;
    }

    long cycle() {
        return (inhibit & CY) != 0 ? cycleOffset : hart.slots() + cycleOffset;
    }

    long instret() {
        return (inhibit & IR) != 0 ? instretOffset : hart.retired() + instretOffset;
    }

    void writeCycle(long value) {
        cycleOffset = (inhibit & CY) != 0 ? value : value - hart.slots();
    }

    void writeInstret(long value) {
        instretOffset = (inhibit & IR) != 0 ? value : value - hart.retired();
    }

    /** An instruction that writes a counter is not counted by it: the next reads what it wrote. */
    void skipCurrentInstruction(int csr) {
        if (csr == Csr.MCYCLE && (inhibit & CY) == 0) {
            cycleOffset--;
        } else if (csr == Csr.MINSTRET && (inhibit & IR) == 0) {
            instretOffset--;
        }
    }

    int inhibit() {
        return inhibit;
    }

    void writeInhibit(long value) {
        long cycle = cycle();
        long instret = instret();
        inhibit = (int) value & (CY | IR);
        cycleOffset = (inhibit & CY) != 0 ? cycle : cycle - hart.slots();
        instretOffset = (inhibit & IR) != 0 ? instret : instret - hart.retired();
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(cycleOffset);
        out.writeLong(instretOffset);
        out.writeInt(inhibit);
    }

    void load(DataInput in) throws IOException {
        cycleOffset = in.readLong();
        instretOffset = in.readLong();
        inhibit = in.readInt();
    }
}
