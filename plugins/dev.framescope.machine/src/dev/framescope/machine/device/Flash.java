package dev.framescope.machine.device;

import dev.framescope.machine.memory.BusError;

import java.io.DataInput;
import java.io.DataOutput;

/**
 * A bank of NOR flash that nobody has written: it reads as zero and takes no commands, so that a
 * driver which asks for its identification finds none.
 */
public final class Flash implements Device {
    @Override
    public long read(long offset, int bytes) throws BusError {
        return 0;
    }

    @Override
    public void write(long offset, int bytes, long value) throws BusError {
        // takes no commands
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
