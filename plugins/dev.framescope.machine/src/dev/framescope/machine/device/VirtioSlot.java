package dev.framescope.machine.device;

import dev.framescope.machine.memory.BusError;

import java.io.DataInput;
import java.io.DataOutput;

/**
 * A virtio-mmio transport without a device behind it (Virtual I/O Device Specification 1.1, section
 * 4.2.2): a driver reads device ID 0 and leaves it alone.
 */
public final class VirtioSlot implements Device {
    private static final int MAGIC_VALUE = 0x00;
    private static final int VERSION = 0x04;
    private static final int VENDOR_ID = 0x0c;

    private static final long MAGIC = 0x7472_6976; // "virt"
    private static final long VENDOR = 0x554d_4551; // "QEMU"

    private final int version;

    /**
     * @param version of the register layout: 1 (legacy) or 2
     */
    public VirtioSlot(int version) {
        this.version = version;
    }

    @Override
    public boolean readIsPure(long offset) {
        return true;
    }

    @Override
    public long read(long offset, int bytes) throws BusError {
        long low = word((int) offset & ~3);
        return bytes == 8 ? low | word((int) offset + 4) << 32 : low;
    }

    private long word(int offset) {
        return switch (offset) {
            case MAGIC_VALUE -> MAGIC;
            case VERSION -> version;
            case VENDOR_ID -> VENDOR;
            default -> 0;
        };
    }

    @Override
    public void write(long offset, int bytes, long value) throws BusError {
        // there is nobody to take it
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
