package dev.framescope.debugger.variables;

import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.debugger.value.ValuePlace;

import java.util.Optional;

/**
 * A node of a session's {@link Values}.
 *
 * @param frame where it was evaluated
 * @param taken how many instructions the machine had retired then
 * @param value what it shows
 * @param raw whether formatters are not asked for it
 */
record LiveNode(
        Kind kind,
        String name,
        String expression,
        String typeName,
        String text,
        String editText,
        ValueFormat format,
        boolean available,
        boolean assignable,
        long childCount,
        FrameId frame,
        long taken,
        Value value,
        boolean raw)
        implements ValueNode {
    LiveNode withText(String other) {
        return new LiveNode(
                kind,
                name,
                expression,
                typeName,
                other,
                editText,
                format,
                available,
                assignable,
                childCount,
                frame,
                taken,
                value,
                raw);
    }

    @Override
    public boolean hasChildren() {
        return childCount > 0;
    }

    @Override
    public Optional<ValuePlace> place() {
        return value.place();
    }

    @Override
    public String toString() {
        return name + " = " + text;
    }
}
