package dev.framescope.gdbserver.session;

import dev.framescope.gdbserver.inferior.GuestMemory;
import dev.framescope.gdbserver.protocol.Hex;
import dev.framescope.gdbserver.protocol.PacketCursor;
import dev.framescope.gdbserver.protocol.PacketDecoder;
import dev.framescope.gdbserver.protocol.PacketException;
import dev.framescope.insight.kernel.KernelImage;

import java.util.Arrays;

/**
 * Packets m, M, x and X, {@code qSearch:memory} and {@code qCRC}: memory as the selected hart sees
 * it, or physical memory.
 */
final class MemoryPackets {
    /** An answer is no longer than the longest packet, with two digits for each byte. */
    private static final int MAXIMUM_READ = PacketDecoder.MAXIMUM_PAYLOAD / 2 - 16;

    private static final int CHUNK = 1 << 20;

    /** Longer searches would keep other clients waiting. */
    private static final long MAXIMUM_SCAN = 1L << 30;

    private static final int NO_MEMORY = 14;
    private static final int CRC_POLYNOMIAL = 0x04c11db7;

    private final Context context;

    MemoryPackets(Context context) {
        this.context = context;
    }

    /** m ADDRESS,LENGTH: as digits; fewer bytes than asked for if the rest cannot be read. */
    Reply readHex(PacketCursor packet) throws PacketException {
        return Reply.text(Hex.of(takeAndRead(packet)));
    }

    /** x ADDRESS,LENGTH: as bytes, after a b. */
    Reply readBinary(PacketCursor packet) throws PacketException {
        byte[] bytes = takeAndRead(packet);
        byte[] payload = new byte[bytes.length + 1];
        payload[0] = 'b';
        System.arraycopy(bytes, 0, payload, 1, bytes.length);
        return new Reply(payload);
    }

    private byte[] takeAndRead(PacketCursor packet) throws PacketException {
        long address = packet.number();
        packet.expect(",");
        int length = packet.length(Integer.MAX_VALUE);
        packet.expectEnd();
        byte[] bytes = read(address, Math.min(length, MAXIMUM_READ));
        if (bytes.length == 0 && length > 0) {
            throw noMemory(address);
        }
        return bytes;
    }

    /** M ADDRESS,LENGTH:DIGITS. */
    Reply writeHex(PacketCursor packet) throws PacketException {
        long address = packet.number();
        int length = takeLengthOfData(packet);
        return write(address, length, packet.hexBytes());
    }

    /** X ADDRESS,LENGTH:BYTES; of length 0 to find out whether it is known. */
    Reply writeBinary(PacketCursor packet) throws PacketException {
        long address = packet.number();
        int length = takeLengthOfData(packet);
        return write(address, length, packet.rest());
    }

    private static int takeLengthOfData(PacketCursor packet) throws PacketException {
        packet.expect(",");
        int length = packet.length(PacketDecoder.MAXIMUM_PAYLOAD);
        packet.expect(":");
        return length;
    }

    private Reply write(long address, int length, byte[] data) throws PacketException {
        if (data.length != length) {
            throw PacketException.malformed(data.length + " bytes instead of " + length);
        }
        int hart = context.hart();
        KernelImage kernel = context.target().kernel();
        boolean physical = context.physicalMemory();
        int written =
                context.control(
                        machine ->
                                physical
                                        ? machine.writePhysical(address, data, 0, length)
                                        : GuestMemory.write(machine, kernel, hart, address, data));
        if (written < length) {
            throw noMemory(address + written);
        }
        return Reply.OK;
    }

    /** qSearch:memory:ADDRESS;LENGTH;PATTERN. */
    Reply search(PacketCursor packet) throws PacketException {
        long address = packet.number();
        packet.expect(";");
        long length = packet.number();
        packet.expect(";");
        byte[] pattern = packet.rest();
        if (pattern.length == 0) {
            throw PacketException.malformed("nothing to search for");
        }
        limit(length);
        long offset = 0;
        while (length - offset >= pattern.length) {
            int wanted = (int) Math.min(length - offset, CHUNK + pattern.length - 1L);
            byte[] chunk = read(address + offset, wanted);
            int found = indexOf(chunk, pattern);
            if (found >= 0) {
                return Reply.text("1," + Long.toHexString(address + offset + found));
            }
            if (chunk.length < wanted) {
                break;
            }
            offset += CHUNK;
        }
        return Reply.text("0");
    }

    private static int indexOf(byte[] text, byte[] pattern) {
        for (int i = 0; i + pattern.length <= text.length; i++) {
            if (text[i] == pattern[0]
                    && Arrays.equals(text, i, i + pattern.length, pattern, 0, pattern.length)) {
                return i;
            }
        }
        return -1;
    }

    /** qCRC:ADDRESS,LENGTH: most significant bit first, from all ones (GDB manual, qCRC). */
    Reply crc(PacketCursor packet) throws PacketException {
        long address = packet.number();
        packet.expect(",");
        long length = packet.number();
        packet.expectEnd();
        limit(length);
        int crc = -1;
        for (long offset = 0; offset < length; offset += CHUNK) {
            int wanted = (int) Math.min(length - offset, CHUNK);
            byte[] chunk = read(address + offset, wanted);
            if (chunk.length < wanted) {
                throw noMemory(address + offset + chunk.length);
            }
            for (byte b : chunk) {
                crc = crcOf(crc, b);
            }
        }
        return Reply.text(String.format("C%x", crc));
    }

    private static int crcOf(int before, byte b) {
        int crc = before ^ b << 24;
        for (int bit = 0; bit < 8; bit++) {
            crc = crc < 0 ? crc << 1 ^ CRC_POLYNOMIAL : crc << 1;
        }
        return crc;
    }

    private static void limit(long length) throws PacketException {
        if (Long.compareUnsigned(length, MAXIMUM_SCAN) > 0) {
            throw new PacketException(22, "more than 1 GiB at once: ask for smaller pieces");
        }
    }

    private byte[] read(long address, int length) throws PacketException {
        byte[] bytes = new byte[length];
        int hart = context.hart();
        KernelImage kernel = context.target().kernel();
        boolean physical = context.physicalMemory();
        int count =
                context.inspect(
                        machine ->
                                physical
                                        ? machine.readPhysical(address, bytes, 0, length)
                                        : GuestMemory.read(machine, kernel, hart, address, bytes));
        return count == length ? bytes : Arrays.copyOf(bytes, count);
    }

    private PacketException noMemory(long address) {
        return new PacketException(
                NO_MEMORY,
                (context.physicalMemory() ? "no memory at physical address 0x" : "not mapped: 0x")
                        + Long.toHexString(address));
    }
}
