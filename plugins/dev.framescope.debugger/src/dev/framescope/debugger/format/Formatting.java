package dev.framescope.debugger.format;

import dev.framescope.debugger.value.Scalars;
import dev.framescope.debugger.value.Storage;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.symbols.type.PointerType;

/** Values as text, on one line. On the machine thread. */
public final class Formatting {
    /** How long a line is at most, more or less. */
    public static final int LINE = 240;

    private final Formatters formatters;

    public Formatting(Formatters formatters) {
        this.formatters = formatters;
    }

    /** The formatters that are asked. */
    public Formatters formatters() {
        return formatters;
    }

    /**
     * The value as a person reads it, or why there is none.
     *
     * @param raw whether formatters are not asked for the value itself
     */
    public String text(Value value, ValueFrame frame, ValueFormat format, boolean raw) {
        if (value.storage() instanceof Storage.Unavailable unavailable) {
            return '<' + unavailable.why() + '>';
        }
        Text out = new Text(LINE);
        ValueWriter writer = new ValueWriter(formatters, frame, format, out);
        if (raw) {
            writer.writeRaw(value, 0);
        } else {
            writer.write(value, 0);
        }
        return out.toString();
    }

    /** The value as it can be typed: a number, an address, the name of an enumerator. */
    public String editText(Value value, ValueFrame frame, ValueFormat format) {
        try {
            if (value.stripped() instanceof PointerType) {
                return AddressText.hex(value.number(frame));
            }
            if (Scalars.isCharacter(value.type()) && format == ValueFormat.NATURAL) {
                return Long.toString(value.number(frame));
            }
        } catch (ValueException e) {
            return ""; // There is nothing to edit.
        }
        return Scalars.isScalar(value.type()) ? text(value, frame, format, true) : "";
    }

    /** Whether all of the value, or of a large one its first byte, is there. */
    public boolean isAvailable(Value value, ValueFrame frame) {
        if (value.storage() instanceof Storage.Unavailable) {
            return false;
        }
        try {
            if (Scalars.isScalar(value.type())) {
                value.bytes(frame);
            } else if (value.storage() instanceof Storage.Memory memory
                    && value.type().size() > 0) {
                return frame.read(memory.space(), memory.address(), new byte[1]) == 1;
            }
            return true;
        } catch (ValueException e) {
            return false;
        }
    }
}
