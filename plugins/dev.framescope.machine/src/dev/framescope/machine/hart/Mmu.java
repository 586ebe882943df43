package dev.framescope.machine.hart;

import dev.framescope.machine.Access;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.memory.BusError;
import dev.framescope.machine.memory.LittleEndian;
import dev.framescope.machine.memory.PhysicalMemory;
import dev.framescope.machine.memory.Ram;

/**
 * Address translation and memory access of one hart: what the interpreter's fast path does not
 * find, comes here. Misaligned loads and stores are performed, also across pages; those to devices
 * are access faults.
 */
final class Mmu implements PteReader {
    private final PhysicalMemory memory;
    private final Ram ram;
    private final Csrs csrs;
    private final Fault fault;
    private final PageWalk walk = new PageWalk();
    private final TlbKeys keys = new TlbKeys();
    private final Tlb readTlb = new Tlb();
    private final Tlb writeTlb = new Tlb();
    private Runnable onClear = () -> {};

    private long dataKey;
    private long fetchKey;
    private Privilege dataPrivilege = Privilege.MACHINE;
    private Privilege fetchPrivilege = Privilege.MACHINE;

    /** While this hart stores: the reservation that a store breaks is another's. */
    private boolean storing;

    Mmu(PhysicalMemory memory, Csrs csrs, Fault fault) {
        this.memory = memory;
        this.ram = memory.ram();
        this.csrs = csrs;
        this.fault = fault;
    }

    /** Sets what else is to be cleared when the keys start again. */
    void onClear(Runnable action) {
        onClear = action;
    }

    Tlb readTlb() {
        return readTlb;
    }

    Tlb writeTlb() {
        return writeTlb;
    }

    /** The key of entries that loads and stores may use now. */
    long dataKey() {
        return dataKey;
    }

    /** The key of entries that fetches may use now. */
    long fetchKey() {
        return fetchKey;
    }

    boolean storing() {
        return storing;
    }

    /** To be called when the privilege, or mstatus.MPRV, MPP or SUM may have changed. */
    void rightsChanged(Privilege privilege) {
        fetchPrivilege = privilege;
        dataPrivilege = csrs.dataPrivilege(privilege);
        fetchKey = keys.key(fetchPrivilege, false);
        dataKey = keys.key(dataPrivilege, (csrs.mstatus() & Status.SUM) != 0);
    }

    /** Forgets all translations. */
    void flush() {
        if (keys.flush()) {
            readTlb.clear();
            writeTlb.clear();
            onClear.run();
        }
        rightsChanged(fetchPrivilege);
    }

    /** Stores to this page of RAM must come to {@link #store} from now on. */
    void watch(long pageAddress) {
        writeTlb.removePlace(place(pageAddress));
    }

    private long place(long paddr) {
        long offset = paddr - ram.base();
        int bits = ram.chunkBits();
        return offset >>> bits << 32 | offset & (1L << bits) - 1;
    }

    /** Whether fetches are translated now. */
    boolean fetchTranslated() {
        return fetchPrivilege != Privilege.MACHINE && Sv39.translates(csrs.satp());
    }

    /**
     * Translates, checks PMP, and sets A and D in memory.
     *
     * @param bytes the size of an access within one page
     */
    private long translate(long vaddr, int bytes, Access access) throws Fault {
        Privilege privilege = access == Access.FETCH ? fetchPrivilege : dataPrivilege;
        long paddr = vaddr;
        if (privilege != Privilege.MACHINE && Sv39.translates(csrs.satp())) {
            boolean user = privilege == Privilege.USER;
            WalkFault wrong = walk.walk(this, csrs.satp(), vaddr, access, user, csrs.mstatus());
            if (wrong == WalkFault.NONE) {
                wrong = setAccessedDirty(access);
            }
            if (wrong != WalkFault.NONE) {
                throw wrong.isAccessFault()
                        ? fault.of(Cause.accessFault(access), vaddr)
                        : fault.of(Cause.pageFault(access), vaddr);
            }
            paddr = walk.paddr();
        }
        if (!csrs.pmp().allows(paddr, bytes, access, privilege)) {
            throw fault.of(Cause.accessFault(access), vaddr);
        }
        return paddr;
    }

    /** The hart updates A and D itself (Privileged Architecture, Sv39: the first scheme). */
    private WalkFault setAccessedDirty(Access access) {
        int leaf = walk.steps() - 1;
        long pte = walk.pte(leaf);
        long updated = pte | Sv39.A | (access == Access.STORE ? Sv39.D : 0);
        if (updated == pte) {
            return WalkFault.NONE;
        }
        long address = walk.pteAddress(leaf);
        if (!csrs.pmp().allows(address, Sv39.PTE_BYTES, Access.STORE, Privilege.SUPERVISOR)) {
            return WalkFault.TABLE_PROTECTED;
        }
        try {
            physicalStore(address, Sv39.PTE_BYTES, updated);
            return WalkFault.NONE;
        } catch (BusError e) {
            return WalkFault.TABLE_OUTSIDE_MEMORY; // a page table in ROM
        }
    }

