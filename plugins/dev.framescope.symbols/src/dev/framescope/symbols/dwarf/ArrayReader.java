package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.type.ArrayType;
import dev.framescope.symbols.type.Notation;
import dev.framescope.symbols.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Makes array types: one inside the other for several dimensions (DWARF 5, section 5.5). */
final class ArrayReader {

    private ArrayReader() {}

    static ArrayType read(Entry entry, Supplier<Type> element) throws SymbolException {
        List<OptionalLong> counts = new ArrayList<>();
        for (Entry child : entry.children()) {
            if (child.tag() == Tag.SUBRANGE_TYPE || child.tag() == Tag.ENUMERATION_TYPE) {
                counts.add(count(child));
            }
        }
        if (counts.isEmpty()) {
            counts.add(OptionalLong.empty());
        }
        Notation notation = TypeReader.notation(entry);
        ArrayType array = new ArrayType(notation, element, counts.getLast(), stride(entry));
        for (OptionalLong count : counts.reversed().subList(1, counts.size())) {
            ArrayType inner = array;
            array = new ArrayType(notation, () -> inner, count, OptionalLong.empty());
        }
        return array;
    }

    private static OptionalLong stride(Entry entry) {
        OptionalLong bits = entry.number(Attribute.BIT_STRIDE);
        return bits.isPresent() && bits.getAsLong() % Byte.SIZE == 0
                ? OptionalLong.of(bits.getAsLong() / Byte.SIZE)
                : entry.number(Attribute.BYTE_STRIDE);
    }

    /** The number of elements; not known if it depends on the program's state. */
    private static OptionalLong count(Entry range) {
        OptionalLong upper = range.number(Attribute.UPPER_BOUND);
        if (upper.isEmpty()) {
            return range.number(Attribute.COUNT);
        }
        long lower = range.number(Attribute.LOWER_BOUND).orElse(0);
        return OptionalLong.of(Math.max(0, upper.getAsLong() - lower + 1));
    }
}
