package dev.framescope.ide.ui.breakpoints;

import dev.framescope.debugger.DebugSession;
import dev.framescope.ide.ui.views.text.AddressExpression;

import java.util.Optional;

/** Numbers as they are typed for breakpoints. */
final class Numbers {
    private Numbers() {}

    /**
     * An address: a hexadecimal number, or a symbol of the kernel that is debugged.
     *
     * @throws IllegalArgumentException if it is none; the message is for the person
     */
    static long address(String text) {
        Optional<DebugSession> session = DebuggedKernels.session();
        if (session.isPresent()) {
            return AddressExpression.parse(text, session.get().kernel().symbols());
        }
        return unsigned(
                text, "an address, such as 0x80200000 (symbols: while a kernel is debugged)");
    }

    /**
     * A length in bytes: decimal, or hexadecimal with 0x.
     *
     * @throws IllegalArgumentException if it is none, or less than 1
     */
    static long length(String text) {
        long bytes = unsigned(text, "a length in bytes, such as 8 or 0x1000");
        if (bytes < 1) {
            throw new IllegalArgumentException("Watch at least 1 byte.");
        }
        return bytes;
    }

    /**
     * The physical page number of a root page table, hexadecimal.
     *
     * @throws IllegalArgumentException if it is none
     */
    static long root(String text) {
        return unsigned(text, "the page number of a root page table, such as 0x8025a");
    }

    /**
     * The physical page number of a frame.
     *
     * @throws IllegalArgumentException if it is none
     */
    static long frame(String text) {
        return unsigned(text, "the page number of a frame, such as 0x8022b");
    }

    private static long unsigned(String text, String wanted) {
        String number = text.strip().replace("_", "");
        try {
            return number.startsWith("0x") || number.startsWith("0X")
                    ? Long.parseUnsignedLong(number.substring(2), 16)
                    : Long.parseUnsignedLong(number);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + number + "\" is not " + wanted + ".", e);
        }
    }
}
