package dev.framescope.machine.memory;

import dev.framescope.machine.WatchAccess;

import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * The bus: RAM, read-only memory, and windows of devices, by physical byte address. Machine thread
 * only.
 *
 * <p>It also keeps harts honest with each other. A hart that has decoded a page's instructions, or
 * holds a reservation while others run, has the page watched: stores to such a page all come here,
 * and whoever watches is told.
 */
public final class PhysicalMemory {
    /** The page holds instructions that a hart has decoded. */
    private static final byte CODE = 1;

    /** The page holds a reservation of a hart that is not running. */
    private static final byte RESERVED = 2;

    /** The page holds bytes whose change somebody is told of. */
    private static final byte OBSERVED = 4;

    /** After so many stores to a page of code, its code is forgotten and stores are fast again. */
    private static final int STORES_BEFORE_DROP = 64;

    private static final int MAX_STORES_BEFORE_DROP = 1 << 20;

    /**
     * How often a page of code is stored to; one that mixes code and data is dropped less often.
     */
    private static final class CodeStores {
        int count;
        int limit = STORES_BEFORE_DROP;

        boolean mostlyWritten() {
            if (++count < limit) {
                return false;
            }
            count = 0;
            limit = Math.min(limit * 4, MAX_STORES_BEFORE_DROP);
            return true;
        }
    }

    private record Window(long base, long size, MmioDevice device) {
        boolean contains(long paddr) {
            return paddr - base >= 0 && paddr - base < size;
        }
    }

    private record Rom(long base, byte[] content) {
        boolean contains(long paddr, int bytes) {
            long offset = paddr - base;
            return offset >= 0 && offset <= content.length - bytes;
        }
    }

    private record Observed(long base, int bytes, Runnable stored) {
        boolean overlaps(long paddr, int count) {
            return base < paddr + count && paddr < base + bytes;
        }
    }

    private final Ram ram;
    private final List<Observed> observed = new ArrayList<>();
    private final List<Window> windows = new ArrayList<>();
    private final List<Rom> roms = new ArrayList<>();
    private final List<PageWatcher> watchers = new ArrayList<>();

    /** Per page of RAM: {@link #CODE}, {@link #RESERVED}, {@link #OBSERVED}. */
    private final byte[] pageFlags;

    /** By page of RAM, of those that hold code and were stored to. */
    private final Map<Integer, CodeStores> codeStores = new HashMap<>();

    private WatchTable watched = WatchTable.NONE;
    private MemoryWatcher watcher = access -> {};

    /**
     * @param ramBase first physical byte address of the RAM, a multiple of 4 KiB
     * @param ramBytes its size, a multiple of 4 KiB
     */
    public PhysicalMemory(long ramBase, long ramBytes) {
        ram = new Ram(ramBase, ramBytes);
        pageFlags = new byte[(int) (ramBytes >>> Ram.PAGE_BITS)];
    }

    public Ram ram() {
        return ram;
    }

    /** Puts a device's registers into the address space. Windows must not overlap. */
    public void map(long base, long size, MmioDevice device) {
        windows.add(new Window(base, size, Objects.requireNonNull(device)));
    }

    /** Puts read-only memory into the address space; a store to it is an access fault. */
    public void mapRom(long base, byte[] content) {
        roms.add(new Rom(base, content.clone()));
    }

    /** Sets who is told of accesses to what {@link #watched} holds. */
    public void setWatcher(MemoryWatcher newWatcher) {
        watcher = newWatcher;
    }

    /** Replaces what is watched. */
    public void setWatched(WatchTable table) {
        watched = table;
    }

    /** What is watched; whoever accesses memory tells of it by {@link #tell}. */
    public WatchTable watched() {
        return watched;
    }

    /** An access that touches what is watched has been made. */
    public void tell(WatchAccess access) {
        watcher.accessed(access);
    }

    /** Adds a watcher; for harts. */
    public void addWatcher(PageWatcher watcher) {
        watchers.add(watcher);
    }

