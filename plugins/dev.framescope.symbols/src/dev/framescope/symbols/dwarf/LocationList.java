package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ByteReader;

import java.util.Optional;

/**
 * A list of places by address: in {@code .debug_loclists} (DWARF 5, section 7.7.3) or {@code
 * .debug_loc} (DWARF 4, section 2.6.2).
 */
final class LocationList {

    private static final String LOC = ".debug_loc";
    private static final String LOCLISTS = ".debug_loclists";

    private static final int END_OF_LIST = 0x00;
    private static final int BASE_ADDRESSX = 0x01;
    private static final int STARTX_ENDX = 0x02;
    private static final int STARTX_LENGTH = 0x03;
    private static final int OFFSET_PAIR = 0x04;
    private static final int DEFAULT_LOCATION = 0x05;
    private static final int BASE_ADDRESS = 0x06;
    private static final int START_END = 0x07;
    private static final int START_LENGTH = 0x08;

    /** GCC's numbers of views of an address, of which a debugger by address needs none. */
    private static final int GNU_VIEW_PAIR = 0x09;

    private final CompilationUnit unit;
    private final ByteReader in;

    private LocationList(CompilationUnit unit, ByteReader in) {
        this.unit = unit;
        this.in = in;
    }

    static LocationList of(Entry entry, int attribute) throws SymbolException {
        CompilationUnit unit = entry.unit();
        long value = entry.die().value(attribute);
        if (unit.encoding().version() < 5) {
            return new LocationList(unit, unit.sections().open(LOC).at(value));
        }
        ByteReader lists = unit.sections().open(LOCLISTS);
        if (entry.die().form(attribute) != Form.LOCLISTX) {
            return new LocationList(unit, lists.at(value));
        }
        int size = unit.encoding().offsetSize();
        long base = unit.base(Attribute.LOCLISTS_BASE, size == Long.BYTES ? 20 : 12);
        long offset = CompilationUnit.element(lists, base, value, size).unsigned(size);
        return new LocationList(unit, lists.at(base + offset));
    }

    /** The operations that hold at a link address. */
    Optional<byte[]> at(long address) throws SymbolException {
        return unit.encoding().version() < 5 ? pairsAt(address) : kindsAt(address);
    }

    private long unitBase() throws SymbolException {
        return unit.address(unit.root(), Attribute.LOW_PC).orElse(0);
    }

    private Optional<byte[]> pairsAt(long address) throws SymbolException {
        int size = unit.encoding().addressSize();
        long selection = -1L >>> Long.SIZE - Byte.SIZE * size;
        long base = unitBase();
        while (true) {
            long low = in.unsigned(size);
            long high = in.unsigned(size);
            if (low == 0 && high == 0) {
                return Optional.empty();
            }
            if (low == selection) {
                base = high;
                continue;
            }
            int length = in.u16();
            if (new AddressRange(base + low, base + high).contains(address)) {
                return Optional.of(in.bytes(length));
            }
            in.skip(length);
        }
    }

    private Optional<byte[]> kindsAt(long address) throws SymbolException {
        int size = unit.encoding().addressSize();
        long base = unitBase();
        Optional<byte[]> otherwise = Optional.empty();
        while (true) {
            int kind = in.u8();
            switch (kind) {
                case END_OF_LIST -> {
                    return otherwise;
                }
                case BASE_ADDRESSX -> base = unit.indexedAddress(in.uleb());
                case BASE_ADDRESS -> base = in.unsigned(size);
                case GNU_VIEW_PAIR -> {
                    in.uleb();
                    in.uleb();
                }
                case DEFAULT_LOCATION -> otherwise = Optional.of(in.bytes(in.uleb()));
                default -> {
                    AddressRange range = range(kind, base, size);
                    long length = in.uleb();
                    if (range.contains(address)) {
                        return Optional.of(in.bytes(length));
                    }
                    in.skip(length);
                }
            }
        }
    }

    private AddressRange range(int kind, long base, int size) throws SymbolException {
        return switch (kind) {
            case STARTX_ENDX -> {
                long low = unit.indexedAddress(in.uleb());
                yield new AddressRange(low, unit.indexedAddress(in.uleb()));
            }
            case STARTX_LENGTH -> {
                long low = unit.indexedAddress(in.uleb());
                yield new AddressRange(low, low + in.uleb());
            }
            case OFFSET_PAIR -> {
                long low = base + in.uleb();
                yield new AddressRange(low, base + in.uleb());
            }
            case START_END -> {
                long low = in.unsigned(size);
                yield new AddressRange(low, in.unsigned(size));
            }
            case START_LENGTH -> {
                long low = in.unsigned(size);
                yield new AddressRange(low, low + in.uleb());
            }
            default ->
                    throw in.problem(
                            String.format("unknown kind of location list entry 0x%x", kind));
        };
    }
}
