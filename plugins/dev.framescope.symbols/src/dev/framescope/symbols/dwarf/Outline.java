package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Which entries of a unit lie in which others, of those that give names to what is in them:
 * namespaces, types and functions. Immutable.
 */
final class Outline {

    /**
     * Parallel arrays, by ascending start: an entry, where what lies in it ends, and its parent.
     */
    private long[] starts = new long[16];

    private long[] ends = new long[16];
    private int[] parents = new int[16];
    private int count;

    private Outline() {}

    /** Reads a unit; what comes before a broken entry is kept. */
    static Outline read(CompilationUnit unit, Consumer<SymbolException> problems) {
        Outline outline = new Outline();
        try {
            outline.walk(unit.entries(), unit.header().end());
        } catch (SymbolException e) {
            problems.accept(e);
        }
        return outline;
    }

    private record Open(int index, int depth) {}

    private void walk(DieCursor cursor, long end) throws SymbolException {
        Deque<Open> open = new ArrayDeque<>();
        while (cursor.next()) {
            close(open, cursor.depth(), cursor.offset());
            Abbreviation shape = cursor.abbreviation();
            if (shape.hasChildren() && names(shape.tag())) {
                int parent = open.isEmpty() ? -1 : open.peek().index;
                open.push(new Open(add(cursor.offset(), end, parent), cursor.depth()));
            }
        }
    }

    private void close(Deque<Open> open, int depth, long offset) {
        while (!open.isEmpty() && open.peek().depth >= depth) {
            ends[open.pop().index] = offset;
        }
    }

    private int add(long start, long end, int parent) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
            parents = Arrays.copyOf(parents, 2 * count);
        }
        starts[count] = start;
        ends[count] = end;
        parents[count] = parent;
        return count++;
    }

    private static boolean names(int tag) {
        return switch (tag) {
            case Tag.NAMESPACE,
                    Tag.MODULE,
                    Tag.STRUCTURE_TYPE,
                    Tag.CLASS_TYPE,
                    Tag.UNION_TYPE,
                    Tag.INTERFACE_TYPE,
                    Tag.ENUMERATION_TYPE,
                    Tag.SUBPROGRAM ->
                    true;
            default -> false;
        };
    }

    /** The entries around the one at an offset, the innermost first. */
    long[] around(long offset) {
        int at = Arrays.binarySearch(starts, 0, count, offset);
        // The entry before may be around it, or one of those around that one.
        int candidate = at >= 0 ? parents[at] : -at - 2;
        long[] found = new long[8];
        int length = 0;
        while (candidate >= 0) {
            if (ends[candidate] > offset) {
                found = length == found.length ? Arrays.copyOf(found, 2 * length) : found;
                found[length++] = starts[candidate];
            }
            candidate = parents[candidate];
        }
        return Arrays.copyOf(found, length);
    }
}