    @Override
    public WalkFault check(long pteAddress) {
        if (!memory.isMemory(pteAddress, Sv39.PTE_BYTES)) {
            return WalkFault.TABLE_OUTSIDE_MEMORY;
        }
        return csrs.pmp().allows(pteAddress, Sv39.PTE_BYTES, Access.LOAD, Privilege.SUPERVISOR)
                ? WalkFault.NONE
                : WalkFault.TABLE_PROTECTED;
    }

    @Override
    public long read(long pteAddress) {
        try {
            return memory.load(pteAddress, Sv39.PTE_BYTES);
        } catch (BusError e) {
            throw new IllegalStateException("check() said that there is memory", e);
        }
    }

    /** Translates for a fetch of one halfword. */
    long translateFetch(long vaddr) throws Fault {
        return translate(vaddr, 2, Access.FETCH);
    }

    /** Translates for a load of an aligned value. */
    long translateLoad(long vaddr, int bytes) throws Fault {
        return translate(vaddr, bytes, Access.LOAD);
    }

    /** Translates for a store of an aligned value. */
    long translateStore(long vaddr, int bytes) throws Fault {
        return translate(vaddr, bytes, Access.STORE);
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
        long place = readTlb.find(vaddr, dataKey);
        if (place >= 0) {
            return LittleEndian.get(chunk(place), (int) place, bytes);
        }
        long paddr = translate(vaddr, bytes, Access.LOAD);
        if (cacheable(paddr)) {
            ram.touch(paddr - ram.base());
            readTlb.put(vaddr, dataKey, place(paddr & Sv39.PAGE_MASK));
        }
        return physicalLoad(paddr, bytes, vaddr);
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
        long place = writeTlb.find(vaddr, dataKey);
        if (place >= 0) {
            LittleEndian.set(chunk(place), (int) place, bytes, value);
            return;
        }
        long paddr = translate(vaddr, bytes, Access.STORE);
        if (cacheable(paddr) && !memory.isWatched(paddr)) {
            ram.touch(paddr - ram.base());
            writeTlb.put(vaddr, dataKey, place(paddr & Sv39.PAGE_MASK));
        }
        physicalStore(paddr, bytes, value, vaddr);
    }

    private byte[] chunk(long place) {
        return ram.chunks()[(int) (place >>> 32)];
    }

    private static boolean crossesPage(long vaddr, int bytes) {
        return (vaddr & ~Sv39.PAGE_MASK) + bytes > Sv39.PAGE_BYTES;
    }

    private boolean cacheable(long paddr) {
        return ram.contains(paddr, 1) && csrs.pmp().uniform(paddr & Sv39.PAGE_MASK);
    }

    private long loadAcrossPages(long vaddr, int bytes) throws Fault {
        long secondPage = vaddr + bytes & Sv39.PAGE_MASK;
        int firstBytes = (int) (secondPage - vaddr);
        long first = translate(vaddr, firstBytes, Access.LOAD);
        long second = translate(secondPage, bytes - firstBytes, Access.LOAD);
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            long paddr = i < firstBytes ? first + i : second + i - firstBytes;
            value = value << 8 | physicalLoad(requireMemory(paddr, vaddr, i), 1, vaddr);
        }
        return value;
    }

    private void storeAcrossPages(long vaddr, int bytes, long value) throws Fault {
        long secondPage = vaddr + bytes & Sv39.PAGE_MASK;
        int firstBytes = (int) (secondPage - vaddr);
        long first = translate(vaddr, firstBytes, Access.STORE);
        long second = translate(secondPage, bytes - firstBytes, Access.STORE);
        if (!ram.contains(first, firstBytes)) {
            throw fault.of(Cause.accessFault(Access.STORE), vaddr);
        }
        if (!ram.contains(second, bytes - firstBytes)) {
            throw fault.of(Cause.accessFault(Access.STORE), secondPage);
        }
        for (int i = 0; i < bytes; i++) {
            long paddr = i < firstBytes ? first + i : second + i - firstBytes;
            physicalStore(paddr, 1, value >>> 8 * i, vaddr);
        }
    }

    /** Devices do not take a misaligned access in pieces. */
    private long requireMemory(long paddr, long vaddr, int offset) throws Fault {
        if (memory.isMemory(paddr, 1)) {
            return paddr;
        }
        long page = vaddr + offset & Sv39.PAGE_MASK;
        throw fault.of(
                Cause.accessFault(Access.LOAD),
                Long.compareUnsigned(page, vaddr) > 0 ? page : vaddr);
    }

    /** Loads from a physical address; {@code vaddr} is for the fault. */
    long physicalLoad(long paddr, int bytes, long vaddr) throws Fault {
        try {
            return memory.load(paddr, bytes);
        } catch (BusError e) {
            throw fault.of(Cause.accessFault(Access.LOAD), vaddr);
        }
    }

    /** Stores to a physical address; {@code vaddr} is for the fault. */
    void physicalStore(long paddr, int bytes, long value, long vaddr) throws Fault {
        try {
            physicalStore(paddr, bytes, value);
        } catch (BusError e) {
            throw fault.of(Cause.accessFault(Access.STORE), vaddr);
        }
    }

    private void physicalStore(long paddr, int bytes, long value) throws BusError {
        storing = true;
        try {
            memory.store(paddr, bytes, value);
        } finally {
            storing = false;
        }
    }

    long tlbDigest() {
        return readTlb.digest() * 31 + writeTlb.digest();
    }
}
