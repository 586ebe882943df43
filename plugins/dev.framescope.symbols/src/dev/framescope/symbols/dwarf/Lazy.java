package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A value that is made when it is first asked for, once. Thread-safe.
 *
 * @param <T> the value's type
 */
public final class Lazy<T> {

    private final Supplier<T> supplier;
    private volatile T value;

    /**
     * Reads a value from a file.
     *
     * @param <T> the value's type
     */
    interface Source<T> {
        T read() throws SymbolException;
    }

    /** A value that can always be made; never null. */
    public Lazy(Supplier<T> supplier) {
        this.supplier = supplier;
    }

    /**
     * A value that may be unreadable.
     *
     * @param fallback the value if reading fails
     * @param problems takes the failure
     */
    static <T> Lazy<T> reading(Source<T> source, T fallback, Consumer<SymbolException> problems) {
        return new Lazy<>(
                () -> {
                    try {
                        return source.read();
                    } catch (SymbolException e) {
                        problems.accept(e);
                        return fallback;
                    }
                });
    }

    /** Whether the value is there already. */
    boolean isMade() {
        return value != null;
    }

    /** The value; other threads wait while one makes it. */
    public T get() {
        T made = value;
        return made != null ? made : make();
    }

    private synchronized T make() {
        if (value == null) {
            value = supplier.get();
        }
        return value;
    }
}
