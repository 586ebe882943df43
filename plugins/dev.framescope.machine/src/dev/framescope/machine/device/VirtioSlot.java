package dev.framescope.machine.device;

import dev.framescope.machine.memory.BusError;

import java.io.DataOutput;

/**
 * A virtio-mmio transport without a device behind it (Virtual I/O Device Specification 1.1, section
 * 4.2.2): a driver reads device ID 0 and leaves it alone.
 */
public final class VirtioSlot implements Device {
    private static final int MAGIC_VALUE = 0x00;
    private static final int VERSION = 0x04;
    private static final int VENDOR_ID = 0x0c;

    private static final int MAGIC = 0x7472_6976; // "virt"
    private static final int LEGACY = 1;
    private static final int VENDOR = 0x554d_4551; // "QEMU"

    @Override
    public long read(long offset, int bytes) throws BusError {
        int word =
                switch ((int) offset & ~3) {
                    case MAGIC_VALUE -> MAGIC;
                    case VERSION -> LEGACY;
                    case VENDOR_ID -> VENDOR;
                    default -> 0;
                };
        return word & 0xffff_ffffL;
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
}
