package dev.framescope.machine.device.virtio;

import dev.framescope.machine.device.virtio.Driver.Buffer;
import dev.framescope.machine.memory.BusError;

import java.util.ArrayList;
import java.util.List;

/** Requests to a disk, one at a time, with buffers at fixed places. */
final class BlockDriver {
    static final int IN = 0;
    static final int OUT = 1;
    static final int FLUSH = 4;
    static final int GET_ID = 8;

    static final long HEADER = Driver.RAM + 0x10000;
    static final long STATUS = Driver.RAM + 0x11000;
    static final long DATA = Driver.RAM + 0x20000;

    final Driver driver;

    BlockDriver(DiskImage image, boolean legacy) throws BusError {
        driver = new Driver(new VirtioBlock("disk.img", image), legacy);
        driver.start(1, 0);
    }

    /** Writes the header, and gives the chain of a request whose data is at {@link #DATA}. */
    List<Buffer> request(int type, long sector, int length) throws BusError {
        driver.memory.store(HEADER, 8, type);
        driver.memory.store(HEADER + 8, 8, sector);
        driver.memory.store(STATUS, 1, 0xee);
        List<Buffer> chain = new ArrayList<>();
        chain.add(Buffer.readable(HEADER, 16));
        if (length > 0) {
            int flags = type == OUT ? 0 : Buffer.WRITABLE;
            chain.add(new Buffer(DATA, length, flags));
        }
        chain.add(Buffer.writable(STATUS, 1));
        return chain;
    }

    /** Performs a request and returns its status. */
    long perform(int type, long sector, int length) throws BusError {
        driver.submit(0, request(type, sector, length).toArray(Buffer[]::new));
        return status();
    }

    long status() throws BusError {
        return driver.memory.load(STATUS, 1);
    }
}
