package dev.framescope.machine.device.virtio;

import dev.framescope.machine.memory.LittleEndian;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The block device (virtio 5.2). */
public final class VirtioBlock extends VirtioDevice {
    private static final Logger LOG = System.getLogger(VirtioBlock.class.getName());

    private static final int DEVICE_ID = 2;
    private static final int SECTOR_BYTES = 512;

    private static final long F_SEG_MAX = 1 << 2;
    private static final long F_READ_ONLY = 1 << 5;
    private static final long F_BLK_SIZE = 1 << 6;
    private static final long F_FLUSH = 1 << 9;

    /** Buffers in a request: as many as QEMU says for a queue of 256. */
    private static final int SEGMENTS = 254;

    /** How much one request may move; a driver's are far below. */
    private static final long MAX_REQUEST_BYTES = 64 << 20;

    // A request's header (virtio 5.2.6)
    private static final int HEADER_BYTES = 16;
    private static final int SECTOR = 8;
    private static final int TYPE_IN = 0;
    private static final int TYPE_OUT = 1;
    private static final int TYPE_FLUSH = 4;
    private static final int TYPE_GET_ID = 8;
    private static final int ID_BYTES = 20;

    private static final byte STATUS_OK = 0;
    private static final byte STATUS_IO_ERROR = 1;
    private static final byte STATUS_UNSUPPORTED = 2;

    private static final int CHUNK_BYTES = 1 << 16;

    private final String name;
    private final DiskImage image;
    private final long sectors;
    private final byte[] configuration;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private boolean failureLogged;

    /**
     * @param name for the log, and what the guest reads as its serial number
     * @param image its sectors
     */
    public VirtioBlock(String name, DiskImage image) {
        super(
                DEVICE_ID,
                1,
                F_SEG_MAX | F_BLK_SIZE | F_FLUSH | (image.readOnly() ? F_READ_ONLY : 0));
        this.name = name;
        this.image = image;
        sectors = (image.size() + SECTOR_BYTES - 1) / SECTOR_BYTES;
        configuration = configurationOf(sectors);
    }

    /** The structure of virtio 5.2.4, up to {@code blk_size}. */
    private static byte[] configurationOf(long sectors) {
        return ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0, sectors)
                .putInt(12, SEGMENTS)
                .putInt(20, SECTOR_BYTES)
                .array();
    }

    @Override
    String name() {
        return "virtio block device (drive " + name + ")";
    }

    @Override
    byte[] configuration() {
        return configuration;
    }

    @Override
    void handle(int queue, DescriptorChain chain) {
        if (chain.writableBytes() == 0) {
            return; // not even room for the status
        }
        byte[] header = new byte[HEADER_BYTES];
        byte status = STATUS_IO_ERROR;
        if (chain.read(header, 0, HEADER_BYTES) == HEADER_BYTES) {
            status = perform(header, chain);
        }
        chain.skipWritable(chain.writableBytes() - 1);
        chain.write(new byte[] {status}, 0, 1);
    }

    private byte perform(byte[] header, DescriptorChain chain) {
        int type = (int) LittleEndian.get(header, 0, 4);
        long sector = LittleEndian.get(header, SECTOR, 8);
        try {
            return switch (type) {
                case TYPE_IN -> read(sector, chain);
                case TYPE_OUT -> write(sector, chain);
                case TYPE_FLUSH -> {
                    image.flush();
                    yield STATUS_OK;
                }
                case TYPE_GET_ID -> identify(chain);
                default -> STATUS_UNSUPPORTED;
            };
        } catch (IOException e) {
            logOnce(e);
            return STATUS_IO_ERROR;
        }
    }

    /** A failing host disk is worth one line, not one for each request. */
    private void logOnce(IOException failure) {
        if (!failureLogged) {
            LOG.log(Level.WARNING, "drive " + name + " has failed; the guest is told", failure);
            failureLogged = true;
        }
    }

    private byte read(long sector, DescriptorChain chain) throws IOException {
        long length = chain.writableBytes() - 1;
        if (!isOnDisk(sector, length)) {
            return STATUS_IO_ERROR;
        }
        for (long done = 0; done < length; ) {
            int part = (int) Math.min(CHUNK_BYTES, length - done);
            image.read(sector * SECTOR_BYTES + done, chunk, 0, part);
            chain.write(chunk, 0, part);
            done += part;
        }
        return STATUS_OK;
    }

    private byte write(long sector, DescriptorChain chain) throws IOException {
        long length = chain.readableBytes();
        if (image.readOnly() || !isOnDisk(sector, length)) {
            return STATUS_IO_ERROR;
        }
        for (long done = 0; done < length; ) {
            int part = chain.read(chunk, 0, CHUNK_BYTES);
            image.write(sector * SECTOR_BYTES + done, chunk, 0, part);
            done += part;
        }
        return STATUS_OK;
    }

    private boolean isOnDisk(long sector, long length) {
        return length % SECTOR_BYTES == 0
                && length <= MAX_REQUEST_BYTES
                && sector >= 0
                && sector <= sectors
                && length / SECTOR_BYTES <= sectors - sector;
    }

    private byte identify(DescriptorChain chain) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        int room = (int) Math.min(ID_BYTES, chain.writableBytes() - 1);
        chain.write(Arrays.copyOf(text, ID_BYTES), 0, room);
        return STATUS_OK;
    }

    @Override
    void save(DataOutput out) throws IOException {
        image.save(out);
    }

    @Override
    void load(DataInput in) throws IOException {
        image.load(in);
    }
}