    /**
     * Reads as a hart does, with a device's side effects. The access lies within one page, and is
     * naturally aligned unless it is to RAM or ROM.
     *
     * @param bytes 1, 2, 4 or 8
     * @return the value, zero-extended
     */
    public long load(long paddr, int bytes) throws BusError {
        if (ram.contains(paddr, bytes)) {
            return ram.load(paddr - ram.base(), bytes);
        }
        Rom rom = romAt(paddr, bytes);
        if (rom != null) {
            return LittleEndian.get(rom.content, (int) (paddr - rom.base), bytes);
        }
        Window window = windowAt(paddr, bytes);
        return lowBytes(window.device.read(paddr - window.base, bytes), bytes);
    }

    /** Writes as a hart does; the rules of {@link #load} hold. */
    public void store(long paddr, int bytes, long value) throws BusError {
        if (ram.contains(paddr, bytes)) {
            ram.store(paddr - ram.base(), bytes, value);
            if (isWatched(paddr)) {
                stored(paddr, bytes);
            }
            return;
        }
        if (romAt(paddr, bytes) != null) {
            throw BusError.INSTANCE;
        }
        Window window = windowAt(paddr, bytes);
        window.device.write(paddr - window.base, bytes, value);
    }

    private Rom romAt(long paddr, int bytes) {
        for (Rom rom : roms) {
            if (rom.contains(paddr, bytes)) {
                return rom;
            }
        }
        return null;
    }

    private Window windowAt(long paddr, int bytes) throws BusError {
        if ((paddr & bytes - 1) == 0) {
            for (Window window : windows) {
                if (window.contains(paddr) && window.contains(paddr + bytes - 1)) {
                    return window;
                }
            }
        }
        throw BusError.INSTANCE;
    }

    /** Whether all these bytes are RAM or ROM, so that reading them has no side effect. */
    public boolean isMemory(long paddr, int bytes) {
        return ram.contains(paddr, bytes) || romAt(paddr, bytes) != null;
    }

    /**
     * Reads memory without any effect, as a page walk, a fetch or an inspection does; within one
     * page, and only where {@link #isMemory}.
     *
     * @param bytes 1, 2, 4 or 8
     * @return the value, zero-extended
     * @throws IllegalArgumentException if there is no memory
     */
    public long peek(long paddr, int bytes) {
        if (ram.contains(paddr, bytes)) {
            return ram.peek(paddr - ram.base(), bytes);
        }
        Rom rom = romAt(paddr, bytes);
        if (rom == null) {
            throw new IllegalArgumentException("no memory at 0x" + Long.toHexString(paddr));
        }
        return LittleEndian.get(rom.content, (int) (paddr - rom.base), bytes);
    }

    /** A device's register, if there is one that can be looked at without side effects. */
    public OptionalLong peekDevice(long paddr, int bytes) {
        if (isMemory(paddr, bytes)) {
            return OptionalLong.empty();
        }
        try {
            Window window = windowAt(paddr, bytes);
            long offset = paddr - window.base;
            return window.device.readIsPure(offset)
                    ? OptionalLong.of(lowBytes(window.device.read(offset, bytes), bytes))
                    : OptionalLong.empty();
        } catch (BusError nothingThere) {
            return OptionalLong.empty();
        }
    }

    private static long lowBytes(long value, int bytes) {
        return bytes == 8 ? value : value & (1L << 8 * bytes) - 1;
    }

    /**
     * Copies RAM and ROM out, without any effect.
     *
     * @return how many bytes were copied before the first that is neither
     */
    public int read(long paddr, byte[] destination, int offset, int length) {
        int done = 0;
        while (done < length) {
            long from = paddr + done;
            Rom rom = romAt(from, 1);
            int part;
            if (ram.contains(from, 1)) {
                part = (int) Math.min(length - done, ram.base() + ram.size() - from);
                ram.read(from - ram.base(), destination, offset + done, part);
            } else if (rom != null) {
                int at = (int) (from - rom.base);
                part = Math.min(length - done, rom.content.length - at);
                System.arraycopy(rom.content, at, destination, offset + done, part);
            } else {
                break;
            }
            done += part;
        }
        return done;
    }

