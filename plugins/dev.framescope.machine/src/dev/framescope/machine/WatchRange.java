package dev.framescope.machine;

import java.util.OptionalLong;
import java.util.Set;

/**
 * The bytes that a watchpoint watches, and what is to be noticed. An access counts if it touches at
 * least one of them; whether a write changed anything, {@link WatchAccess#changed} tells.
 */
public sealed interface WatchRange {
    /** How many bytes, at least one. */
    long bytes();

    /** What is noticed, at least one. */
    Set<WatchKind> kinds();

    /**
     * Physical bytes: RAM, ROM or registers of devices. Counts every access, by whatever virtual
     * address and by whomever.
     *
     * @param paddr the first
     */
    record Physical(long paddr, long bytes, Set<WatchKind> kinds) implements WatchRange {
        public Physical {
            kinds = checked(paddr, bytes, kinds);
        }
    }

    /**
     * Virtual bytes of one address space, or of any.
     *
     * <p>Of one space: counts what harts do through these addresses while that space translates
     * their data accesses, and every other access to the physical bytes to which the page tables
     * map them at the time, by whatever address and by whomever. Changes of the page tables are
     * followed; pages that are not mapped are waited for.
     *
     * <p>Of any: counts what harts do through these addresses, translated or not, and nothing else.
     *
     * @param satp the space, as a value of {@code satp}; its ASID does not matter. Empty for any
     * @param vaddr the first
     */
    record Virtual(OptionalLong satp, long vaddr, long bytes, Set<WatchKind> kinds)
            implements WatchRange {
        public Virtual {
            kinds = checked(vaddr, bytes, kinds);
        }
    }

    /**
     * Physical bytes.
     *
     * @throws IllegalArgumentException if there are no bytes or no kinds, or if the range runs
     *     around the end of the address space
     */
    static WatchRange physical(long paddr, long bytes, Set<WatchKind> kinds) {
        return new Physical(paddr, bytes, kinds);
    }

    /** Virtual bytes of the space that this value of {@code satp} translates. */
    static WatchRange virtual(long satp, long vaddr, long bytes, Set<WatchKind> kinds) {
        return new Virtual(OptionalLong.of(satp), vaddr, bytes, kinds);
    }

    /** Virtual bytes of any space. */
    static WatchRange virtualInAnySpace(long vaddr, long bytes, Set<WatchKind> kinds) {
        return new Virtual(OptionalLong.empty(), vaddr, bytes, kinds);
    }

    private static Set<WatchKind> checked(long first, long bytes, Set<WatchKind> kinds) {
        if (bytes < 1 || Long.compareUnsigned(first + bytes - 1, first) < 0) {
            throw new IllegalArgumentException(
                    ("a watchpoint at 0x%x needs at least one byte and must end within the"
                                    + " address space, not %d bytes")
                            .formatted(first, bytes));
        }
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("a watchpoint needs READ, WRITE or both");
        }
        return Set.copyOf(kinds);
    }
}
