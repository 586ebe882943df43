package dev.framescope.symbols.type;

import java.util.function.Supplier;

/**
 * A type that a generic type or template was made with (DWARF 5, section 2.23).
 *
 * @param name the parameter's name: {@code T}
 * @param lazyType asked when needed; {@link #type} is what callers want
 */
public record TypeArgument(String name, Supplier<Type> lazyType) {

    /** The argument. */
    public Type type() {
        return lazyType.get();
    }
}
