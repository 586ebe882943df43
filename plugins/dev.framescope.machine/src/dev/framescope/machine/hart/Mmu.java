package dev.framescope.machine.hart;

import dev.framescope.machine.Access;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.memory.PhysicalMemory;
import dev.framescope.machine.memory.Ram;
import dev.framescope.machine.memory.WatchTable;

/** Address translation of one hart, and the TLBs that keep its results. */
final class Mmu {
    private final PhysicalMemory memory;
    private final Ram ram;
    private final MemoryPort port;
    private final Csrs csrs;
    private final Fault fault;
    private final PteReader pageTables;
    private final PageWalk walk = new PageWalk();
    private final TlbKeys keys = new TlbKeys();
    private final Tlb readTlb = new Tlb();
    private final Tlb writeTlb = new Tlb();
    private Runnable onClear = () -> {};

    private long dataKey;
    private long fetchKey;
    private Privilege dataPrivilege = Privilege.MACHINE;
    private Privilege fetchPrivilege = Privilege.MACHINE;

    Mmu(PhysicalMemory memory, MemoryPort port, Csrs csrs, Fault fault) {
        this.memory = memory;
        this.port = port;
        this.csrs = csrs;
        this.fault = fault;
        ram = memory.ram();
        pageTables = new PteMemory(memory, csrs.pmp());
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

    /** Stores to this page of RAM must not find it in a TLB from now on. */
    void watch(long pageAddress) {
        writeTlb.removePlace(place(pageAddress));
    }

    /** Other pages are watched than before. */
    void watchedPagesChanged() {
        WatchTable watched = memory.watched();
        readTlb.mark((vaddr, place) -> watched.readsInPage(vaddr, paddr(place)));
        writeTlb.mark((vaddr, place) -> watched.writesInPage(vaddr, paddr(place)));
    }

    /** The physical address of a place in RAM. */
    long paddr(long place) {
        return ram.base() + (place >>> 32 << ram.chunkBits()) + (int) place;
    }

    private long place(long paddr) {
        long offset = paddr - ram.base();
        int bits = ram.chunkBits();
        return offset >>> bits << 32 | offset & (1L << bits) - 1;
    }

    /** Whether fetches are translated now. */
    boolean fetchTranslated() {
        return fetchPrivilege != Privilege.MACHINE && SatpMode.translates(csrs.satp());
    }

    /**
     * Translates, checks PMP, and sets A and D in memory.
     *
     * @param bytes the size of an access within one page
     */
    long translate(long vaddr, int bytes, Access access) throws Fault {
        Privilege privilege = access == Access.FETCH ? fetchPrivilege : dataPrivilege;
        long paddr = vaddr;
        if (privilege != Privilege.MACHINE && SatpMode.translates(csrs.satp())) {
            boolean user = privilege == Privilege.USER;
            long extensions = csrs.environment().pteExtensions();
            WalkFault wrong =
                    walk.walk(
                            pageTables,
                            csrs.satp(),
                            vaddr,
                            access,
                            user,
                            csrs.mstatus(),
                            extensions);
            if (wrong == WalkFault.NONE) {
                wrong = setAccessedDirty(vaddr, access);
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

    /** Sets A and D, or finds fault with them, as the environment has it (Svade, Svadu). */
    private WalkFault setAccessedDirty(long vaddr, Access access) {
        if (!csrs.environment().updatesAccessedDirty()) {
            return walk.accessedDirty(access);
        }
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
        boolean stored = port.updateEntry(address, pte, updated, vaddr, access);
        return stored ? WalkFault.NONE : WalkFault.TABLE_OUTSIDE_MEMORY; // a table in ROM
    }

    /** Enters a page into the TLB for loads, if it may be there. */
    void cacheForLoads(long vaddr, long paddr) {
        if (cacheable(paddr)) {
            cache(readTlb, vaddr, paddr, memory.watched().readsInPage(vaddr, paddr));
        }
    }

    /** Enters a page into the TLB for stores, if it may be there. */
    void cacheForStores(long vaddr, long paddr) {
        if (cacheable(paddr) && !memory.isWatched(paddr)) {
            cache(writeTlb, vaddr, paddr, memory.watched().writesInPage(vaddr, paddr));
        }
    }

    /** RAM, and what PMP allows for one byte, it must allow for the page. */
    private boolean cacheable(long paddr) {
        return ram.contains(paddr, 1) && csrs.pmp().uniform(paddr & Sv39.PAGE_MASK);
    }

    private void cache(Tlb tlb, long vaddr, long paddr, boolean watched) {
        ram.touch(paddr - ram.base());
        tlb.put(vaddr, dataKey, place(paddr & Sv39.PAGE_MASK), watched);
    }

    long tlbDigest() {
        return readTlb.digest() * 31 + writeTlb.digest();
    }
}
