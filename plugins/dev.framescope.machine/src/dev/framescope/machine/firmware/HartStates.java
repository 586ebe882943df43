package dev.framescope.machine.firmware;

import dev.framescope.machine.HartState;
import dev.framescope.machine.hart.Hart;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Which harts are stopped or suspended by the firmware, beside those that wait by themselves. */
final class HartStates {
    private enum Held {
        NO,
        STOPPED,
        SUSPENDED
    }

    /** Where a hart goes on that was suspended without keeping its registers. */
    record Resumption(long address, long opaque) {}

    private final List<Hart> harts;
    private final Held[] held;

    /** Not null for a hart in non-retentive suspension. */
    private final Resumption[] resumptions;

    HartStates(List<Hart> harts) {
        this.harts = harts;
        held = new Held[harts.size()];
        resumptions = new Resumption[harts.size()];
        Arrays.fill(held, Held.STOPPED);
    }

    HartState of(int hart) {
        return switch (held[hart]) {
            case STOPPED -> HartState.STOPPED;
            case SUSPENDED -> interruptPending(hart) ? HartState.STARTED : HartState.WAITING;
            case NO -> {
                boolean waits = harts.get(hart).waiting() && !interruptPending(hart);
                yield waits ? HartState.WAITING : HartState.STARTED;
            }
        };
    }

    private boolean interruptPending(int hart) {
        return harts.get(hart).interruptPending();
    }

    /** Whether the hart has been suspended by a call and not been woken. */
    boolean suspended(int hart) {
        return held[hart] == Held.SUSPENDED;
    }

    void started(int hart) {
        held[hart] = Held.NO;
        resumptions[hart] = null;
    }

    void stopped(int hart) {
        held[hart] = Held.STOPPED;
        resumptions[hart] = null;
    }

    /**
     * @param resumption null if the hart keeps its registers
     */
    void suspended(int hart, Resumption resumption) {
        held[hart] = Held.SUSPENDED;
        resumptions[hart] = resumption;
    }

    /** Where to go on; null to go on behind the call. */
    Resumption resumption(int hart) {
        return resumptions[hart];
    }

    void save(DataOutput out) throws IOException {
        for (int hart = 0; hart < held.length; hart++) {
            out.writeByte(held[hart].ordinal());
            Resumption resumption = resumptions[hart];
            out.writeBoolean(resumption != null);
            if (resumption != null) {
                out.writeLong(resumption.address);
                out.writeLong(resumption.opaque);
            }
        }
    }

    void load(DataInput in) throws IOException {
        for (int hart = 0; hart < held.length; hart++) {
            int state = in.readUnsignedByte();
            if (state >= Held.values().length) {
                throw new IOException("a hart in the state " + state);
            }
            held[hart] = Held.values()[state];
            resumptions[hart] =
                    in.readBoolean() ? new Resumption(in.readLong(), in.readLong()) : null;
        }
    }
}
