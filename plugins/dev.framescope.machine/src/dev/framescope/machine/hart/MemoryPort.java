package dev.framescope.machine.hart;

import dev.framescope.machine.Access;
import dev.framescope.machine.WatchKind;
import dev.framescope.machine.memory.BusError;
import dev.framescope.machine.memory.PhysicalMemory;

import java.util.Set;

/**
 * A hart's way to physical memory: what the bus refuses is an access fault of the guest's, and what
 * is watched is told. Virtual addresses are for the fault and for who watches.
 */
final class MemoryPort {
    private final PhysicalMemory memory;
    private final HartWatch watch;
    private final Fault fault;

    /** While this hart stores to memory: a reservation that this breaks is another's. */
    private boolean storing;

    MemoryPort(PhysicalMemory memory, HartWatch watch, Fault fault) {
        this.memory = memory;
        this.watch = watch;
        this.fault = fault;
    }

    /** Whether the store that memory tells of is this hart's own. */
    boolean storing() {
        return storing;
    }

    /** Loads within one page, zero-extended. */
    long load(long paddr, int bytes, long vaddr) throws Fault {
        long value = loadForUpdate(paddr, bytes, vaddr);
        if (watch.watches(HartWatch.READ, vaddr, paddr, bytes)) {
            watch.loaded(vaddr, paddr, bytes, value);
        }
        return value;
    }

    /** As {@link #load}, for an {@link #update} to follow, which is told as one with it. */
    long loadForUpdate(long paddr, int bytes, long vaddr) throws Fault {
        try {
            return memory.load(paddr, bytes);
        } catch (BusError e) {
            throw fault.of(Cause.accessFault(Access.LOAD), vaddr);
        }
    }

    /** Loads some of a doubleword's bytes, all of them memory, within one page. */
    long loadBytes(long paddr, int bytes, long vaddr) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | memory.peek(paddr + i, 1);
        }
        if (watch.watches(HartWatch.READ, vaddr, paddr, bytes)) {
            watch.loaded(vaddr, paddr, bytes, value);
        }
        return value;
    }

    /** Stores within one page. */
    void store(long paddr, int bytes, long value, long vaddr) throws Fault {
        store(HartWatch.WRITE, paddr, bytes, value, vaddr);
    }

    /** As {@link #store}, of what was made of the value that was there. */
    void update(long paddr, int bytes, long value, long vaddr) throws Fault {
        store(HartWatch.UPDATE, paddr, bytes, value, vaddr);
    }

    private void store(Set<WatchKind> kinds, long paddr, int bytes, long value, long vaddr)
            throws Fault {
        boolean watched = watch.watches(kinds, vaddr, paddr, bytes);
        byte[] before = watched ? watch.look(paddr, bytes) : null;
        if (!tryStore(paddr, bytes, value)) {
            throw fault.of(Cause.accessFault(Access.STORE), vaddr);
        }
        if (watched) {
            watch.stored(kinds, vaddr, paddr, before, bytes, value);
        }
    }

    /** Stores some of a doubleword's bytes into RAM, within one page. */
    void storeBytes(long paddr, int bytes, long value, long vaddr) throws Fault {
        boolean watched = watch.watches(HartWatch.WRITE, vaddr, paddr, bytes);
        byte[] before = watched ? watch.look(paddr, bytes) : null;
        for (int i = 0; i < bytes; i++) {
            if (!tryStore(paddr + i, 1, value >>> 8 * i)) {
                throw fault.of(Cause.accessFault(Access.STORE), vaddr);
            }
        }
        if (watched) {
            watch.stored(HartWatch.WRITE, vaddr, paddr, before, bytes, value);
        }
    }

    /**
     * Sets bits of a page-table entry, for the walk of an address.
     *
     * @return false if it does not lie in RAM
     */
    boolean updateEntry(long pteAddress, long before, long after, long vaddr, Access access) {
        boolean stored = tryStore(pteAddress, Sv39.PTE_BYTES, after);
        if (stored && watch.watchesEntry(pteAddress)) {
            watch.entryUpdated(pteAddress, before, after, vaddr, access);
        }
        return stored;
    }

    /** Stores within one page; false if nothing there takes it. */
    private boolean tryStore(long paddr, int bytes, long value) {
        storing = memory.isMemory(paddr, bytes); // a device that is stored to may store itself
        try {
            memory.store(paddr, bytes, value);
            return true;
        } catch (BusError e) {
            return false;
        } finally {
            storing = false;
        }
    }
}
