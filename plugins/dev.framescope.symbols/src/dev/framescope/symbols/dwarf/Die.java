package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ByteReader;

/** A debugging information entry: its tag, and its attributes as {@link Form#read} gives them. */
final class Die {

    private final long offset;
    private final Abbreviation abbreviation;
    private final int[] forms;
    private final long[] values;

    private Die(long offset, Abbreviation abbreviation, int[] forms, long[] values) {
        this.offset = offset;
        this.abbreviation = abbreviation;
        this.forms = forms;
        this.values = values;
    }

    /**
     * Reads the attributes of an entry whose code has just been read.
     *
     * @param offset where the entry starts in its section
     */
    static Die read(long offset, Abbreviation abbreviation, ByteReader in, Encoding encoding)
            throws SymbolException {
        int[] forms = abbreviation.forms();
        long[] values = new long[forms.length];
        for (int i = 0; i < values.length; i++) {
            int form = forms[i];
            if (form == Form.INDIRECT) {
                form = (int) in.uleb();
                forms = forms.clone();
                forms[i] = form;
            }
            values[i] = Form.read(form, abbreviation.implicits()[i], in, encoding);
        }
        return new Die(offset, abbreviation, forms, values);
    }

    /** Passes over the attributes of an entry whose code has just been read. */
    static void skip(Abbreviation abbreviation, ByteReader in, Encoding encoding)
            throws SymbolException {
        for (int form : abbreviation.forms()) {
            Form.read(form == Form.INDIRECT ? (int) in.uleb() : form, 0, in, encoding);
        }
    }

    /** Where the entry starts in its section. */
    long offset() {
        return offset;
    }

    int tag() {
        return abbreviation.tag();
    }

    boolean hasChildren() {
        return abbreviation.hasChildren();
    }

    boolean has(int attribute) {
        return abbreviation.indexOf(attribute) >= 0;
    }

    /** The form of an attribute that the entry has. */
    int form(int attribute) {
        return forms[abbreviation.indexOf(attribute)];
    }

    /** The value of an attribute that the entry has, as {@link Form#read} gives it. */
    long value(int attribute) {
        return values[abbreviation.indexOf(attribute)];
    }
}
