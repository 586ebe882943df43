package dev.framescope.machine.device;

import dev.framescope.machine.memory.LittleEndian;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A bank of NOR flash with the command set of Intel (JEDEC CFI, JESD68.01): two chips of 16 bits
 * side by side, as on QEMU's board, where it takes a write without an erase first. It is blank at
 * power-on, reads zero, and forgets its content with the machine.
 */
public final class Flash implements Device {
    private static final int SECTOR_BYTES = 256 << 10;

    private static final int PROGRAM = 0x10;
    private static final int PROGRAM_TOO = 0x40;
    private static final int ERASE = 0x20;
    private static final int CLEAR_STATUS = 0x50;
    private static final int LOCK = 0x60;
    private static final int LOCK_SECTOR = 0x01;
    private static final int READ_STATUS = 0x70;
    private static final int READ_IDENTITY = 0x90;
    private static final int READ_QUERY = 0x98;
    private static final int PROGRAM_BUFFER = 0xe8;
    private static final int CONFIRM = 0xd0;

    private static final int STATUS_READY = 0x80;

    /** Words of 4 bytes that the write buffer has. */
    private static final int BUFFER_WORDS = 1024;

    /** Intel, and one of its chips of 16 MiB. */
    private static final int[] IDENTITY = {0x89, 0x18};

    private static final int QUERY_START = 0x10;

    /** The query structure of each chip (JESD68.01, section 4.3). */
    private static final int[] QUERY = {
        'Q', 'R', 'Y', 0x01, 0x00, // Intel's extended command set
        0x31, 0x00, // its table's address
        0x00, 0x00, 0x00, 0x00, // no other command set
        0x45, 0x55, 0x00, 0x00, // supply voltages
        0x07, 0x07, 0x0a, 0x00, // typical times
        0x04, 0x04, 0x04, 0x00, // the longest, by them
        0x18, // 2^24 bytes
        0x02, 0x00, // 8 and 16 bits wide
        0x0b, 0x00, // write buffer of 2^11 bytes
        0x01, // all sectors are alike:
        0x7f, 0x00, 0x00, 0x02, // 128 of 128 KiB
        'P', 'R', 'I', '1', '0', // Intel's table, version 1.0
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0x01, // one protection register
    };

    /** What a read gives. */
    private enum Mode {
        ARRAY,
        STATUS,
        IDENTITY,
        QUERY
    }

    /** What the next write is. */
    private enum Awaits {
        COMMAND,
        DATA,
        ERASE_CONFIRM,
        LOCK_CONFIRM,
        BUFFER_COUNT,
        BUFFER_DATA,
        BUFFER_CONFIRM
    }

    private record BufferedWrite(int offset, int bytes, long value) {}

    /** Null where nothing was ever written. */
    private final byte[][] sectors;

    private final List<BufferedWrite> buffer = new ArrayList<>();
    private Mode mode = Mode.ARRAY;
    private Awaits awaits = Awaits.COMMAND;
    private int status;

    /** Writes that the buffer still waits for. */
    private int bufferLeft;

    /**
     * @param size in bytes, whole sectors of 256 KiB
     */
    public Flash(long size) {
        sectors = new byte[(int) (size / SECTOR_BYTES)][];
    }

    @Override
    public boolean readIsPure(long offset) {
        return true;
    }

    @Override
    public long read(long offset, int bytes) {
        if (bytes == 8) {
            return read(offset, 4) | read(offset + 4, 4) << 32;
        }
        return switch (mode) {
            case ARRAY -> content((int) offset, bytes);
            case STATUS -> inBothChips(status, bytes);
            case IDENTITY -> inBothChips(at(IDENTITY, (int) offset / 4), bytes);
            case QUERY -> inBothChips(at(QUERY, (int) offset / 4 - QUERY_START), bytes);
        };
    }

    private long content(int offset, int bytes) {
        byte[] sector = sectors[offset / SECTOR_BYTES];
        return sector == null ? 0 : LittleEndian.get(sector, offset % SECTOR_BYTES, bytes);
    }

    private static int at(int[] table, int index) {
        return index >= 0 && index < table.length ? table[index] : 0;
    }

    private static long inBothChips(long value, int bytes) {
        long pair = value | value << 16;
        return bytes == 4 ? pair : value;
    }

