package dev.framescope.machine.device.virtio;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.Arrays;

/** A disk image in memory that never changes. */
final class ByteImage implements DiskImage {
    private final byte[] content;

    ByteImage(byte[] content) {
        this.content = content;
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public boolean readOnly() {
        return true;
    }

    @Override
    public void read(long offset, byte[] destination, int at, int length) {
        int present = Math.clamp(content.length - offset, 0, length);
        if (present > 0) {
            System.arraycopy(content, (int) offset, destination, at, present);
        }
        Arrays.fill(destination, at + present, at + length, (byte) 0);
    }

    @Override
    public void write(long offset, byte[] source, int at, int length) {
        throw new UnsupportedOperationException("a read-only disk is asked to write");
    }

    @Override
    public void flush() {
        // nothing is ever written
    }

    @Override
    public void save(DataOutput out) {
        // never changes
    }

    @Override
    public void load(DataInput in) {
        // never changes
    }

    @Override
    public void close() {
        // holds nothing open
    }
}
