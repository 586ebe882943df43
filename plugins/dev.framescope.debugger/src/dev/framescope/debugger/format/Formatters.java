package dev.framescope.debugger.format;

import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.symbols.type.Type;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The formatters of a session, in the order in which they are asked. Any thread may add one. */
public final class Formatters {
    private final List<ValueFormatter> formatters = new CopyOnWriteArrayList<>();

    /** Those for the standard library of Rust. */
    public Formatters() {
        formatters.add(new RustText());
        formatters.add(new RustVectors());
        formatters.add(new RustDeques());
        formatters.add(new RustTrees());
        formatters.add(new RustTraitObjects());
        formatters.add(new RustPointers());
        formatters.add(new RustCells());
    }

    /** Adds one that is asked before all others. */
    public void add(ValueFormatter formatter) {
        formatters.add(0, formatter);
    }

    /** How the first formatter that knows the value's type shows it; empty if none does. */
    public Optional<Presentation> present(Value value, ValueFrame frame) {
        Type type = value.stripped();
        for (ValueFormatter formatter : formatters) {
            if (formatter.handles(type)) {
                try {
                    Optional<Presentation> presentation = formatter.present(value, frame);
                    if (presentation.isPresent()) {
                        return presentation;
                    }
                } catch (ValueException e) {
                    return Optional.empty(); // What cannot be read is shown part by part.
                }
            }
        }
        return Optional.empty();
    }

    /** What a value stands for: the elements of a vector, what a box points to. */
    public Optional<Value> seenAs(Value value, ValueFrame frame) {
        return present(value, frame).orElse(null) instanceof Presentation.SeenAs seen
                ? Optional.of(seen.value())
                : Optional.empty();
    }
}
