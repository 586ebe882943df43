package dev.framescope.debugger.format;

import dev.framescope.debugger.value.Value;

/**
 * A part of a value, to be shown below it.
 *
 * @param kind what it is
 * @param name its name beside its siblings: {@code refs}, {@code [3]}, {@code *next}
 * @param access what makes an expression for the part when {@code %s} in it is replaced by one for
 *     the whole; empty if there is no such expression
 * @param value the part
 * @param raw whether formatters are not to be asked for it
 */
public record Part(Kind kind, String name, String access, Value value, boolean raw) {
    /** What a part can be. */
    public enum Kind {
        FIELD,
        BASE_CLASS,
        ELEMENT,
        TARGET,
        /** The whole once more, as it is without a formatter. */
        RAW
    }

    Part(Kind kind, String name, String access, Value value) {
        this(kind, name, access, value, false);
    }
}
