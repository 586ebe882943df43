package dev.framescope.symbols.dwarf;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map that forgets what has not been asked for longest. Belongs to one thread at a time.
 *
 * @param <K> what is asked for
 * @param <V> what is kept
 */
final class Recent<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1;

    private final int capacity;

    /** An empty map that keeps that many values. */
    Recent(int capacity) {
        super(16, 0.75f, true);
        this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > capacity;
    }
}
