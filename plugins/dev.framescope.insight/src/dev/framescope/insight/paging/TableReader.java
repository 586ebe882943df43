package dev.framescope.insight.paging;

import dev.framescope.machine.Inspection;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** Copies all tables below a root out of the machine, each frame once. */
final class TableReader {
    private final Inspection machine;
    private final PteRules rules;
    private final int limit;
    private final Map<Long, TableFrame> frames = new LinkedHashMap<>();
    private final TreeSet<Long> unreadable = new TreeSet<>();
    private boolean truncated;

    /**
     * A frame that is used as a table.
     *
     * @param levels bit n is set if some path uses it as a table of level n
     */
    record TableFrame(long[] ptes, int levels) {
        boolean sameAs(TableFrame other) {
            return levels == other.levels && Arrays.equals(ptes, other.ptes);
        }
    }

    TableReader(Inspection machine, PteRules rules, int limit) {
        this.machine = machine;
        this.rules = rules;
        this.limit = limit;
    }

    /** Reads the table and what is below it; a frame is visited once for each level. */
    void read(long ppn, int level) {
        TableFrame known = frames.get(ppn);
        if (known == null && frames.size() >= limit) {
            truncated = true;
            return;
        }
        if (known != null && (known.levels & 1 << level) != 0) {
            return;
        }
        long[] ptes = known == null ? copy(ppn) : known.ptes;
        if (ptes.length == 0) {
            unreadable.add(ppn);
            return;
        }
        frames.put(ppn, new TableFrame(ptes, 1 << level | (known == null ? 0 : known.levels)));
        for (long pte : ptes) {
            if (pte != 0 && rules.kind(pte, level) == PageTableEntry.Kind.TABLE) {
                read(Sv39.ppn(pte), level - 1);
            }
        }
    }

    private long[] copy(long ppn) {
        byte[] bytes = new byte[(int) Sv39.PAGE_SIZE];
        if (machine.readPhysical(ppn << Sv39.PAGE_SHIFT, bytes, 0, bytes.length) < bytes.length) {
            return new long[0];
        }
        long[] ptes = new long[Sv39.ENTRIES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(ptes);
        return ptes;
    }

    /** What was read, root first. */
    Map<Long, TableFrame> frames() {
        return frames;
    }

    /** Frames that are pointed to but are no memory. */
    TreeSet<Long> unreadable() {
        return unreadable;
    }

    /** Whether there are more tables than the limit. */
    boolean truncated() {
        return truncated;
    }
}
