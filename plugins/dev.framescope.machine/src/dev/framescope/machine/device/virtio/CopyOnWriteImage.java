package dev.framescope.machine.device.virtio;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** A disk image over another that stays as it is: what is written is kept in memory. */
final class CopyOnWriteImage implements DiskImage {
    private static final int BLOCK_BYTES = 4096;

    private final DiskImage base;

    /** The blocks that were written to, by number; in order, so that equal states save equally. */
    private final Map<Long, byte[]> blocks = new TreeMap<>();

    CopyOnWriteImage(DiskImage base) {
        this.base = base;
    }

    @Override
    public long size() {
        return base.size();
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    public void read(long offset, byte[] destination, int at, int length) throws IOException {
        for (int done = 0; done < length; ) {
            long from = offset + done;
            int inBlock = (int) (from % BLOCK_BYTES);
            int part = Math.min(length - done, BLOCK_BYTES - inBlock);
            byte[] block = blocks.get(from / BLOCK_BYTES);
            if (block == null) {
                base.read(from, destination, at + done, part);
            } else {
                System.arraycopy(block, inBlock, destination, at + done, part);
            }
            done += part;
        }
    }

    @Override
    public void write(long offset, byte[] source, int at, int length) throws IOException {
        for (int done = 0; done < length; ) {
            long to = offset + done;
            int inBlock = (int) (to % BLOCK_BYTES);
            int part = Math.min(length - done, BLOCK_BYTES - inBlock);
            System.arraycopy(source, at + done, block(to / BLOCK_BYTES), inBlock, part);
            done += part;
        }
    }

    private byte[] block(long number) throws IOException {
        byte[] block = blocks.get(number);
        if (block == null) {
            block = newBlock();
            base.read(number * BLOCK_BYTES, block, 0, BLOCK_BYTES);
            blocks.put(number, block);
        }
        return block;
    }

    /** The guest sees an I/O error if the host has no room for what it writes. */
    private static byte[] newBlock() throws IOException {
        try {
            return new byte[BLOCK_BYTES];
        } catch (OutOfMemoryError e) {
            throw new IOException("the Java heap has no room for what the guest writes", e);
        }
    }

    @Override
    public void flush() {
        // memory is where it stays
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(blocks.size());
        for (Map.Entry<Long, byte[]> block : blocks.entrySet()) {
            out.writeLong(block.getKey());
            out.write(block.getValue());
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        blocks.clear();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            long number = in.readLong();
            byte[] block = newBlock();
            in.readFully(block);
            blocks.put(number, block);
        }
    }

    @Override
    public void close() throws IOException {
        base.close();
    }
}
