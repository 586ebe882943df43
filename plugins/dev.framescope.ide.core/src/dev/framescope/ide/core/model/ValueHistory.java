package dev.framescope.ide.core.model;

import java.util.HashMap;
import java.util.Map;

/** What was shown of the values of one activation, at this stop and at the one before. */
final class ValueHistory {
    private Map<String, String> before = new HashMap<>();

    /** As first read at this stop: what is changed by hand is another one then. */
    private Map<String, String> now = new HashMap<>();

    /** The machine has run and stands again. */
    synchronized void stopped() {
        before = now;
        now = new HashMap<>();
    }

    /**
     * Takes note of a value.
     *
     * @param key names the value, and the format it is written in
     * @return whether another one was shown at the stop before, or earlier at this one
     */
    synchronized boolean note(String key, String text) {
        String first = now.putIfAbsent(key, text);
        String old = before.getOrDefault(key, first == null ? text : first);
        return !old.equals(text);
    }
}
