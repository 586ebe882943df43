package dev.framescope.symbols.type;

import java.util.Optional;
import java.util.function.Supplier;

/** A pointer or reference (DWARF 5, section 5.3). */
public final class PointerType implements Type {

    /** The kinds of pointers. */
    public enum Kind {
        /**
         * A pointer; in Rust references, too, as the debug information does not tell them apart.
         */
        POINTER,
        /** A reference of C++, {@code T &}. */
        REFERENCE,
        /** An rvalue reference of C++, {@code T &&}. */
        RVALUE_REFERENCE
    }

    private final Kind kind;
    private final Notation notation;
    private final Optional<String> given;
    private final long size;
    private final Supplier<Type> target;

    /**
     * A pointer.
     *
     * @param notation how it is written
     * @param name the name the debug information gives it, as Rust does; empty to make one from the
     *     target's
     * @param size in bytes
     * @param target what it points to; asked when needed, has to give the same each time
     */
    public PointerType(
            Kind kind, Notation notation, Optional<String> name, long size, Supplier<Type> target) {
        this.kind = kind;
        this.notation = notation;
        this.given = name;
        this.size = size;
        this.target = target;
    }

    /** A pointer of the machine to a type. */
    public static PointerType to(Type target) {
        return new PointerType(
                Kind.POINTER, Notation.C, Optional.empty(), Long.BYTES, () -> target);
    }

    /** Which kind of pointer it is. */
    public Kind kind() {
        return kind;
    }

    /** The type of what it points to. */
    public Type target() {
        return target.get();
    }

    /** How it is written. */
    Notation notation() {
        return notation;
    }

    /** The name that the debug information gives it, if it does. */
    Optional<String> given() {
        return given;
    }

    @Override
    public String name() {
        return given.orElseGet(() -> Declarator.nameOf(this));
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public String toString() {
        return name();
    }
}
