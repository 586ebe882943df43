package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ByteReader;

/** Walks over the entries of a unit in the order of the file. Belongs to one thread. */
final class DieCursor {

    private final ByteReader in;
    private final Encoding encoding;
    private final AbbreviationTable abbreviations;

    /** Where the unit starts, from which references count. */
    private final long unit;

    private long offset;
    private Abbreviation current;

    /** The current entry, once it has been read. */
    private Die read;

    /** Whether the attributes of the current entry have been passed. */
    private boolean passed = true;

    /** Whether {@link #skipChildren} has gone to the next entry already. */
    private boolean ahead;

    private int depth;

    /** A cursor before the entry at the reader's position; the reader ends with the unit. */
    DieCursor(ByteReader in, Encoding encoding, AbbreviationTable abbreviations, long unit) {
        this.in = in;
        this.encoding = encoding;
        this.abbreviations = abbreviations;
        this.unit = unit;
    }

    /** Goes to the next entry; the attributes of the current one are passed over if not read. */
    boolean next() throws SymbolException {
        if (ahead) {
            ahead = false;
            return current != null;
        }
        if (!passed) {
            Die.skip(current, in, encoding);
        }
        if (current != null && current.hasChildren()) {
            depth++;
        }
        return advance();
    }

    private boolean advance() throws SymbolException {
        current = null;
        read = null;
        passed = true;
        while (in.remaining() > 0) {
            offset = in.offset();
            long code = in.uleb();
            if (code == 0) { // ends a list of children
                depth--;
                continue;
            }
            current = abbreviations.get(code);
            if (current == null) {
                throw in.at(offset).problem("abbreviation " + code + " is not declared");
            }
            passed = false;
            return true;
        }
        return false;
    }

    /**
     * How deep the current entry lies below the first; negative for what comes after its parent.
     */
    int depth() {
        return depth;
    }

    /** The shape of the current entry. */
    Abbreviation abbreviation() {
        return current;
    }

    /** Where the current entry starts. */
    long offset() {
        return offset;
    }

    /** Reads the current entry; once only. */
    Die read() throws SymbolException {
        read = Die.read(offset, current, in, encoding);
        passed = true;
        return read;
    }

    /** Lets {@link #next} go to the entry after the current one's children. */
    void skipChildren() throws SymbolException {
        if (!current.hasChildren()) {
            return;
        }
        if (!passed && current.indexOf(Attribute.SIBLING) >= 0) {
            read();
        }
        if (read == null || !read.has(Attribute.SIBLING) || !seekSibling()) {
            walkOver();
        }
        ahead = true;
    }

    /** Goes to the sibling if it lies ahead: going back would never end. */
    private boolean seekSibling() throws SymbolException {
        long value = read.value(Attribute.SIBLING);
        long target = read.form(Attribute.SIBLING) == Form.REF_ADDR ? value : unit + value;
        if (target <= in.offset() || target > in.size()) {
            return false;
        }
        in.seek(target);
        advance();
        return true;
    }

    private void walkOver() throws SymbolException {
        int level = depth;
        boolean more = next();
        while (more && depth > level) {
            more = next();
        }
    }
}
