package dev.framescope.gdbserver.session;

import dev.framescope.gdbserver.protocol.PacketCursor;
import dev.framescope.gdbserver.protocol.PacketException;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.Machine;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.WatchHandler;
import dev.framescope.machine.WatchKind;
import dev.framescope.machine.WatchPoint;
import dev.framescope.machine.WatchRange;
import dev.framescope.machine.WatchSource;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Packets Z2 to Z4 and z2 to z4: watchpoints in the address space of the selected hart, on whatever
 * is mapped there, by whomever it is accessed.
 */
final class WatchpointPackets {
    private static final int MAXIMUM = 256;

    private final Context context;
    private final Map<Key, WatchPoint> points = new HashMap<>();

    /** What is noticed, by the number in the packet. */
    enum Kind {
        WRITE("watch", Set.of(WatchKind.WRITE)),
        READ("rwatch", Set.of(WatchKind.READ)),
        ACCESS("awatch", Set.of(WatchKind.READ, WatchKind.WRITE));

        private final String stopReason;
        private final Set<WatchKind> kinds;

        Kind(String stopReason, Set<WatchKind> kinds) {
            this.stopReason = stopReason;
            this.kinds = kinds;
        }

        /** Of a packet's type; empty if it is no watchpoint's. */
        static Optional<Kind> of(char type) {
            return type >= '2' && type <= '4'
                    ? Optional.of(values()[type - '2'])
                    : Optional.empty();
        }
    }

    private record Key(Kind kind, long address, long bytes) {}

    WatchpointPackets(Context context) {
        this.context = context;
    }

    Reply insert(Kind kind, PacketCursor packet) throws PacketException {
        Key key = takeKey(kind, packet);
        if (points.size() >= MAXIMUM) {
            throw new PacketException(28, "more than " + MAXIMUM + " watchpoints");
        }
        if (!points.containsKey(key)) {
            points.put(key, machine().addWatchpoint(range(key), WatchHandler.STOP));
        }
        return Reply.OK;
    }

    Reply remove(Kind kind, PacketCursor packet) throws PacketException {
        WatchPoint point = points.remove(takeKey(kind, packet));
        if (point != null) {
            machine().removeWatchpoint(point);
        }
        return Reply.OK;
    }

    void removeAll() {
        points.values().forEach(machine()::removeWatchpoint);
        points.clear();
    }

    /** After a restart of the machine: the same watchpoints there. */
    void moveToNewMachine() throws PacketException {
        for (Map.Entry<Key, WatchPoint> entry : points.entrySet()) {
            entry.setValue(machine().addWatchpoint(range(entry.getKey()), WatchHandler.STOP));
        }
    }

    /** The part of a stop reply; empty if none of these was hit. */
    String stopReason(StopReason.WatchpointReached reached) {
        return points.entrySet().stream()
                .filter(entry -> reached.points().contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .map(key -> key.kind().stopReason + ":" + Long.toHexString(key.address()) + ";")
                .orElse("");
    }

    /** The instruction that did it; empty if none of these was hit, or by something else. */
    Optional<WatchSource.Instruction> instruction(StopReason.WatchpointReached reached) {
        return reached.hits().stream()
                .filter(hit -> points.containsValue(hit.point()))
                .map(hit -> hit.access().source())
                .filter(WatchSource.Instruction.class::isInstance)
                .map(WatchSource.Instruction.class::cast)
                .findFirst();
    }

    private static Key takeKey(Kind kind, PacketCursor packet) throws PacketException {
        packet.expect(",");
        long address = packet.number();
        packet.expect(",");
        long bytes = packet.number();
        if (bytes < 1 || Long.compareUnsigned(address + bytes - 1, address) < 0) {
            throw PacketException.malformed("a watchpoint of " + bytes + " bytes");
        }
        return new Key(kind, address, bytes);
    }

    /** Before paging is on, the kernel's own data is watched where it was loaded. */
    private WatchRange range(Key key) throws PacketException {
        Set<WatchKind> kinds = key.kind().kinds;
        if (context.physicalMemory()) {
            return WatchRange.physical(key.address(), key.bytes(), kinds);
        }
        long satp = context.inspectHart(hart -> hart.effectiveSatp());
        if (satp != 0) {
            return WatchRange.virtual(satp, key.address(), key.bytes(), kinds);
        }
        KernelImage kernel = context.target().kernel();
        OptionalLong loaded = kernel.symbols().elf().loadAddress(key.address());
        return WatchRange.physical(loaded.orElse(key.address()), key.bytes(), kinds);
    }

    private Machine machine() {
        return context.target().machine();
    }
}
