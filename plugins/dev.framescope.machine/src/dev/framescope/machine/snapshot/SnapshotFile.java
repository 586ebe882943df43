package dev.framescope.machine.snapshot;

import dev.framescope.machine.MachineConfig;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * The file format of snapshots: a magic number and a version, and behind them, compressed and with
 * a checksum (RFC 1952), machine, instructions, state and pages. Numbers are big-endian.
 */
final class SnapshotFile {
    private static final byte[] MAGIC = {'F', 'S', 'C', 'O', 'P', 'E', '\r', '\n'};

    /** To be raised when what is saved of anything changes. */
    private static final int VERSION = 1;

    private static final int PAGE_BYTES = 4096;
    private static final long END = -1;

    private SnapshotFile() {}

    static void write(MachineSnapshot snapshot, OutputStream out) throws IOException {
        DataOutputStream head = new DataOutputStream(out);
        head.write(MAGIC);
        head.writeInt(VERSION);
        GZIPOutputStream compressed = new GZIPOutputStream(head);
        DataOutputStream body = new DataOutputStream(compressed);
        body.writeUTF(snapshot.machine());
        body.writeLong(snapshot.instructions());
        body.writeInt(snapshot.state().length);
        body.write(snapshot.state());
        for (Map.Entry<Long, byte[]> page : snapshot.pages().entrySet()) {
            body.writeLong(page.getKey());
            body.write(page.getValue());
        }
        body.writeLong(END);
        body.flush();
        compressed.finish();
        head.flush();
    }

    static MachineSnapshot read(InputStream in, String name) throws IOException, SnapshotException {
        try {
            DataInputStream head = new DataInputStream(in);
            byte[] magic = head.readNBytes(MAGIC.length);
            if (!Arrays.equals(magic, MAGIC)) {
                throw new SnapshotException(name + " is not a snapshot of a machine");
            }
            int version = head.readInt();
            if (version != VERSION) {
                throw new SnapshotException(
                        "%s is a snapshot of version %d, and this Framescope reads version %d; take"
                                        .formatted(name, version, VERSION)
                                + " it again");
            }
            return readBody(new DataInputStream(new GZIPInputStream(head)), name);
        } catch (EOFException | ZipException | UTFDataFormatException e) {
            throw damaged(name, String.valueOf(e.getMessage()), e);
        }
    }

    private static MachineSnapshot readBody(DataInputStream body, String name)
            throws IOException, SnapshotException {
        String machine = body.readUTF();
        long instructions = body.readLong();
        int length = body.readInt();
        if (length < 0) {
            throw damaged(name, "a state of " + length + " bytes", null);
        }
        byte[] state = body.readNBytes(length); // grows with what is there, not with the length
        if (state.length < length) {
            throw new EOFException("the state is cut short");
        }
        SortedMap<Long, byte[]> pages = new TreeMap<>();
        long last = -PAGE_BYTES;
        for (long at = body.readLong(); at != END; at = body.readLong()) {
            if (at <= last || at % PAGE_BYTES != 0 || at >= MachineConfig.MAX_MEMORY_BYTES) {
                throw damaged(name, "a page at offset 0x" + Long.toHexString(at), null);
            }
            byte[] page = new byte[PAGE_BYTES];
            body.readFully(page);
            pages.put(at, page);
            last = at;
        }
        if (body.read() >= 0) { // reads the checksum as well
            throw damaged(name, "there is more behind its end", null);
        }
        return new MachineSnapshot(machine, instructions, state, pages);
    }

    private static SnapshotException damaged(String name, String how, Throwable cause) {
        return new SnapshotException("the snapshot " + name + " is damaged: " + how, cause);
    }
}