    /**
     * Copies into RAM, as a debugger or a device's direct memory access does. Decoded code and
     * reservations that are hit are invalidated.
     *
     * @return how many bytes were copied before the first that is not RAM
     */
    public int write(long paddr, byte[] source, int offset, int length) {
        if (!ram.contains(paddr, 1)) {
            return 0;
        }
        int count = (int) Math.min(length, ram.base() + ram.size() - paddr);
        ram.write(paddr - ram.base(), source, offset, count);
        for (long at = paddr; at < paddr + count; at = nextPage(at)) {
            if (isWatched(at)) {
                stored(at, (int) (Math.min(nextPage(at), paddr + count) - at));
            }
        }
        return count;
    }

    private static long nextPage(long paddr) {
        return (paddr | Ram.PAGE_BYTES - 1) + 1;
    }

    /** Reads what {@link Ram#save} wrote; all decoded code is forgotten. */
    public void loadRam(DataInput in) throws IOException {
        ram.load(in);
        forgetCode();
    }

    /** Replaces the content by what {@link Ram#pages} gave; all decoded code is forgotten. */
    public void loadRam(SortedMap<Long, byte[]> pages) {
        ram.setPages(pages);
        forgetCode();
    }

    /** Gives the RAM back to the host; it reads as zero. */
    public void discardRam() {
        ram.discard();
        forgetCode();
    }

    private void forgetCode() {
        for (int page = 0; page < pageFlags.length; page++) {
            if (pageFlags[page] != 0) {
                stored(ram.base() + ((long) page << Ram.PAGE_BITS), Ram.PAGE_BYTES);
            }
        }
    }

    private int pageIndex(long paddr) {
        return (int) (paddr - ram.base() >>> Ram.PAGE_BITS);
    }

    /** Whether stores to this address of RAM must go through {@link #store}. */
    public boolean isWatched(long paddr) {
        return pageFlags[pageIndex(paddr)] != 0;
    }

    /** A hart is about to decode instructions of this page; ROM needs no watch. */
    public void watchCode(long paddr) {
        if (ram.contains(paddr, 1)) {
            watch(paddr, CODE);
        }
    }

    /** A hart that holds a reservation here is about to let others run. */
    public void watchReservation(long paddr) {
        if (ram.contains(paddr, 1)) {
            watch(paddr, RESERVED);
        }
    }

    /**
     * Has every store to these bytes of RAM told, when it is done.
     *
     * @param paddr first byte; all lie within one page
     * @param stored called on the machine thread; may write to memory itself
     */
    public void watchStores(long paddr, int bytes, Runnable stored) {
        observed.add(new Observed(paddr, bytes, stored));
        watch(paddr, OBSERVED);
    }

    private void watch(long paddr, byte flag) {
        int page = pageIndex(paddr);
        if (pageFlags[page] == 0) {
            for (PageWatcher watcher : watchers) {
                watcher.pageWatched(paddr & -Ram.PAGE_BYTES);
            }
        }
        pageFlags[page] |= flag;
    }

    /** Tells the watchers of a change within a watched page. */
    private void stored(long paddr, int bytes) {
        int page = pageIndex(paddr);
        if ((pageFlags[page] & RESERVED) != 0) {
            boolean reserved = false;
            for (PageWatcher watcher : watchers) {
                reserved |= watcher.reservedAfterStore(paddr, bytes);
            }
            if (!reserved) {
                pageFlags[page] &= ~RESERVED;
            }
        }
        if ((pageFlags[page] & CODE) != 0) {
            codeStored(page, paddr, bytes);
        }
        if ((pageFlags[page] & OBSERVED) != 0) {
            for (Observed range : observed) {
                if (range.overlaps(paddr, bytes)) {
                    range.stored.run();
                }
            }
        }
    }

    private void codeStored(int page, long paddr, int bytes) {
        boolean drop = codeStores.computeIfAbsent(page, p -> new CodeStores()).mostlyWritten();
        if (drop) {
            pageFlags[page] &= ~CODE;
        }
        for (PageWatcher watcher : watchers) {
            if (drop) {
                watcher.codeDropped(paddr & -Ram.PAGE_BYTES);
            } else {
                watcher.codeWritten(paddr, bytes);
            }
        }
    }
}
