package dev.framescope.gdbserver.session;

import dev.framescope.gdbserver.protocol.PacketCursor;
import dev.framescope.gdbserver.protocol.PacketDecoder;
import dev.framescope.gdbserver.protocol.PacketException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code vFile} (GDB manual, section Host I/O Packets), so that GDB gets the kernel's symbols
 * without being told where they are. The kernel's file can be read, and no other.
 */
final class FilePackets implements AutoCloseable {
    private static final int MAXIMUM_OPEN = 16;

    /** Numbers of the GDB file-I/O protocol. */
    private static final int NO_ENTRY = 2;

    private static final int BAD_DESCRIPTOR = 9;
    private static final int NOT_PERMITTED = 1;
    private static final int TOO_MANY = 23;
    private static final int READ_ONLY = 0;

    /** A regular file that anyone may read, in struct stat of the protocol. */
    private static final int MODE = 0100444;

    private static final int MAXIMUM_PIECE = PacketDecoder.MAXIMUM_PAYLOAD / 2 - 16;

    private final Context context;
    private final Map<Long, FileChannel> open = new HashMap<>();
    private long lastDescriptor = 2;

    FilePackets(Context context) {
        this.context = context;
    }

    Reply handle(PacketCursor packet) throws PacketException {
        try {
            if (packet.take("setfs:")) {
                return Reply.text("F0");
            } else if (packet.take("open:")) {
                return open(packet);
            } else if (packet.take("pread:")) {
                return read(packet);
            } else if (packet.take("fstat:")) {
                return stat(packet);
            } else if (packet.take("close:")) {
                return close(packet);
            }
            return Reply.UNSUPPORTED;
        } catch (IOException e) {
            throw new PacketException(NO_ENTRY, kernel() + ": " + e.getMessage());
        }
    }

    private Path kernel() {
        return context.target().kernel().path().toAbsolutePath();
    }

    /** open: NAME,FLAGS,MODE. */
    private Reply open(PacketCursor packet) throws PacketException, IOException {
        byte[] digits = packet.until(',').getBytes(StandardCharsets.ISO_8859_1);
        String name = new PacketCursor(digits).hexText();
        packet.expect(",");
        if (packet.number() != READ_ONLY) {
            return failure(NOT_PERMITTED);
        }
        if (!name.equals(kernel().toString())) {
            return failure(NO_ENTRY);
        }
        if (open.size() >= MAXIMUM_OPEN) {
            return failure(TOO_MANY);
        }
        open.put(++lastDescriptor, FileChannel.open(kernel()));
        return Reply.text("F" + Long.toHexString(lastDescriptor));
    }

    /** pread: DESCRIPTOR,COUNT,OFFSET. */
    private Reply read(PacketCursor packet) throws PacketException, IOException {
        FileChannel file = open.get(packet.number());
        packet.expect(",");
        int count = Math.min(packet.length(Integer.MAX_VALUE), MAXIMUM_PIECE);
        packet.expect(",");
        long offset = packet.number();
        if (file == null || offset < 0) {
            return failure(BAD_DESCRIPTOR);
        }
        ByteBuffer bytes = ByteBuffer.allocate(count);
        int read = Math.max(file.read(bytes, offset), 0);
        return attached(read, bytes.array(), read);
    }

    /** fstat: DESCRIPTOR; answers struct stat, most significant byte first. */
    private Reply stat(PacketCursor packet) throws PacketException, IOException {
        FileChannel file = open.get(packet.number());
        if (file == null) {
            return failure(BAD_DESCRIPTOR);
        }
        BasicFileAttributes attributes = Files.readAttributes(kernel(), BasicFileAttributes.class);
        int seconds = (int) (attributes.lastModifiedTime().toMillis() / 1000);
        ByteBuffer stat = ByteBuffer.allocate(64);
        stat.putInt(0).putInt(0).putInt(MODE).putInt(1).putInt(0).putInt(0).putInt(0);
        stat.putLong(file.size()).putLong(512).putLong((file.size() + 511) / 512);
        stat.putInt(seconds).putInt(seconds).putInt(seconds);
        return attached(stat.capacity(), stat.array(), stat.capacity());
    }

    private Reply close(PacketCursor packet) throws PacketException, IOException {
        FileChannel file = open.remove(packet.number());
        if (file == null) {
            return failure(BAD_DESCRIPTOR);
        }
        file.close();
        return Reply.text("F0");
    }

    private static Reply attached(int result, byte[] bytes, int count) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.writeBytes(
                ("F" + Integer.toHexString(result) + ";").getBytes(StandardCharsets.US_ASCII));
        payload.write(bytes, 0, count);
        return new Reply(payload.toByteArray());
    }

    private static Reply failure(int number) {
        return Reply.text("F-1," + Integer.toHexString(number));
    }

    @Override
    public void close() throws IOException {
        for (FileChannel file : open.values()) {
            file.close();
        }
        open.clear();
    }
}
