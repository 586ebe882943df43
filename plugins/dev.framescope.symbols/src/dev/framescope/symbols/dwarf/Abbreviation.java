package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ByteReader;

import java.util.Arrays;
import java.util.Set;

/**
 * The shape of a kind of debugging information entry (DWARF 5, section 7.5.3). The arrays are
 * parallel, one element an attribute, and not to be changed.
 */
record Abbreviation(
        long code, int tag, boolean hasChildren, int[] attributes, int[] forms, long[] implicits) {

    /** Compilers use about 20; more than this is a broken file, and would make entries endless. */
    private static final int MAXIMUM_ATTRIBUTES = 256;

    /** Entries that are named after files. */
    private static final Set<Integer> FILES =
            Set.of(Tag.COMPILE_UNIT, Tag.PARTIAL_UNIT, Tag.TYPE_UNIT, Tag.SKELETON_UNIT);

    /** Reads the declaration after its code. */
    static Abbreviation read(long code, ByteReader in) throws SymbolException {
        int tag = (int) in.uleb();
        boolean hasChildren = in.u8() != 0;
        int[] attributes = new int[16];
        int[] forms = new int[16];
        long[] implicits = new long[16];
        int count = 0;
        while (true) {
            int attribute = (int) in.uleb();
            int form = (int) in.uleb();
            if (attribute == 0 && form == 0) {
                break;
            }
            if (count == MAXIMUM_ATTRIBUTES) {
                throw in.problem("abbreviation " + code + " has more than 256 attributes");
            }
            if (count == attributes.length) {
                attributes = Arrays.copyOf(attributes, 2 * count);
                forms = Arrays.copyOf(forms, 2 * count);
                implicits = Arrays.copyOf(implicits, 2 * count);
            }
            attributes[count] = attribute;
            forms[count] = form;
            implicits[count] = form == Form.IMPLICIT_CONST ? in.sleb() : 0;
            count++;
        }
        return new Abbreviation(
                code,
                tag,
                hasChildren,
                Arrays.copyOf(attributes, count),
                Arrays.copyOf(forms, count),
                Arrays.copyOf(implicits, count));
    }

    /**
     * Whether an entry has a name of which neither the text nor the offset of the text is in its
     * unit: by an index, in another file, or of an entry of another unit.
     */
    boolean isNamedElsewhere() {
        if (FILES.contains(tag)) {
            return false;
        }
        for (int i = 0; i < attributes.length; i++) {
            boolean here =
                    switch (attributes[i]) {
                        case Attribute.NAME, Attribute.LINKAGE_NAME, Attribute.MIPS_LINKAGE_NAME ->
                                forms[i] == Form.STRING || forms[i] == Form.STRP;
                        case Attribute.ABSTRACT_ORIGIN, Attribute.SPECIFICATION ->
                                forms[i] >= Form.REF1 && forms[i] <= Form.REF_UDATA;
                        default -> true;
                    };
            if (!here) {
                return true;
            }
        }
        return false;
    }

    /** Index of the attribute in the arrays, or -1. */
    int indexOf(int attribute) {
        for (int i = 0; i < attributes.length; i++) {
            if (attributes[i] == attribute) {
                return i;
            }
        }
        return -1;
    }
}
