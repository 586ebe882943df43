package dev.framescope.symbols.dwarf;

import java.util.Arrays;
import java.util.List;

/**
 * The rows that a line program makes (DWARF 5, section 6.2), in sequences of ascending addresses.
 *
 * <p>Rows are numbered from 0. A row holds from its address to the next row's in its sequence;
 * several rows may have the same address, and then only the last of them holds. Immutable.
 */
public final class LineTable {

    /** A table without rows. */
    static final LineTable EMPTY = new LineTableBuilder(address -> false).build();

    private static final int STATEMENT = 1;
    private static final int PROLOGUE_END = 2;
    private static final int DISCRIMINATED = 4;

    private final long[] addresses;
    private final int[] files;
    private final int[] lines;
    private final int[] columns;
    private final byte[] flags;
    private final AddressIndex<Sequence> sequences;
    private final List<Sequence> sequenceList;

    /**
     * A run of machine code in the order of addresses.
     *
     * @param low address of the first row
     * @param high address after the last instruction
     * @param first number of the first row
     * @param end number after the last row
     */
    record Sequence(long low, long high, int first, int end) {}

    /**
     * Consecutive rows.
     *
     * @param first number of the first row
     * @param end number after the last row
     */
    public record Rows(int first, int end) {

        /** No rows. */
        public static final Rows NONE = new Rows(0, 0);
    }

    LineTable(LineTableBuilder builder) {
        int count = builder.count;
        addresses = Arrays.copyOf(builder.addresses, count);
        files = Arrays.copyOf(builder.files, count);
        lines = Arrays.copyOf(builder.lines, count);
        columns = Arrays.copyOf(builder.columns, count);
        flags = Arrays.copyOf(builder.flags, count);
        sequenceList = List.copyOf(builder.sequences);
        AddressIndex.Builder<Sequence> index = new AddressIndex.Builder<>();
        for (Sequence sequence : sequenceList) {
            index.add(new AddressRange(sequence.low, sequence.high), sequence);
        }
        sequences = index.build();
    }

    /** The flags of a row as one byte. */
    static byte flags(boolean statement, boolean prologueEnd, boolean discriminated) {
        return (byte)
                ((statement ? STATEMENT : 0)
                        | (prologueEnd ? PROLOGUE_END : 0)
                        | (discriminated ? DISCRIMINATED : 0));
    }

    /** The row that holds at the address, or -1. */
    public int rowAt(long address) {
        Sequence sequence = sequences.innermostAt(address);
        return sequence == null ? -1 : lastRowUpTo(sequence, address);
    }

    private int lastRowUpTo(Sequence sequence, long address) {
        int low = sequence.first;
        int high = sequence.end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(addresses[middle], address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** The rows with an address in the range, which starts within a sequence; none otherwise. */
    public Rows rowsIn(AddressRange range) {
        Sequence sequence = sequences.innermostAt(range.low());
        if (sequence == null) {
            return Rows.NONE;
        }
        int first = lastRowUpTo(sequence, range.low());
        while (first > sequence.first && addresses[first - 1] == range.low()) {
            first--;
        }
        if (addresses[first] != range.low()) {
            first++;
        }
        int end = first;
        while (end < sequence.end && range.contains(addresses[end])) {
            end++;
        }
        return new Rows(first, end);
    }

    /** The longest run of addresses with the same file and line around one that has a row. */
    public AddressRange sameLineAround(long address) {
        Sequence sequence = sequences.innermostAt(address);
        int row = lastRowUpTo(sequence, address);
        int first = row;
        for (int i = row; i >= sequence.first && sameLineOrEmpty(sequence, i, row); i--) {
            first = sameLine(i, row) ? i : first;
        }
        int after = row + 1;
        while (after < sequence.end && sameLineOrEmpty(sequence, after, row)) {
            after++;
        }
        return new AddressRange(addresses[first], endOf(sequence, after - 1));
    }

    private boolean sameLineOrEmpty(Sequence sequence, int row, int other) {
        return sameLine(row, other) || endOf(sequence, row) == addresses[row];
    }

    private long endOf(Sequence sequence, int row) {
        return row + 1 < sequence.end ? addresses[row + 1] : sequence.high;
    }

    /** Whether two rows have the same file and line. */
    public boolean sameLine(int row, int other) {
        return lines[row] == lines[other] && files[row] == files[other];
    }

    /** The sequences, each as its rows, in the order of the program. */
    public List<Rows> sequences() {
        return sequenceList.stream().map(s -> new Rows(s.first, s.end)).toList();
    }

    /** The link address from which the row holds. */
    public long address(int row) {
        return addresses[row];
    }

    /** The file's number in the program's file table. */
    public int file(int row) {
        return files[row];
    }

    /** The source line from 1; 0 if the code belongs to no line. */
    public int line(int row) {
        return lines[row];
    }

    /** The column from 1; 0 if it is not recorded. */
    public int column(int row) {
        return columns[row];
    }

    /** Whether the address is a recommended place for a breakpoint ({@code is_stmt}). */
    public boolean isStatement(int row) {
        return (flags[row] & STATEMENT) != 0;
    }

    /** Whether the function's prologue ends here ({@code prologue_end}). */
    public boolean isPrologueEnd(int row) {
        return (flags[row] & PROLOGUE_END) != 0;
    }

    /** Whether a row of the same line, up to this one, has a discriminator that is not 0. */
    public boolean isDiscriminated(int row) {
        return (flags[row] & DISCRIMINATED) != 0;
    }
}
