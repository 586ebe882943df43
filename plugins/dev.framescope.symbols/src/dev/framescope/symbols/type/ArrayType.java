package dev.framescope.symbols.type;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** An array of one dimension; one of several is an array of arrays (DWARF 5, section 5.5). */
public final class ArrayType implements Type {

    private final Notation notation;
    private final Optional<String> given;
    private final Supplier<Type> element;
    private final OptionalLong count;
    private final OptionalLong stride;

    /**
     * An array.
     *
     * @param notation how it is written
     * @param element what it is made of; asked when needed, has to give the same each time
     * @param count number of elements; empty if it is not known, as for {@code extern char end[]}
     * @param stride bytes from one element to the next; empty for the element's size
     */
    public ArrayType(
            Notation notation, Supplier<Type> element, OptionalLong count, OptionalLong stride) {
        this(notation, Optional.empty(), element, count, stride);
    }

    private ArrayType(
            Notation notation,
            Optional<String> name,
            Supplier<Type> element,
            OptionalLong count,
            OptionalLong stride) {
        this.notation = notation;
        this.given = name;
        this.element = element;
        this.count = count;
        this.stride = stride;
    }

    /** An array of that many elements, written as C does. */
    public static ArrayType of(Type element, long count) {
        return new ArrayType(
                Notation.C, () -> element, OptionalLong.of(count), OptionalLong.empty());
    }

    /** An array of that many elements, such as a slice's, that has a name of its own. */
    public static ArrayType named(String name, Type element, long count) {
        return new ArrayType(
                Notation.C,
                Optional.of(name),
                () -> element,
                OptionalLong.of(count),
                OptionalLong.empty());
    }

    /** What it is made of. */
    public Type element() {
        return element.get();
    }

    /** Number of elements; empty if it is not known. */
    public OptionalLong count() {
        return count;
    }

    /** Bytes from one element to the next. */
    public long stride() {
        return stride.orElseGet(() -> element().size());
    }

    /** The name that it was given, if it was. */
    Optional<String> given() {
        return given;
    }

    /** How it is written. */
    Notation notation() {
        return notation;
    }

    @Override
    public String name() {
        return given.orElseGet(() -> Declarator.nameOf(this));
    }

    @Override
    public long size() {
        return count.orElse(0) * stride();
    }

    @Override
    public String toString() {
        return name();
    }
}
