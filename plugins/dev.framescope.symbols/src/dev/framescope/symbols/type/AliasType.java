package dev.framescope.symbols.type;

import java.util.function.Supplier;

/** Another name of a type: a typedef (DWARF 5, section 5.4). */
public final class AliasType implements Type {

    private final String name;
    private final Supplier<Type> target;

    /**
     * A typedef.
     *
     * @param target asked when needed, has to give the same each time
     */
    public AliasType(String name, Supplier<Type> target) {
        this.name = name;
        this.target = target;
    }

    /** The type that it names. */
    public Type target() {
        return target.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return target().size();
    }

    @Override
    public String toString() {
        return name();
    }
}
