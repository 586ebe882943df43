package dev.framescope.ide.core.model;

import dev.framescope.debugger.value.ValueFormat;

import java.util.Optional;

/**
 * How a person wants to see a value.
 *
 * @param format how numbers are written; empty for what is usual
 * @param cast the type to show it as; empty for its own
 */
public record ValueView(Optional<ValueFormat> format, String cast) {
    /** As it is. */
    public static final ValueView USUAL = new ValueView(Optional.empty(), "");

    /** The same with another format; empty for the usual one. */
    public ValueView withFormat(Optional<ValueFormat> other) {
        return new ValueView(other, cast);
    }

    /** The same as another type; empty for its own. */
    public ValueView withCast(String type) {
        return new ValueView(format, type.strip());
    }

    /** As text that {@link #parse} reads. */
    String write() {
        return format.map(Enum::name).orElse("") + ';' + cast;
    }

    /** Reads what {@link #write} writes; what a later version has written is the usual view. */
    static ValueView parse(String text) {
        int end = text.indexOf(';');
        if (end < 0) {
            return USUAL;
        }
        String name = text.substring(0, end);
        Optional<ValueFormat> format = Optional.empty();
        for (ValueFormat each : ValueFormat.values()) {
            if (each.name().equals(name)) {
                format = Optional.of(each);
            }
        }
        return new ValueView(format, text.substring(end + 1));
    }
}
