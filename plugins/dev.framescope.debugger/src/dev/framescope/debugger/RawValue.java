package dev.framescope.debugger;

import dev.framescope.debugger.expression.WatchedValue;
import dev.framescope.debugger.value.ValuePlace;
import dev.framescope.machine.memory.LittleEndian;

import java.util.HexFormat;

/**
 * Watched memory of no known type: numbers where it has the size of one, else bytes.
 *
 * @param expression what it is called
 * @param place not used: the range says where it is
 */
record RawValue(String expression, ValuePlace place) implements WatchedValue {
    private static final int MAX_BYTES = 16;

    static RawValue named(String name) {
        return new RawValue(name, new ValuePlace.PhysicalMemory(0, 0));
    }

    @Override
    public String describe(byte[] bytes, long offset) {
        if (bytes.length <= Long.BYTES && Integer.bitCount(bytes.length) == 1) {
            return "0x" + Long.toHexString(LittleEndian.get(bytes, 0, bytes.length));
        }
        String shown =
                HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(bytes.length, MAX_BYTES));
        return bytes.length > MAX_BYTES ? shown + " ..." : shown;
    }
}
