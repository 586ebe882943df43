package dev.framescope.symbols;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Collects what could not be read, each message once. Thread-safe. */
final class Problems implements Consumer<SymbolException> {

    /** A broken file has more of the same; nobody reads them all. */
    private static final int MAXIMUM = 100;

    private final Set<String> messages = new LinkedHashSet<>();

    @Override
    public synchronized void accept(SymbolException problem) {
        if (messages.size() < MAXIMUM) {
            messages.add(problem.getMessage());
        }
    }

    synchronized List<String> messages() {
        return new ArrayList<>(messages);
    }
}
