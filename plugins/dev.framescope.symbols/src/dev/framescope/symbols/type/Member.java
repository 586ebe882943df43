package dev.framescope.symbols.type;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * A member of a composite type (DWARF 5, section 5.7.6).
 *
 * @param name empty if it has none: an anonymous structure or union, whose members are used as if
 *     they were of the outer type
 * @param lazyType asked when needed; {@link #type} is what callers want
 * @param offset in bytes from the start of the composite type
 * @param bitOffset of a bit field: its lowest bit, counted from the least significant bit of the
 *     byte at {@code offset}; 0 otherwise
 * @param bitSize number of bits of a bit field; 0 for other members
 * @param base whether it is the part of a base class (C++); its name is the class's
 */
public record Member(
        String name,
        Supplier<Type> lazyType,
        long offset,
        int bitOffset,
        int bitSize,
        boolean base) {

    /** Checks that no part is missing. */
    public Member {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(lazyType, "lazyType");
    }

    /** A member that is no bit field. */
    public static Member of(String name, Type type, long offset) {
        return new Member(name, () -> type, offset, 0, 0, false);
    }

    /** The member's type. */
    public Type type() {
        return lazyType.get();
    }

    /** Whether it is a bit field. */
    public boolean isBitField() {
        return bitSize > 0;
    }
}
