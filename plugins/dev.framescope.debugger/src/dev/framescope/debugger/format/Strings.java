package dev.framescope.debugger.format;

import dev.framescope.debugger.value.MemorySpace;
import dev.framescope.debugger.value.ValueFrame;

import java.util.Arrays;
import java.util.Optional;

/** Text in the guest's memory. */
final class Strings {
    /** How much of a string is shown at most, in bytes. */
    static final int MAX_BYTES = 200;

    private Strings() {}

    /**
     * A string that ends with a zero; with an ellipsis if it goes on.
     *
     * @return empty if nothing of it can be read
     */
    static Optional<String> atAddress(
            ValueFrame frame, MemorySpace space, long address, int limit) {
        byte[] bytes = new byte[limit];
        int read = frame.read(space, address, bytes);
        if (read == 0) {
            return Optional.empty();
        }
        int end = indexOfZero(bytes, read);
        return Optional.of(Quoted.string(bytes, end) + (end == limit ? "..." : ""));
    }

    /** A string of a known length; what cannot be read is not shown. */
    static String ofLength(ValueFrame frame, MemorySpace space, long address, long length) {
        int shown =
                (int)
                        Math.min(
                                Long.compareUnsigned(length, MAX_BYTES) > 0 ? MAX_BYTES : length,
                                MAX_BYTES);
        byte[] bytes = new byte[shown];
        int read = frame.read(space, address, bytes);
        String text = Quoted.string(bytes, read);
        if (read < shown) {
            return text + " <not mapped: 0x" + Long.toHexString(address + read) + ">";
        }
        return text + (shown == length ? "" : "... (" + Long.toUnsignedString(length) + " bytes)");
    }

    /** An array of characters: what is before its trailing zeros. */
    static String ofArray(byte[] bytes, boolean complete) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return Quoted.string(Arrays.copyOf(bytes, end), end) + (complete ? "" : "...");
    }

    private static int indexOfZero(byte[] bytes, int length) {
        int end = 0;
        while (end < length && bytes[end] != 0) {
            end++;
        }
        return end;
    }
}
