package dev.framescope.machine.run;

import dev.framescope.machine.device.MachineClock;
import dev.framescope.machine.hart.Hart;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How far each hart is on the machine's clock. Harts run one after the other as if at the same
 * time, so they are up to a round apart; whoever asks for the time gets the running hart's. Machine
 * thread only.
 */
public final class HartClocks implements MachineClock {
    private final long[] clocks;
    private int current;

    /** Not null between {@link #start} and {@link #stop}. */
    private Hart running;

    private long slotsAtStart;

    public HartClocks(int harts) {
        clocks = new long[harts];
    }

    @Override
    public long nanos() {
        return at(current);
    }

    /** The clock of one hart. */
    long at(int hart) {
        boolean progressing = running != null && hart == current;
        return clocks[hart] + (progressing ? running.slots() - slotsAtStart : 0);
    }

    /** The clock of the hart that is ahead. */
    long latest() {
        long latest = 0;
        for (int hart = 0; hart < clocks.length; hart++) {
            latest = Math.max(latest, at(hart));
        }
        return latest;
    }

    /** The number of the hart whose time is the machine's. */
    public int current() {
        return current;
    }

    void setCurrent(int hart) {
        current = hart;
    }

    /** The hart begins to execute: its clock moves with its instruction slots. */
    void start(Hart hart) {
        current = hart.id();
        slotsAtStart = hart.slots();
        running = hart;
    }

    void stop() {
        clocks[current] += running.slots() - slotsAtStart;
        running = null;
    }

    /** Lets time pass for a hart that does not execute; never backwards. */
    void advance(int hart, long to) {
        clocks[hart] = Math.max(clocks[hart], to);
    }

    void save(DataOutput out) throws IOException {
        for (int hart = 0; hart < clocks.length; hart++) {
            out.writeLong(at(hart));
        }
        out.writeByte(current); // devices are asked at its time
    }

    /** Reads what {@link #save} wrote, while no hart executes. */
    void load(DataInput in) throws IOException {
        for (int hart = 0; hart < clocks.length; hart++) {
            clocks[hart] = in.readLong();
        }
        int hart = in.readUnsignedByte();
        if (hart >= clocks.length) {
            throw new IOException("the clock of hart " + hart);
        }
        current = hart;
    }
}
