package dev.framescope.symbols;

import java.util.function.Supplier;

/**
 * A value that is made when it is first asked for, once. Thread-safe.
 *
 * @param <T> the value's type
 */
final class OnDemand<T> {

    private final Supplier<T> supplier;
    private volatile T value;

    OnDemand(Supplier<T> supplier) {
        this.supplier = supplier;
    }

    T get() {
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
