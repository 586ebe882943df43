package dev.framescope.debugger.format;

import dev.framescope.debugger.value.Value;

import java.util.List;
import java.util.Optional;

/** How a {@link ValueFormatter} shows a value. */
public sealed interface Presentation {
    /**
     * As another value that it stands for, whose children it has: what a box points to, what a
     * mutex guards, the elements of a vector.
     *
     * @param before what is written before the other value; may be empty
     * @param value the other value
     * @param after what is written behind it; may be empty
     */
    record SeenAs(String before, Value value, String after) implements Presentation {
        /** As another value and nothing more. */
        public SeenAs(Value value) {
            this("", value, "");
        }
    }

    /**
     * As a text.
     *
     * @param text on one line
     * @param children its parts
     */
    record Text(String text, List<Child> children) implements Presentation {
        public Text {
            children = List.copyOf(children);
        }

        /** As a text with the children that the value has without a formatter. */
        public Text(String text) {
            this(text, List.of());
        }
    }

    /**
     * As the entries of a map, or the elements of a set.
     *
     * @param entries the first of them
     * @param total how many there are
     */
    record Entries(List<Entry> entries, long total) implements Presentation {
        public Entries {
            entries = List.copyOf(entries);
        }
    }

    /**
     * An entry of a map, or an element of a set.
     *
     * @param key by which it is found
     * @param value what is found; empty in a set
     */
    record Entry(Value key, Optional<Value> value) {}

    /**
     * A part of a value.
     *
     * @param name its name beside its siblings
     * @param value the part
     */
    record Child(String name, Value value) {}
}
