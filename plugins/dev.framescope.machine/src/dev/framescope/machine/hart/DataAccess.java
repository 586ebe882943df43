package dev.framescope.machine.hart;

import dev.framescope.machine.Access;
import dev.framescope.machine.memory.LittleEndian;
import dev.framescope.machine.memory.PhysicalMemory;

/**
 * The loads and stores that the interpreter does not find in a TLB. Misaligned ones are performed,
 * also across pages; those to devices are access faults.
 */
final class DataAccess {
    private final PhysicalMemory memory;
    private final MemoryPort port;
    private final Mmu mmu;
    private final HartWatch watch;
    private final Fault fault;

    DataAccess(PhysicalMemory memory, MemoryPort port, Mmu mmu, HartWatch watch, Fault fault) {
        this.memory = memory;
        this.port = port;
        this.mmu = mmu;
        this.watch = watch;
        this.fault = fault;
    }

    /**
     * Loads.
     *
     * @param bytes 1, 2, 4 or 8
     * @return the value, zero-extended
     */
    long load(long vaddr, int bytes) throws Fault {
        if (crossesPage(vaddr, bytes)) {
            return loadAcrossPages(vaddr, bytes);
        }
        long place = mmu.readTlb().find(vaddr, mmu.dataKey());
        if (place >= 0) { // misaligned, or in a watched page
            long value = LittleEndian.get(chunk(place), (int) place, bytes);
            if (watch.watches(HartWatch.READ, vaddr, mmu.paddr(place), bytes)) {
                watch.loaded(vaddr, mmu.paddr(place), bytes, value);
            }
            return value;
        }
        long paddr = mmu.translate(vaddr, bytes, Access.LOAD);
        mmu.cacheForLoads(vaddr, paddr);
        return port.load(paddr, bytes, vaddr);
    }

    /**
     * Stores the low bytes of a value.
     *
     * @param bytes 1, 2, 4 or 8
     */
    void store(long vaddr, int bytes, long value) throws Fault {
        if (crossesPage(vaddr, bytes)) {
            storeAcrossPages(vaddr, bytes, value);
            return;
        }
        long place = mmu.writeTlb().find(vaddr, mmu.dataKey());
        if (place >= 0) { // misaligned, or in a watched page
            storeInRam(vaddr, place, bytes, value);
            return;
        }
        long paddr = mmu.translate(vaddr, bytes, Access.STORE);
        mmu.cacheForStores(vaddr, paddr);
        port.store(paddr, bytes, value, vaddr);
    }

    private void storeInRam(long vaddr, long place, int bytes, long value) {
        long paddr = mmu.paddr(place);
        boolean watched = watch.watches(HartWatch.WRITE, vaddr, paddr, bytes);
        byte[] before = watched ? watch.look(paddr, bytes) : null;
        LittleEndian.set(chunk(place), (int) place, bytes, value);
        if (watched) {
            watch.stored(HartWatch.WRITE, vaddr, paddr, before, bytes, value);
        }
    }

    private byte[] chunk(long place) {
        return memory.ram().chunks()[(int) (place >>> 32)];
    }

    private static boolean crossesPage(long vaddr, int bytes) {
        return (vaddr & ~Sv39.PAGE_MASK) + bytes > Sv39.PAGE_BYTES;
    }

    private long loadAcrossPages(long vaddr, int bytes) throws Fault {
        long secondPage = vaddr + bytes & Sv39.PAGE_MASK;
        int firstBytes = (int) (secondPage - vaddr);
        long first = mmu.translate(vaddr, firstBytes, Access.LOAD);
        long second = mmu.translate(secondPage, bytes - firstBytes, Access.LOAD);
        requireMemory(first, firstBytes, vaddr);
        requireMemory(second, bytes - firstBytes, secondPage);
        long low = port.loadBytes(first, firstBytes, vaddr);
        return low | port.loadBytes(second, bytes - firstBytes, secondPage) << 8 * firstBytes;
    }

    /** Devices do not take a misaligned access in pieces. */
    private void requireMemory(long paddr, int bytes, long vaddr) throws Fault {
        if (!memory.isMemory(paddr, bytes)) {
            throw fault.of(Cause.accessFault(Access.LOAD), vaddr);
        }
    }

    private void storeAcrossPages(long vaddr, int bytes, long value) throws Fault {
        long secondPage = vaddr + bytes & Sv39.PAGE_MASK;
        int firstBytes = (int) (secondPage - vaddr);
        long first = mmu.translate(vaddr, firstBytes, Access.STORE);
        long second = mmu.translate(secondPage, bytes - firstBytes, Access.STORE);
        requireRam(first, firstBytes, vaddr);
        requireRam(second, bytes - firstBytes, secondPage);
        port.storeBytes(first, firstBytes, value, vaddr);
        port.storeBytes(second, bytes - firstBytes, value >>> 8 * firstBytes, secondPage);
    }

    private void requireRam(long paddr, int bytes, long vaddr) throws Fault {
        if (!memory.ram().contains(paddr, bytes)) {
            throw fault.of(Cause.accessFault(Access.STORE), vaddr);
        }
    }
}
