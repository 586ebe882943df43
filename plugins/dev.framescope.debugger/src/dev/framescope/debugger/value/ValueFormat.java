package dev.framescope.debugger.value;

import java.util.Optional;

/** How numbers are written. Holds for all numbers inside a structure or an array. */
public enum ValueFormat {
    /** As the type suggests: decimal, characters, names of enumerators, symbols at addresses. */
    NATURAL(""),
    HEX("x"),
    /** With a sign if the type has one. */
    DECIMAL("d"),
    UNSIGNED("u"),
    OCTAL("o"),
    BINARY("t"),
    CHAR("c"),
    /** What pointers to characters, and arrays of characters, hold as text. */
    STRING("s");

    private final String letter;

    ValueFormat(String letter) {
        this.letter = letter;
    }

    /** What stands behind the comma in an expression such as {@code count,x}; empty if natural. */
    public String letter() {
        return letter;
    }

    /** The format of a letter as GDB and CDT have them; {@code b} is binary too. */
    public static Optional<ValueFormat> ofLetter(String letter) {
        if (letter.equals("b")) {
            return Optional.of(BINARY);
        }
        for (ValueFormat format : values()) {
            if (format != NATURAL && format.letter.equals(letter)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
