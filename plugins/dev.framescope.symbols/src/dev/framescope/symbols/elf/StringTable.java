package dev.framescope.symbols.elf;

import dev.framescope.symbols.SymbolException;

import java.util.HashMap;
import java.util.Map;

/**
 * A section of strings that others refer to by offset. Thread-safe; equal offsets share a string.
 */
public final class StringTable {

    /** An honest table is read about once; strings that share their ends make it a little more. */
    private static final int READS_PER_BYTE = 8;

    private static final long MINIMUM_BUDGET = 1 << 20;

    private final ByteReader section;
    private final Map<Long, String> known = new HashMap<>();
    private final Budget budget;

    /** The table in the bytes of the reader. */
    public StringTable(ByteReader section) {
        this.section = section;
        budget = new Budget(MINIMUM_BUDGET + READS_PER_BYTE * section.size());
    }

    /**
     * The string at that offset.
     *
     * @throws SymbolException if the offset is outside or the string has no end
     */
    public synchronized String get(long offset) throws SymbolException {
        String string = known.get(offset);
        if (string == null) {
            ByteReader reader = section.at(offset);
            string = reader.string();
            if (!budget.spend(string.length())) {
                throw section.problem("too many strings share their bytes");
            }
            known.put(offset, string);
        }
        return string;
    }
}
