package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.dwarf.LineTable.Sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;

/** Collects the rows of a line program, and closes them into sequences. */
final class LineTableBuilder {

    long[] addresses = new long[256];
    int[] files = new int[256];
    int[] lines = new int[256];
    int[] columns = new int[256];
    byte[] flags = new byte[256];
    int count;
    final List<Sequence> sequences = new ArrayList<>();

    private final LongPredicate isCode;
    private int sequenceStart;

    /**
     * @param isCode whether the program has instructions at an address; sequences elsewhere belong
     *     to code that the linker dropped
     */
    LineTableBuilder(LongPredicate isCode) {
        this.isCode = isCode;
    }

    void row(long address, int file, int line, int column, byte rowFlags) {
        if (count == addresses.length) {
            grow();
        }
        addresses[count] = address;
        files[count] = file;
        lines[count] = line;
        columns[count] = column;
        flags[count] = rowFlags;
        count++;
    }

    private void grow() {
        addresses = Arrays.copyOf(addresses, 2 * count);
        files = Arrays.copyOf(files, 2 * count);
        lines = Arrays.copyOf(lines, 2 * count);
        columns = Arrays.copyOf(columns, 2 * count);
        flags = Arrays.copyOf(flags, 2 * count);
    }

    /** Ends the sequence at an address; it is dropped if it is empty or no code of the program. */
    void endSequence(long high) {
        if (count > sequenceStart) {
            if (!ordered()) {
                sort();
            }
            long low = addresses[sequenceStart];
            if (Long.compareUnsigned(low, high) < 0 && isCode.test(low)) {
                sequences.add(new Sequence(low, high, sequenceStart, count));
                sequenceStart = count;
            }
        }
        count = sequenceStart;
    }

    /** Whether the addresses ascend, as they should (DWARF 5, section 6.2.5). */
    private boolean ordered() {
        for (int i = sequenceStart + 1; i < count; i++) {
            if (Long.compareUnsigned(addresses[i - 1], addresses[i]) > 0) {
                return false;
            }
        }
        return true;
    }

    private void sort() {
        int length = count - sequenceStart;
        Integer[] order = new Integer[length];
        Arrays.setAll(order, i -> sequenceStart + i);
        Arrays.sort(order, (a, b) -> Long.compareUnsigned(addresses[a], addresses[b]));
        LineTableBuilder sorted = new LineTableBuilder(isCode);
        for (int row : order) {
            sorted.row(addresses[row], files[row], lines[row], columns[row], flags[row]);
        }
        System.arraycopy(sorted.addresses, 0, addresses, sequenceStart, length);
        System.arraycopy(sorted.files, 0, files, sequenceStart, length);
        System.arraycopy(sorted.lines, 0, lines, sequenceStart, length);
        System.arraycopy(sorted.columns, 0, columns, sequenceStart, length);
        System.arraycopy(sorted.flags, 0, flags, sequenceStart, length);
    }

    /** Whether there are rows of a sequence that has not been ended. */
    boolean isOpen() {
        return count > sequenceStart;
    }

    /** The table of the sequences that have been ended. */
    LineTable build() {
        count = sequenceStart;
        return new LineTable(this);
    }
}
