package dev.framescope.gdbserver.session;

import dev.framescope.gdbserver.inferior.MemoryMap;
import dev.framescope.gdbserver.inferior.OsData;
import dev.framescope.gdbserver.inferior.TargetDescription;
import dev.framescope.gdbserver.inferior.ThreadList;
import dev.framescope.gdbserver.protocol.PacketCursor;
import dev.framescope.gdbserver.protocol.PacketDecoder;
import dev.framescope.gdbserver.protocol.PacketException;
import dev.framescope.insight.InsightSnapshot;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.LedgerSnapshot;

import java.nio.charset.StandardCharsets;

/** {@code qXfer:OBJECT:read:ANNEX:OFFSET,LENGTH}: documents, read in pieces. */
final class TransferPackets {
    /** A piece is no longer than this, so that it fits into a packet with everything escaped. */
    private static final int MAXIMUM_PIECE = PacketDecoder.MAXIMUM_PAYLOAD / 2 - 16;

    private static final int NO_SUCH_ANNEX = 0;

    private final Context context;
    private final RegisterPackets registers;

    /** The document that is being read: it must not change between its pieces. */
    private String name = "";

    private byte[] document = {};

    TransferPackets(Context context, RegisterPackets registers) {
        this.context = context;
        this.registers = registers;
    }

    Reply read(PacketCursor packet) throws PacketException {
        String object = packet.until(':');
        packet.expect(":");
        if (!packet.take("read:")) {
            return Reply.UNSUPPORTED;
        }
        String annex = packet.until(':');
        packet.expect(":");
        long offset = packet.number();
        packet.expect(",");
        int length = packet.length(Integer.MAX_VALUE);
        if (offset == 0 || !name.equals(object + ':' + annex)) {
            String made = make(object, annex);
            if (made == null) {
                return Reply.UNSUPPORTED;
            }
            document = made.getBytes(StandardCharsets.UTF_8);
            name = object + ':' + annex;
        }
        return piece(offset, Math.min(length, MAXIMUM_PIECE));
    }

    private Reply piece(long offset, int length) throws PacketException {
        if (offset < 0 || offset > document.length) {
            throw PacketException.malformed("offset " + offset + " is behind the end");
        }
        int start = (int) offset;
        int count = Math.min(length, document.length - start);
        byte[] payload = new byte[count + 1];
        payload[0] = (byte) (start + count == document.length ? 'l' : 'm');
        System.arraycopy(document, start, payload, 1, count);
        return new Reply(payload);
    }

    /** The document, null if there are none of that kind. */
    private String make(String object, String annex) throws PacketException {
        return switch (object) {
            case "features" -> {
                check(annex.equals("target.xml"), annex);
                yield TargetDescription.of(registers.registers());
            }
            case "memory-map" -> context.inspect(MemoryMap::of);
            case "threads" -> context.inspect(machine -> ThreadList.of(machine, context::threadId));
            case "osdata" -> {
                check(OsData.has(annex), annex);
                yield OsData.of(annex, snapshot());
            }
            case "exec-file" -> context.target().kernel().path().toAbsolutePath().toString();
            default -> null;
        };
    }

    private InsightSnapshot snapshot() throws PacketException {
        KernelImage kernel = context.target().kernel();
        LedgerSnapshot ledger = context.target().ledger();
        int hart = context.hart();
        return context.inspect(machine -> InsightSnapshot.of(machine, kernel, ledger, hart));
    }

    private static void check(boolean known, String annex) throws PacketException {
        if (!known) {
            throw new PacketException(NO_SUCH_ANNEX, "there is no " + annex);
        }
    }
}
