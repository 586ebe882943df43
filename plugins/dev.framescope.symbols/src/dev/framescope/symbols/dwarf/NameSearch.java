package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ByteReader;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Finds the units that may have an entry of a name, without reading their entries: those with the
 * bytes of the name, or of its offset in {@code .debug_str}. May name too many, but leaves out
 * none. Any thread may use it.
 */
public final class NameSearch {

    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

    /** A name with more offsets (of a generic function, say) is probably in every unit. */
    private static final int MOST_OFFSETS = 256;

    private static final int KEPT = 64;
    private static final int CHUNK = 1 << 16;

    private final DwarfSections sections;
    private final List<CompilationUnit> units;
    private final Consumer<SymbolException> problems;
    private final Map<String, List<CompilationUnit>> known = new Recent<>(KEPT);

    NameSearch(DwarfSections sections, UnitIndex units, Consumer<SymbolException> problems) {
        this.sections = sections;
        this.units = units.all();
        this.problems = problems;
    }

    /**
     * The units that may name an entry so.
     *
     * @param name the last component of a path, without arguments
     */
    synchronized List<CompilationUnit> units(String name) {
        return known.computeIfAbsent(name, this::search);
    }

    /**
     * Whether whatever records a name has these very characters: linkage names, too. Others, such
     * as those of operators and closures, are written in many ways.
     */
    public static boolean isVerbatim(String name) {
        return SIMPLE.matcher(name).matches();
    }

    private List<CompilationUnit> search(String name) {
        if (!isVerbatim(name)) {
            return units;
        }
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        try {
            Optional<int[]> offsets = offsets(bytes);
            if (offsets.isEmpty()) {
                return units;
            }
            Marks marks = new Marks(bytes, offsets.get());
            return units.parallelStream().filter(unit -> mayName(unit, marks)).toList();
        } catch (SymbolException e) {
            problems.accept(e);
            return units;
        }
    }

    private boolean mayName(CompilationUnit unit, Marks marks) {
        try {
            return unit.abbreviations().namesElsewhere() || marks.isIn(unit.bytes());
        } catch (SymbolException e) {
            problems.accept(e);
            return true;
        }
    }

    /** By which offsets of {@code .debug_str} entries get the name; empty if they are too many. */
    private Optional<int[]> offsets(byte[] name) throws SymbolException {
        Set<Integer> offsets = new TreeSet<>();
        if (!sections.has(DwarfSections.STR)) {
            return Optional.of(new int[0]);
        }
        ByteReader in = sections.open(DwarfSections.STR);
        long string = 0; // in which the position is; Zig writes a path before the name
        while (in.remaining() > 0) {
            long start = in.offset();
            byte[] chunk = in.bytes(Math.min(CHUNK, in.remaining()));
            for (int i = 0; i < chunk.length; i++) {
                if (chunk[i] == 0) {
                    string = start + i + 1;
                } else if (isAt(chunk, i, name)) {
                    offsets.add((int) (start + i));
                    offsets.add((int) string);
                }
            }
            if (offsets.size() > MOST_OFFSETS) {
                return Optional.empty();
            }
            // What is cut off by the end of the chunk is whole in the next one.
            repeat(in, chunk, name.length);
        }
        return Optional.of(offsets.stream().mapToInt(offset -> offset).toArray());
    }

    private static void repeat(ByteReader in, byte[] chunk, int length) throws SymbolException {
        if (in.remaining() > 0 && chunk.length > length) {
            in.seek(in.offset() - length);
        }
    }

    /** Whether the name is there, with its end or generic arguments behind it. */
    private static boolean isAt(byte[] bytes, int at, byte[] name) {
        int end = at + name.length;
        return bytes[at] == name[0]
                && end < bytes.length
                && (bytes[end] == 0 || bytes[end] == '<')
                && Arrays.equals(bytes, at, end, name, 0, name.length);
    }

    /** What the bytes of a unit are searched for. */
    private static final class Marks {

        private final byte[] name;
        private final int[] offsets;

        /** Whether a byte starts the name or one of the offsets. */
        private final boolean[] starts = new boolean[256];

        /**
         * @param name as it is in the unit itself
         * @param offsets ascending; of which the lower 32 bits are in the unit
         */
        Marks(byte[] name, int[] offsets) {
            this.name = name;
            this.offsets = offsets;
            starts[name[0]] = true;
            for (int offset : offsets) {
                starts[offset & 0xff] = true;
            }
        }

        boolean isIn(ByteReader unit) throws SymbolException {
            int longest = Math.max(name.length, Integer.BYTES);
            while (unit.remaining() > 0) {
                byte[] chunk = unit.bytes(Math.min(CHUNK, unit.remaining()));
                for (int i = 0; i < chunk.length; i++) {
                    if (starts[chunk[i] & 0xff] && (isAt(chunk, i, name) || isOffset(chunk, i))) {
                        return true;
                    }
                }
                repeat(unit, chunk, longest);
            }
            return false;
        }

        private boolean isOffset(byte[] bytes, int at) {
            if (at + Integer.BYTES > bytes.length) {
                return false;
            }
            int value = ByteReader.int32(bytes, at);
            return Arrays.binarySearch(offsets, value) >= 0;
        }
    }
}
