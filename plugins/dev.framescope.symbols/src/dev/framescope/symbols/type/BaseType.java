package dev.framescope.symbols.type;

import java.util.Objects;

/**
 * A type that is not made of others (DWARF 5, section 5.1).
 *
 * @param name as the language has it
 * @param size in bytes
 * @param encoding what the bits mean
 */
public record BaseType(String name, long size, Encoding encoding) implements Type {

    /** What the bits of a base type mean (DWARF 5, section 7.8). */
    public enum Encoding {
        /** A truth value: 0 is false. */
        BOOLEAN,
        /** A number in two's complement. */
        SIGNED,
        /** A number without a sign. */
        UNSIGNED,
        /** A binary floating-point number of IEEE 754. */
        FLOAT,
        /** Two floating-point numbers, the real part first. */
        COMPLEX_FLOAT,
        /** A character that is a signed number. */
        SIGNED_CHAR,
        /** A character that is an unsigned number. */
        UNSIGNED_CHAR,
        /** A code unit or code point of Unicode. */
        UTF,
        /** An address of the machine. */
        ADDRESS,
        /** Anything else, such as decimal numbers. */
        OTHER
    }

    /** Checks that no part is missing. */
    public BaseType {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(encoding, "encoding");
    }
}
