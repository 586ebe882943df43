package dev.framescope.debugger.format;

import dev.framescope.debugger.value.Scalars;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.symbols.scope.Language;
import dev.framescope.symbols.type.ArrayType;

/** Writes arrays: characters as text, equal elements once. Part of {@link ValueWriter}. */
final class ArrayWriter {
    /** How many elements are read for one line. */
    private static final int MAX_ELEMENTS = 256;

    /** From so many equal ones on they are counted. */
    private static final int REPEATS = 5;

    private final ValueWriter writer;
    private final ValueFrame frame;
    private final ValueFormat format;
    private final Text out;

    private String previous;
    private int repeats;
    private String separator = "";

    ArrayWriter(ValueWriter writer, ValueFrame frame, ValueFormat format, Text out) {
        this.writer = writer;
        this.frame = frame;
        this.format = format;
        this.out = out;
    }

    void write(Value value, ArrayType array, int depth) throws ValueException {
        long count = array.count().orElse(0);
        if (isText(array) && count > 0) {
            int length = (int) Math.min(count, Strings.MAX_BYTES);
            ArrayType shown = ArrayType.of(array.element(), length);
            out.add(Strings.ofArray(value.as(shown).bytes(frame), length == count));
            return;
        }
        boolean rust = frame.language() == Language.RUST;
        out.add(rust ? "[" : "{");
        elements(value, array, count, depth);
        out.close(rust ? "]" : "}");
    }

    private boolean isText(ArrayType array) {
        return array.element().size() == 1
                && (format == ValueFormat.STRING
                        || format == ValueFormat.NATURAL && Scalars.isCharacter(array.element()));
    }

    private void elements(Value value, ArrayType array, long count, int depth) {
        long shown = Math.min(count, MAX_ELEMENTS);
        for (long i = 0; i < shown && !out.isFull(); i++) {
            Text text = new Text(out.room());
            Value element = value.part(i * array.stride(), array.element());
            writer.into(text).write(element, depth + 1);
            add(text.toString());
            if (text.toString().contains("<not mapped")) {
                break;
            }
        }
        flush();
        if (shown < count) {
            out.add(separator + "...");
        }
    }

    private void add(String element) {
        if (element.equals(previous)) {
            repeats++;
            return;
        }
        flush();
        previous = element;
        repeats = 1;
    }

    private void flush() {
        if (repeats >= REPEATS) {
            out.add(separator + previous + " <repeats " + repeats + " times>");
            separator = ", ";
        } else {
            for (int i = 0; i < repeats; i++) {
                out.add(separator + previous);
                separator = ", ";
            }
        }
        repeats = 0;
    }
}