    @Override
    public void write(long offset, int bytes, long value) {
        if (bytes == 8) {
            write(offset, 4, value);
            write(offset + 4, 4, value >>> 32);
            return;
        }
        int command = (int) value & 0xff;
        switch (awaits) {
            case COMMAND -> begin(command);
            case DATA -> {
                store((int) offset, bytes, value);
                finish();
            }
            case ERASE_CONFIRM -> eraseIf(command == CONFIRM, (int) offset);
            case LOCK_CONFIRM -> finishIf(command == CONFIRM || command == LOCK_SECTOR);
            case BUFFER_COUNT -> expect((int) value & 0xffff);
            case BUFFER_DATA -> collect(new BufferedWrite((int) offset, bytes, value));
            case BUFFER_CONFIRM -> flushIf(command == CONFIRM);
        }
    }

    private void begin(int command) {
        mode = Mode.STATUS;
        switch (command) {
            case PROGRAM, PROGRAM_TOO -> awaits = Awaits.DATA;
            case ERASE -> awaits = Awaits.ERASE_CONFIRM;
            case LOCK -> awaits = Awaits.LOCK_CONFIRM;
            case PROGRAM_BUFFER -> {
                status |= STATUS_READY;
                awaits = Awaits.BUFFER_COUNT;
            }
            case READ_STATUS -> awaits = Awaits.COMMAND;
            case READ_IDENTITY -> mode = Mode.IDENTITY;
            case READ_QUERY -> mode = Mode.QUERY;
            case CLEAR_STATUS -> {
                status = 0;
                readArray();
            }
            default -> readArray();
        }
    }

    private void readArray() {
        mode = Mode.ARRAY;
        awaits = Awaits.COMMAND;
        buffer.clear();
    }

    private void finish() {
        status |= STATUS_READY;
        awaits = Awaits.COMMAND;
    }

    private void finishIf(boolean confirmed) {
        if (confirmed) {
            finish();
        } else {
            readArray();
        }
    }

    private void eraseIf(boolean confirmed, int offset) {
        if (confirmed) {
            Arrays.fill(sector(offset), (byte) 0xff);
        }
        finishIf(confirmed);
    }

    /** The buffer is to take one write more than the driver says. */
    private void expect(int count) {
        if (count >= BUFFER_WORDS) {
            readArray();
            return;
        }
        bufferLeft = count + 1;
        awaits = Awaits.BUFFER_DATA;
    }

    private void collect(BufferedWrite write) {
        buffer.add(write);
        bufferLeft--;
        if (bufferLeft == 0) {
            awaits = Awaits.BUFFER_CONFIRM;
        }
    }

    private void flushIf(boolean confirmed) {
        if (confirmed) {
            for (BufferedWrite write : buffer) {
                store(write.offset, write.bytes, write.value);
            }
            buffer.clear();
        }
        finishIf(confirmed);
    }

    private byte[] sector(int offset) {
        int number = offset / SECTOR_BYTES;
        if (sectors[number] == null) {
            sectors[number] = new byte[SECTOR_BYTES];
        }
        return sectors[number];
    }

    private void store(int offset, int bytes, long value) {
        LittleEndian.set(sector(offset), offset % SECTOR_BYTES, bytes, value);
    }

    /** {@inheritDoc} What was written stays, as it does in flash. */
    @Override
    public void reset() {
        readArray();
        status = 0;
        bufferLeft = 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (byte[] sector : sectors) {
            out.writeBoolean(sector != null);
            if (sector != null) {
                out.write(sector);
            }
        }
        out.writeByte(mode.ordinal());
        out.writeByte(awaits.ordinal());
        out.writeInt(status);
        out.writeInt(bufferLeft);
        out.writeInt(buffer.size());
        for (BufferedWrite write : buffer) {
            out.writeInt(write.offset);
            out.writeInt(write.bytes);
            out.writeLong(write.value);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        for (int number = 0; number < sectors.length; number++) {
            sectors[number] = in.readBoolean() ? new byte[SECTOR_BYTES] : null;
            if (sectors[number] != null) {
                in.readFully(sectors[number]);
            }
        }
        mode = Mode.values()[in.readByte()];
        awaits = Awaits.values()[in.readByte()];
        status = in.readInt();
        bufferLeft = in.readInt();
        buffer.clear();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            buffer.add(new BufferedWrite(in.readInt(), in.readInt(), in.readLong()));
        }
    }
}
