package dev.framescope.machine.device;

import java.io.DataInput;
import java.io.DataOutput;

/**
 * A window of a PCIe host bridge that nobody answers in: reads give all ones, as from a bus whose
 * lines are pulled up, and writes go nowhere. A scan of the configuration space finds no card.
 */
public final class OpenBus implements Device {
    @Override
    public boolean readIsPure(long offset) {
        return true;
    }

    @Override
    public long read(long offset, int bytes) {
        return -1;
    }

    @Override
    public void write(long offset, int bytes, long value) {
        // nobody takes it
    }

    @Override
    public void reset() {
        // has no state
    }

    @Override
    public void save(DataOutput out) {
        // has no state
    }

    @Override
    public void load(DataInput in) {
        // has no state
    }
}
