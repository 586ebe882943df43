package dev.framescope.machine.device.virtio;

import java.io.Closeable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What a disk has in its sectors. Offsets and lengths are bytes; beyond the end it reads zero. */
public interface DiskImage extends Closeable {
    /** Size in bytes; the last sector may be incomplete. */
    long size();

    boolean readOnly();

    void read(long offset, byte[] destination, int at, int length) throws IOException;

    void write(long offset, byte[] source, int at, int length) throws IOException;

    /** Returns when everything written is where it is to stay. */
    void flush() throws IOException;

    /** Writes what the guest could ever notice of what was written to it. */
    void save(DataOutput out) throws IOException;

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws IOException also if the image cannot go back to that state
     */
    void load(DataInput in) throws IOException;
}
