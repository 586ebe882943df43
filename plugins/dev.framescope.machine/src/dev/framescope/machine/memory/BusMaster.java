package dev.framescope.machine.memory;

import dev.framescope.machine.WatchAccess;
import dev.framescope.machine.WatchKind;
import dev.framescope.machine.WatchSource;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The way to memory of whoever is no hart: devices, and the firmware. What it does to watched
 * memory is told in its name. Machine thread only.
 */
public final class BusMaster {
    private static final Set<WatchKind> READ = Set.of(WatchKind.READ);
    private static final Set<WatchKind> WRITE = Set.of(WatchKind.WRITE);

    /** Moves some bytes that lie within one page, and says how many it could. */
    private interface Mover {
        int move(long paddr, int offset, int length);
    }

    private final PhysicalMemory memory;
    private final Supplier<WatchSource> name;

    /** A device's direct access. */
    public static BusMaster device(PhysicalMemory memory, String name) {
        WatchSource source = new WatchSource.Device(name);
        return new BusMaster(memory, () -> source);
    }

    /**
     * @param name says who accesses, at that moment
     */
    public BusMaster(PhysicalMemory memory, Supplier<WatchSource> name) {
        this.memory = memory;
        this.name = name;
    }

    public Ram ram() {
        return memory.ram();
    }

    /** As {@link PhysicalMemory#read}. */
    public int read(long paddr, byte[] destination, int offset, int length) {
        if (memory.watched() == WatchTable.NONE) {
            return memory.read(paddr, destination, offset, length);
        }
        return byPages(
                paddr,
                offset,
                length,
                (from, at, part) -> {
                    int done = memory.read(from, destination, at, part);
                    if (done > 0 && memory.watched().touches(READ, from, done)) {
                        byte[] bytes = Arrays.copyOfRange(destination, at, at + done);
                        tell(READ, from, bytes, bytes);
                    }
                    return done;
                });
    }

    /** As {@link PhysicalMemory#write}. */
    public int write(long paddr, byte[] source, int offset, int length) {
        if (memory.watched() == WatchTable.NONE) {
            return memory.write(paddr, source, offset, length);
        }
        return byPages(
                paddr,
                offset,
                length,
                (to, at, part) -> {
                    if (!memory.watched().touches(WRITE, to, part)) {
                        return memory.write(to, source, at, part);
                    }
                    byte[] before = new byte[part];
                    memory.read(to, before, 0, part);
                    int done = memory.write(to, source, at, part);
                    if (done > 0) {
                        byte[] after = Arrays.copyOfRange(source, at, at + done);
                        tell(WRITE, to, Arrays.copyOf(before, done), after);
                    }
                    return done;
                });
    }

    private static int byPages(long paddr, int offset, int length, Mover mover) {
        int done = 0;
        while (done < length) {
            long at = paddr + done;
            int inPage = Ram.PAGE_BYTES - (int) (at & Ram.PAGE_BYTES - 1);
            int part = Math.min(length - done, inPage);
            int moved = mover.move(at, offset + done, part);
            done += moved;
            if (moved < part) {
                break;
            }
        }
        return done;
    }

    /**
     * Eight bytes at most, little-endian and zero-extended, within one page of RAM or ROM.
     *
     * @throws BusError if they are not there
     */
    public long load(long paddr, int bytes) throws BusError {
        byte[] value = new byte[bytes];
        if (read(paddr, value, 0, bytes) < bytes) {
            throw BusError.INSTANCE;
        }
        return LittleEndian.get(value, 0, bytes);
    }

    /**
     * Stores the low bytes of a value into RAM, within one page.
     *
     * @throws BusError if they are not there
     */
    public void store(long paddr, int bytes, long value) throws BusError {
        byte[] source = new byte[bytes];
        LittleEndian.set(source, 0, bytes, value);
        if (write(paddr, source, 0, bytes) < bytes) {
            throw BusError.INSTANCE;
        }
    }

    private void tell(Set<WatchKind> kinds, long paddr, byte[] before, byte[] after) {
        memory.tell(new WatchAccess(kinds, paddr, OptionalLong.empty(), before, after, name.get()));
    }
}
