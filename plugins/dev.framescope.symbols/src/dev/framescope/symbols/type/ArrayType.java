package dev.framescope.symbols.type;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** An array of one dimension; one of several is an array of arrays (DWARF 5, section 5.5). */
public final class ArrayType implements Type {

    private final Optional<String> given;
    private final Supplier<Type> element;
    private final OptionalLong count;
    private final OptionalLong stride;

    /**
     * An array.
     *
     * @param name the name the language gives it; empty to write it as C does
     * @param element what it is made of; asked when needed, has to give the same each time
     * @param count number of elements; empty if it is not known, as for {@code extern char end[]}
     * @param stride bytes from one element to the next; empty for the element's size
     */
    public ArrayType(
            Optional<String> name,
            Supplier<Type> element,
            OptionalLong count,
            OptionalLong stride) {
        this.given = name;
        this.element = element;
        this.count = count;
        this.stride = stride;
    }

    /** An array of that many elements, written as C does. */
    public static ArrayType of(Type element, long count) {
        return new ArrayType(
                Optional.empty(), () -> element, OptionalLong.of(count), OptionalLong.empty());
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

    /** The name that the language gives it, if it does. */
    Optional<String> given() {
        return given;
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
