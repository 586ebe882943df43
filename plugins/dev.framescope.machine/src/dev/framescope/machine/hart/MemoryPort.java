package dev.framescope.machine.hart;

import dev.framescope.machine.Access;
import dev.framescope.machine.memory.BusError;
import dev.framescope.machine.memory.PhysicalMemory;

/** A hart's way to physical memory: what the bus refuses is an access fault of the guest's. */
final class MemoryPort {
    private final PhysicalMemory memory;
    private final Fault fault;

    /** While this hart stores to memory: a reservation that this breaks is another's. */
    private boolean storing;

    MemoryPort(PhysicalMemory memory, Fault fault) {
        this.memory = memory;
        this.fault = fault;
    }

    /** Whether the store that memory tells of is this hart's own. */
    boolean storing() {
        return storing;
    }

    /** Loads within one page, zero-extended; {@code vaddr} is for the fault. */
    long load(long paddr, int bytes, long vaddr) throws Fault {
        try {
            return memory.load(paddr, bytes);
        } catch (BusError e) {
            throw fault.of(Cause.accessFault(Access.LOAD), vaddr);
        }
    }

    /** Stores within one page; {@code vaddr} is for the fault. */
    void store(long paddr, int bytes, long value, long vaddr) throws Fault {
        if (!tryStore(paddr, bytes, value)) {
            throw fault.of(Cause.accessFault(Access.STORE), vaddr);
        }
    }

    /** Stores within one page; false if nothing there takes it. */
    boolean tryStore(long paddr, int bytes, long value) {
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
