package dev.framescope.machine.device;

import dev.framescope.machine.memory.BusError;
import dev.framescope.machine.memory.BusMaster;
import dev.framescope.machine.memory.LittleEndian;
import dev.framescope.machine.memory.PhysicalMemory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * QEMU's firmware configuration device (QEMU: specs/fw_cfg), with its DMA interface: items of bytes
 * by number, some of them files by name. All of it is read-only, and big-endian where it has words.
 */
public final class FwCfg implements Device {
    // Registers: data of any size, selector of 2 bytes, DMA address of 8 (written whole or in
    // halves)
    private static final int DATA_END = 0x08;
    private static final int SELECTOR = 0x08;
    private static final int DMA = 0x10;
    private static final int DMA_LOW = 0x14;
    private static final int END = 0x18;

    // Items
    private static final int SIGNATURE = 0x00;
    private static final int ID = 0x01;
    private static final int CPUS = 0x05;
    private static final int FILE_DIRECTORY = 0x19;
    private static final int FIRST_FILE = 0x20;
    private static final int SELECTOR_MASK = 0x3fff;

    /** The traditional interface, and DMA. */
    private static final byte ID_FEATURES = 3;

    private static final byte[] DMA_SIGNATURE = "QEMU CFG".getBytes(StandardCharsets.US_ASCII);

    // The command in memory: control, length (4 bytes each) and address (8)
    private static final int COMMAND_BYTES = 16;
    private static final int ERROR = 1;
    private static final int READ = 1 << 1;
    private static final int SKIP = 1 << 2;
    private static final int SELECT = 1 << 3;
    private static final int WRITE = 1 << 4;

    private static final int CHUNK_BYTES = 1 << 16;
    private static final int FILE_NAME_BYTES = 56;

    private final BusMaster memory;
    private final Map<Integer, byte[]> items = new TreeMap<>();
    private int selected;

    /** Where in the selected item the next byte is read; never beyond 2^32. */
    private long position;

    private int dmaHigh;

    /**
     * @param memory where DMA goes to
     * @param harts how many there are, for firmware
     */
    public FwCfg(PhysicalMemory memory, int harts) {
        this.memory = BusMaster.device(memory, "fw_cfg");
        items.put(SIGNATURE, "QEMU".getBytes(StandardCharsets.US_ASCII));
        items.put(ID, new byte[] {ID_FEATURES, 0, 0, 0});
        items.put(CPUS, new byte[] {(byte) harts, 0});
        Map<String, byte[]> files = new TreeMap<>();
        files.put("bios-geometry", new byte[0]);
        files.put("bootorder", new byte[0]);
        files.put("etc/boot-fail-wait", new byte[] {-1, -1, -1, -1}); // for ever
        putFiles(files);
    }

    /** Gives the files their numbers, and writes the directory. */
    private void putFiles(Map<String, byte[]> files) {
        int entryBytes = 8 + FILE_NAME_BYTES;
        ByteBuffer directory = ByteBuffer.allocate(4 + files.size() * entryBytes);
        directory.putInt(files.size());
        int item = FIRST_FILE;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] name = file.getKey().getBytes(StandardCharsets.US_ASCII);
            directory.putInt(file.getValue().length).putShort((short) item).putShort((short) 0);
            directory.put(Arrays.copyOf(name, FILE_NAME_BYTES));
            items.put(item++, file.getValue());
        }
        items.put(FILE_DIRECTORY, directory.array());
    }

    @Override
    public boolean readIsPure(long offset) {
        return offset >= DATA_END;
    }

    @Override
    public long read(long offset, int bytes) throws BusError {
        if (offset < DATA_END) {
            byte[] next = new byte[Long.BYTES];
            take(next, bytes);
            return LittleEndian.get(next, 0, bytes);
        }
        if (offset >= DMA && offset < END) {
            return LittleEndian.get(DMA_SIGNATURE, (int) offset - DMA, bytes);
        }
        throw BusError.INSTANCE;
    }

    /** Takes the next bytes of the selected item; beyond its end there are zeros. */
    private void take(byte[] destination, int length) {
        byte[] item = items.getOrDefault(selected, new byte[0]);
        int present = Math.clamp(item.length - position, 0, length);
        if (present > 0) {
            System.arraycopy(item, (int) position, destination, 0, present);
        }
        Arrays.fill(destination, present, length, (byte) 0);
        skip(length);
    }

    private void skip(long length) {
        position = Math.min(position + length, 1L << 32);
    }

    private void select(int item) {
        selected = item & SELECTOR_MASK;
        position = 0;
    }

    @Override
    public void write(long offset, int bytes, long value) throws BusError {
        if (offset < DATA_END) {
            return; // the items are read-only
        }
        if (offset == SELECTOR && bytes == 2) {
            select(Short.toUnsignedInt(Short.reverseBytes((short) value)));
        } else if (offset == DMA && bytes == 8) {
            perform(Long.reverseBytes(value));
        } else if (offset == DMA && bytes == 4) {
            dmaHigh = Integer.reverseBytes((int) value);
        } else if (offset == DMA_LOW && bytes == 4) {
            long low = Integer.toUnsignedLong(Integer.reverseBytes((int) value));
            perform((long) dmaHigh << 32 | low);
            dmaHigh = 0;
        } else {
            throw BusError.INSTANCE;
        }
    }

    /** Performs the command at this address, and says there how it went. */
    private void perform(long paddr) {
        byte[] command = new byte[COMMAND_BYTES];
        if (memory.read(paddr, command, 0, COMMAND_BYTES) == COMMAND_BYTES) {
            ByteBuffer fields = ByteBuffer.wrap(command);
            int control = fields.getInt();
            long length = Integer.toUnsignedLong(fields.getInt());
            boolean done = perform(control, length, fields.getLong());
            byte[] result = ByteBuffer.allocate(4).putInt(done ? 0 : ERROR).array();
            memory.write(paddr, result, 0, result.length);
        }
    }

    private boolean perform(int control, long length, long paddr) {
        if ((control & SELECT) != 0) {
            select(control >>> 16);
        }
        if ((control & READ) != 0) {
            return copy(length, paddr);
        }
        if ((control & WRITE) != 0) {
            return false;
        }
        if ((control & SKIP) != 0) {
            skip(length);
        }
        return true;
    }

    private boolean copy(long length, long paddr) {
        byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, length)];
        for (long done = 0; done < length; ) {
            int part = (int) Math.min(chunk.length, length - done);
            take(chunk, part);
            if (memory.write(paddr + done, chunk, 0, part) < part) {
                return false;
            }
            done += part;
        }
        return true;
    }

    @Override
    public void reset() {
        selected = 0;
        position = 0;
        dmaHigh = 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(selected);
        out.writeLong(position);
        out.writeInt(dmaHigh);
    }

    @Override
    public void load(DataInput in) throws IOException {
        selected = in.readInt();
        position = in.readLong();
        dmaHigh = in.readInt();
    }
}
