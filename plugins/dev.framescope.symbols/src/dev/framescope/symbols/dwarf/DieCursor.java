package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ByteReader;

/** Walks over the entries of a unit in the order of the file. Belongs to one thread. */
final class DieCursor {

    private final ByteReader in;
    private final Encoding encoding;
    private final AbbreviationTable abbreviations;
    private Abbreviation current;

    /** A cursor before the entry at the reader's position; the reader ends with the unit. */
    DieCursor(ByteReader in, Encoding encoding, AbbreviationTable abbreviations) {
        this.in = in;
        this.encoding = encoding;
        this.abbreviations = abbreviations;
    }

    /** Goes to the next entry; the attributes of the current one are passed over if not read. */
    boolean next() throws SymbolException {
        if (current != null) {
            Die.skip(current, in, encoding);
            current = null;
        }
        while (in.remaining() > 0) {
            long offset = in.offset();
            long code = in.uleb();
            if (code != 0) { // 0 ends a list of children
                current = abbreviations.get(code);
                if (current == null) {
                    throw in.at(offset).problem("abbreviation " + code + " is not declared");
                }
                return true;
            }
        }
        return false;
    }

    /** The shape of the current entry. */
    Abbreviation abbreviation() {
        return current;
    }

    /** Reads the current entry; once only. */
    Die read() throws SymbolException {
        Die die = Die.read(current, in, encoding);
        current = null;
        return die;
    }
}
