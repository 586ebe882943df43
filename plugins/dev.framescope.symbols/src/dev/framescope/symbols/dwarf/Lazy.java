package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;

import java.util.function.Consumer;

/**
 * A value that is read from the file when it is first asked for. Thread-safe.
 *
 * @param <T> the value's type
 */
final class Lazy<T> {

    private final Source<T> source;
    private final T fallback;
    private final Consumer<SymbolException> problems;
    private volatile T value;

    /** Reads the value. */
    interface Source<T> {
        T read() throws SymbolException;
    }

    /**
     * @param fallback the value if reading fails
     * @param problems takes the failure
     */
    Lazy(Source<T> source, T fallback, Consumer<SymbolException> problems) {
        this.source = source;
        this.fallback = fallback;
        this.problems = problems;
    }

    T get() {
        if (value == null) {
            read();
        }
        return value;
    }

    private synchronized void read() {
        if (value == null) {
            try {
                value = source.read();
            } catch (SymbolException e) {
                problems.accept(e);
                value = fallback;
            }
        }
    }
}
