package dev.framescope.machine.hart;

import dev.framescope.machine.Access;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.WatchAccess;
import dev.framescope.machine.WatchKind;
import dev.framescope.machine.WatchSource;
import dev.framescope.machine.memory.LittleEndian;
import dev.framescope.machine.memory.PhysicalMemory;
import dev.framescope.machine.memory.WatchTable;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Set;

/** Tells of what a hart does to watched memory. All accesses lie within one page. */
final class HartWatch {
    static final Set<WatchKind> READ = Set.of(WatchKind.READ);
    static final Set<WatchKind> WRITE = Set.of(WatchKind.WRITE);

    /** What an AMO does. */
    static final Set<WatchKind> UPDATE = Set.of(WatchKind.READ, WatchKind.WRITE);

    /** Of a device's register, which cannot be looked at. */
    private static final byte[] UNKNOWN = new byte[0];

    private final Hart hart;
    private final Csrs csrs;
    private final PhysicalMemory memory;

    HartWatch(Hart hart, Csrs csrs, PhysicalMemory memory) {
        this.hart = hart;
        this.csrs = csrs;
        this.memory = memory;
    }

    /** Whether an access to an address that the hart translated is to be told of. */
    boolean watches(Set<WatchKind> kinds, long vaddr, long paddr, int bytes) {
        WatchTable watched = memory.watched();
        return watched != WatchTable.NONE && watched.touches(kinds, vaddr, paddr, bytes);
    }

    /** What is there, before a store that is watched. */
    byte[] look(long paddr, int bytes) {
        if (!memory.isMemory(paddr, bytes)) {
            return UNKNOWN;
        }
        byte[] there = new byte[bytes];
        memory.read(paddr, there, 0, bytes);
        return there;
    }

    /** The hart has loaded a value. */
    void loaded(long vaddr, long paddr, int bytes, long value) {
        byte[] there = bytes(value, bytes);
        tell(READ, vaddr, paddr, there, there);
    }

    /** The hart has stored the low bytes of a value. */
    void stored(
            Set<WatchKind> kinds, long vaddr, long paddr, byte[] before, int bytes, long value) {
        tell(kinds, vaddr, paddr, before, bytes(value, bytes));
    }

    private void tell(Set<WatchKind> kinds, long vaddr, long paddr, byte[] before, byte[] after) {
        Privilege privilege = csrs.dataPrivilege(hart.privilege());
        WatchSource source =
                new WatchSource.Instruction(
                        hart.id(), hart.pc(), hart.privilege(), csrs.translating(privilege));
        OptionalLong address = OptionalLong.of(vaddr);
        memory.tell(new WatchAccess(kinds, paddr, address, before, after, source));
    }

    /** Whether the update of a page-table entry is to be told of. */
    boolean watchesEntry(long pteAddress) {
        WatchTable watched = memory.watched();
        return watched != WatchTable.NONE && watched.touches(WRITE, pteAddress, Sv39.PTE_BYTES);
    }

    /** The walk for an address has set A or D. */
    void entryUpdated(long pteAddress, long before, long after, long vaddr, Access access) {
        WatchSource source =
                new WatchSource.PageWalk(
                        hart.id(), hart.pc(), hart.privilege(), csrs.satp(), vaddr, access);
        memory.tell(
                new WatchAccess(
                        WRITE,
                        pteAddress,
                        OptionalLong.empty(),
                        bytes(before, Sv39.PTE_BYTES),
                        bytes(after, Sv39.PTE_BYTES),
                        source));
    }

    /** So many low bytes of a value, 1 to 8. */
    private static byte[] bytes(long value, int count) {
        byte[] all = new byte[Long.BYTES];
        LittleEndian.set(all, 0, Long.BYTES, value);
        return count == Long.BYTES ? all : Arrays.copyOf(all, count);
    }
}
