package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.Budget;
import dev.framescope.symbols.elf.ByteReader;

import java.util.HashMap;
import java.util.Map;

/** The abbreviations of one or more units (DWARF 5, section 7.5.3). Immutable. */
final class AbbreviationTable {

    private final Map<Long, Abbreviation> byCode;
    private final boolean namesElsewhere;

    private AbbreviationTable(Map<Long, Abbreviation> byCode) {
        this.byCode = byCode;
        namesElsewhere = byCode.values().stream().anyMatch(Abbreviation::isNamedElsewhere);
    }

    /** Reads the declarations from the reader's position to the end of the table. */
    static AbbreviationTable read(ByteReader in, Budget budget) throws SymbolException {
        Map<Long, Abbreviation> byCode = new HashMap<>();
        while (true) {
            long start = in.offset();
            long code = in.uleb();
            if (code == 0) {
                return new AbbreviationTable(byCode);
            }
            byCode.putIfAbsent(code, Abbreviation.read(code, in));
            if (!budget.spend(in.offset() - start)) {
                throw in.problem("too many units have overlapping tables");
            }
        }
    }

    /** Whether entries may have names of which neither text nor offset is in the unit. */
    boolean namesElsewhere() {
        return namesElsewhere;
    }

    /** The abbreviation with that code, or null. */
    Abbreviation get(long code) {
        return byCode.get(code);
    }
}
