package dev.framescope.symbols.type;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An enumeration (DWARF 5, section 5.8). */
public final class EnumType implements Type {

    /**
     * A named value.
     *
     * @param name without the enumeration's
     * @param value sign-extended if the enumeration is signed
     */
    public record Enumerator(String name, long value) {}

    private final String name;
    private final long size;
    private final boolean scoped;
    private final Supplier<Type> underlying;
    private final Supplier<List<Enumerator>> enumerators;

    /**
     * An enumeration.
     *
     * @param size in bytes
     * @param scoped whether its names belong to it (C++ {@code enum class}, Rust)
     * @param underlying the type of its values; {@link UnknownType} if the file does not say
     * @param enumerators in the order of the source; has to give the same each time
     */
    public EnumType(
            String name,
            long size,
            boolean scoped,
            Supplier<Type> underlying,
            Supplier<List<Enumerator>> enumerators) {
        this.name = name;
        this.size = size;
        this.scoped = scoped;
        this.underlying = underlying;
        this.enumerators = enumerators;
    }

    /** The type of its values. */
    public Type underlying() {
        return underlying.get();
    }

    /** Its named values, in the order of the source. */
    public List<Enumerator> enumerators() {
        return enumerators.get();
    }

    /** The first name of a value; bits beyond the enumeration's size do not matter. */
    public Optional<Enumerator> enumerator(long value) {
        int unused = (int) Math.max(0, Math.min(Long.SIZE - 1, Long.SIZE - Byte.SIZE * size));
        return enumerators().stream().filter(e -> (e.value() ^ value) << unused == 0).findFirst();
    }

    /** Whether its names are used with the enumeration's name before them. */
    public boolean scoped() {
        return scoped;
    }

    @Override
    public String name() {
        return name;
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
