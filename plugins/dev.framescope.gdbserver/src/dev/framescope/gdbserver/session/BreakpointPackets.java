package dev.framescope.gdbserver.session;

import dev.framescope.gdbserver.protocol.PacketCursor;
import dev.framescope.gdbserver.protocol.PacketException;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.CodeHandler;
import dev.framescope.machine.CodePoint;
import dev.framescope.machine.Machine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Packets Z0, Z1, z0 and z1: a breakpoint at an address of the kernel is met at its load address
 * too, while fetches are not translated. The guest's memory is not changed.
 */
final class BreakpointPackets {
    private static final int MAXIMUM = 4096;

    private final Context context;
    private final Map<Key, CodePoint> points = new HashMap<>();

    /**
     * What GDB calls a breakpoint.
     *
     * @param hardware Z1 rather than Z0
     */
    record Key(boolean hardware, long address) {}

    BreakpointPackets(Context context) {
        this.context = context;
    }

    /** Inserts one; one that is there already is left as it is. */
    Reply insert(boolean hardware, PacketCursor packet) throws PacketException {
        Key key = takeKey(hardware, packet);
        if (points.size() >= MAXIMUM) {
            throw new PacketException(28, "more than " + MAXIMUM + " breakpoints");
        }
        points.computeIfAbsent(key, this::place);
        return Reply.OK;
    }

    Reply remove(boolean hardware, PacketCursor packet) throws PacketException {
        CodePoint point = points.remove(takeKey(hardware, packet));
        if (point != null) {
            machine().removeCodePoint(point);
        }
        return Reply.OK;
    }

    void removeAll() {
        points.values().forEach(machine()::removeCodePoint);
        points.clear();
    }

    /** After a restart of the machine: the same breakpoints there. */
    void moveToNewMachine() {
        points.replaceAll((key, old) -> place(key));
    }

    /** The breakpoint that one of these code points is. */
    Optional<Key> among(List<CodePoint> reached) {
        return points.entrySet().stream()
                .filter(entry -> reached.contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The breakpoint that GDB has at an address. */
    Optional<Key> at(long address) {
        return points.keySet().stream().filter(key -> key.address() == address).findFirst();
    }

    private CodePoint place(Key key) {
        KernelImage kernel = context.target().kernel();
        long link = kernel.linkAddress(key.address(), false);
        return machine().addCodePoint(kernel.locate(link), CodeHandler.STOP);
    }

    /** The kind, conditions and commands after the address are not needed. */
    private static Key takeKey(boolean hardware, PacketCursor packet) throws PacketException {
        packet.expect(",");
        long address = packet.number();
        packet.expect(",");
        packet.number();
        return new Key(hardware, address);
    }

    private Machine machine() {
        return context.target().machine();
    }
}
