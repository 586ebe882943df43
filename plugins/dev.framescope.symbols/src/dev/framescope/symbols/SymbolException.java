package dev.framescope.symbols;

/**
 * An ELF file, or the debug information in it, cannot be read.
 *
 * <p>The message names the file, where in it the trouble is (section and offset) and what is wrong,
 * and is fit to be shown to a person as it is.
 */
public final class SymbolException extends Exception {

    private static final long serialVersionUID = 1L;

    /** An exception with a complete message for a person. */
    public SymbolException(String message) {
        super(message);
    }
}
