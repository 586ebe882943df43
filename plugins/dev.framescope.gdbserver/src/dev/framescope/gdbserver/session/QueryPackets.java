package dev.framescope.gdbserver.session;

import dev.framescope.gdbserver.inferior.ThreadList;
import dev.framescope.gdbserver.protocol.PacketCursor;
import dev.framescope.gdbserver.protocol.PacketDecoder;
import dev.framescope.gdbserver.protocol.PacketException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Packets that begin with q and Q: what the stub can do, threads, and questions. */
final class QueryPackets {
    private static final String FEATURES =
            String.join(
                    ";",
                    "PacketSize=" + Integer.toHexString(PacketDecoder.MAXIMUM_PAYLOAD),
                    "QStartNoAckMode+",
                    "multiprocess+",
                    "vContSupported+",
                    "swbreak+",
                    "hwbreak+",
                    "binary-upload+",
                    "qXfer:features:read+",
                    "qXfer:memory-map:read+",
                    "qXfer:threads:read+",
                    "qXfer:osdata:read+",
                    "qXfer:exec-file:read+",
                    "ReverseStep-",
                    "ReverseContinue-",
                    "QNonStop-",
                    "QPassSignals+",
                    "error-message+");

    private final Context context;
    private final TransferPackets transfer;
    private final MemoryPackets memory;
    private final Monitor monitor;

    QueryPackets(Context context, RegisterPackets registers, MemoryPackets memory) {
        this.context = context;
        this.memory = memory;
        transfer = new TransferPackets(context, registers);
        monitor = new Monitor(context);
    }

    /** After the q. */
    Reply query(PacketCursor packet) throws PacketException {
        if (packet.take("Supported")) {
            return supported(packet);
        } else if (packet.take("Xfer:")) {
            return transfer.read(packet);
        } else if (packet.take("Search:memory:")) {
            return memory.search(packet);
        } else if (packet.take("CRC:")) {
            return memory.crc(packet);
        } else if (packet.take("Rcmd,")) {
            return Reply.hex(monitor.answer(packet.hexText()));
        } else if (packet.take("qemu.PhyMemMode") || packet.take("emu.PhyMemMode")) {
            return Reply.text(context.physicalMemory() ? "1" : "0");
        }
        return threads(packet);
    }

    private Reply threads(PacketCursor packet) throws PacketException {
        if (packet.take("fThreadInfo")) {
            return Reply.text(
                    IntStream.range(0, context.hartCount())
                            .mapToObj(context::threadId)
                            .collect(Collectors.joining(",", "m", "")));
        } else if (packet.take("sThreadInfo")) {
            return Reply.text("l");
        } else if (packet.take("ThreadExtraInfo,")) {
            int hart = ThreadId.take(packet, context.hartCount()).hartOr(context.hart());
            return Reply.hex(
                    context.inspect(
                            machine ->
                                    "hart" + hart + " " + ThreadList.describe(machine.hart(hart))));
        } else if (packet.take("Attached")) {
            return Reply.text("1");
        } else if (packet.take("Symbol")) {
            return Reply.OK;
        } else if (packet.take("Offsets")) {
            return Reply.UNSUPPORTED;
        } else if (packet.take("C")) {
            return Reply.text("QC" + context.threadId(context.hart()));
        }
        return Reply.UNSUPPORTED;
    }

    private Reply supported(PacketCursor packet) {
        packet.take(":");
        List<String> client = Arrays.asList(packet.text().split(";"));
        context.agree(client.contains("multiprocess+"), client.contains("error-message+"));
        return Reply.text(FEATURES);
    }

    /** After the Q. */
    Reply set(PacketCursor packet) throws PacketException {
        if (packet.take("PassSignals:")) {
            return Reply.OK; // a machine has no signals
        } else if (packet.take("qemu.PhyMemMode:") || packet.take("emu.PhyMemMode:")) {
            context.setPhysicalMemory(packet.number() != 0);
            return Reply.OK;
        }
        return Reply.UNSUPPORTED;
    }
}
