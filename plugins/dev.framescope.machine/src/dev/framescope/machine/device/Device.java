package dev.framescope.machine.device;

import dev.framescope.machine.memory.MmioDevice;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A device with registers that the guest reaches by loads and stores. */
public interface Device extends MmioDevice {
    /** Returns to the state at power-on. Does not drive interrupt lines to levels they have. */
    void reset();

    /** Writes all of the state that a guest could ever notice. */
    void save(DataOutput out) throws IOException;

    /** Reads what {@link #save} wrote. What its lines lead to reads its own state. */
    void load(DataInput in) throws IOException;
}
