package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.Budget;
import dev.framescope.symbols.elf.ByteReader;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads the address ranges of the entries of one unit: a pair of attributes, or a list in {@code
 * .debug_ranges} (DWARF 4, section 2.17.3) or {@code .debug_rnglists} (DWARF 5, section 2.17.3).
 */
final class RangeReader {

    private static final int END_OF_LIST = 0x00;
    private static final int BASE_ADDRESSX = 0x01;
    private static final int STARTX_ENDX = 0x02;
    private static final int STARTX_LENGTH = 0x03;
    private static final int OFFSET_PAIR = 0x04;
    private static final int BASE_ADDRESS = 0x05;
    private static final int START_END = 0x06;
    private static final int START_LENGTH = 0x07;

    private final DwarfSections sections;
    private final CompilationUnit unit;

    RangeReader(DwarfSections sections, CompilationUnit unit) {
        this.sections = sections;
        this.unit = unit;
    }

    /** The ranges of an entry that are not empty and have code of the program. */
    List<AddressRange> ranges(Die die, Budget budget) throws SymbolException {
        List<AddressRange> ranges = new ArrayList<>();
        if (die.has(Attribute.RANGES)) {
            if (unit.encoding().version() >= 5) {
                readRangeList(die, ranges, budget);
            } else {
                readPairs(die.value(Attribute.RANGES), ranges, budget);
            }
        } else {
            OptionalLong low = unit.address(die, Attribute.LOW_PC);
            if (low.isPresent() && die.has(Attribute.HIGH_PC)) {
                OptionalLong high = unit.address(die, Attribute.HIGH_PC);
                // A constant is the size (DWARF 5, section 2.17.2).
                long size = high.isPresent() ? 0 : die.value(Attribute.HIGH_PC);
                add(ranges, low.getAsLong(), high.orElse(low.getAsLong() + size));
            }
        }
        return ranges;
    }

    /**
     * Linkers leave the ranges of code that they dropped in place, at address 0 or at the highest
     * addresses; the program has no code there.
     */
    private void add(List<AddressRange> ranges, long low, long high) {
        AddressRange range = new AddressRange(low, high);
        if (!range.isEmpty() && sections.hasCodeAt(low)) {
            ranges.add(range);
        }
    }

    private long unitBase() throws SymbolException {
        return unit.address(unit.root(), Attribute.LOW_PC).orElse(0);
    }

    private void readPairs(long offset, List<AddressRange> ranges, Budget budget)
            throws SymbolException {
        ByteReader in = sections.open(DwarfSections.RANGES).at(offset);
        int size = unit.encoding().addressSize();
        long selection = -1L >>> Long.SIZE - Byte.SIZE * size;
        long base = unitBase();
        while (true) {
            spend(in, 2 * size, budget);
            long low = in.unsigned(size);
            long high = in.unsigned(size);
            if (low == 0 && high == 0) {
                return;
            }
            if (low == selection) {
                base = high;
            } else {
                add(ranges, base + low, base + high);
            }
        }
    }

    private void readRangeList(Die die, List<AddressRange> ranges, Budget budget)
            throws SymbolException {
        ByteReader in = rangeList(die);
        int size = unit.encoding().addressSize();
        long base = unitBase();
        while (true) {
            spend(in, 1, budget);
            int kind = in.u8();
            switch (kind) {
                case END_OF_LIST -> {
                    return;
                }
                case BASE_ADDRESSX -> base = unit.indexedAddress(in.uleb());
                case BASE_ADDRESS -> base = in.unsigned(size);
                case STARTX_ENDX -> {
                    long low = unit.indexedAddress(in.uleb());
                    add(ranges, low, unit.indexedAddress(in.uleb()));
                }
                case STARTX_LENGTH -> {
                    long low = unit.indexedAddress(in.uleb());
                    add(ranges, low, low + in.uleb());
                }
                case OFFSET_PAIR -> {
                    long low = base + in.uleb();
                    add(ranges, low, base + in.uleb());
                }
                case START_END -> {
                    long low = in.unsigned(size);
                    add(ranges, low, in.unsigned(size));
                }
                case START_LENGTH -> {
                    long low = in.unsigned(size);
                    add(ranges, low, low + in.uleb());
                }
                default ->
                        throw in.problem(
                                String.format("unknown kind of range list entry 0x%x", kind));
            }
        }
    }

    private ByteReader rangeList(Die die) throws SymbolException {
        ByteReader in = sections.open(DwarfSections.RNGLISTS);
        long value = die.value(Attribute.RANGES);
        if (die.form(Attribute.RANGES) != Form.RNGLISTX) {
            return in.at(value);
        }
        int size = unit.encoding().offsetSize();
        long base = unit.base(Attribute.RNGLISTS_BASE, size == Long.BYTES ? 20 : 12);
        long offset = CompilationUnit.element(in, base, value, size).unsigned(size);
        return in.at(base + offset);
    }

    private static void spend(ByteReader in, int bytes, Budget budget) throws SymbolException {
        if (!budget.spend(bytes)) {
            throw in.problem("too many entries share their range lists");
        }
    }
}
