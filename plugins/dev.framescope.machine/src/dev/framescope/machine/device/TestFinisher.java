package dev.framescope.machine.device;

import dev.framescope.machine.memory.BusError;

import java.io.DataInput;
import java.io.DataOutput;

/**
 * SiFive's test finisher: one register, by which a guest powers the machine off, with an exit code
 * if it likes, or resets it.
 */
public final class TestFinisher implements Device {
    private static final int FAIL = 0x3333;
    private static final int PASS = 0x5555;
    private static final int RESET = 0x7777;

    private final PowerSwitch power;

    public TestFinisher(PowerSwitch power) {
        this.power = power;
    }

    @Override
    public boolean readIsPure(long offset) {
        return true;
    }

    @Override
    public long read(long offset, int bytes) throws BusError {
        checkSize(bytes);
        return 0;
    }

    @Override
    public void write(long offset, int bytes, long value) throws BusError {
        checkSize(bytes);
        if (offset != 0) {
            return;
        }
        switch ((int) value & 0xffff) {
            case FAIL -> {
                int code = (int) (value >>> 16) & 0xffff;
                power.powerOff(code == 0 ? 1 : code, "test finisher: fail");
            }
            case PASS -> power.powerOff(0, "test finisher: pass");
            case RESET -> power.reboot();
            default -> {
                // any other value has no effect
            }
        }
    }

    private static void checkSize(int bytes) throws BusError {
        if (bytes != 2 && bytes != 4) {
            throw BusError.INSTANCE;
        }
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
