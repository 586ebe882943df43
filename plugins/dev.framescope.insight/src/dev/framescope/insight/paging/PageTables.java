package dev.framescope.insight.paging;

import dev.framescope.machine.Inspection;

import java.util.List;
import java.util.Optional;

/**
 * The page tables below one {@code satp}, copied out of the machine. Immutable; any thread may use
 * it. Every table frame is read once, and all results are bounded, whatever the tables say.
 */
public final class PageTables {
    private PageTables() {}

    /** How {@code satp} translates (Privileged Architecture, satp register). */
    public enum Mode {
        BARE,
        SV39,
        /** A mode that the machine does not have. */
        UNSUPPORTED
    }

    /** Reads all tables that can be reached. Call on the machine thread. */
    public static PageTables of(Inspection machine, long satp) {
        throw new UnsupportedOperationException();
    }

    /** The register's value. */
    public long satp() {
        throw new UnsupportedOperationException();
    }

    public Mode mode() {
        throw new UnsupportedOperationException();
    }

    /** The address-space identifier in {@code satp}. */
    public int asid() {
        throw new UnsupportedOperationException();
    }

    /** The root table's frame. */
    public long rootPpn() {
        throw new UnsupportedOperationException();
    }

    /** The root table; empty in bare mode, and if the root does not lie in memory. */
    public Optional<PageTable> root() {
        throw new UnsupportedOperationException();
    }

    /** The table that an entry of kind TABLE points to. */
    public Optional<PageTable> target(PageTableEntry entry) {
        throw new UnsupportedOperationException();
    }

    /** Frames that hold tables, root first. */
    public List<Long> tablePpns() {
        throw new UnsupportedOperationException();
    }

    /** What is mapped, by ascending virtual address as an unsigned number. */
    public List<MappedRange> ranges() {
        throw new UnsupportedOperationException();
    }

    /** The virtual pages that map a frame, at most {@code limit}. */
    public List<VirtualPage> mappingsOf(long ppn, int limit) {
        throw new UnsupportedOperationException();
    }

    /** What could not be told in full, for a person; empty if all is there. */
    public List<String> problems() {
        throw new UnsupportedOperationException();
    }
}
