package dev.framescope.debugger.registers;

import java.util.ArrayList;
import java.util.List;

/** What floating-point registers hold, for a person (Unprivileged ISA, "F" Extension). */
final class FloatingPointMeaning {
    /** A single in a register of 64 bits has all ones above it (NaN Boxing). */
    private static final int BOX = -1;

    /** frm in fcsr (bits 5 to 7). */
    private static final int FRM_SHIFT = 5;

    private static final int FRM_MASK = 7;

    /** By frm; what is not there is reserved. */
    private static final String[] ROUNDING_MODES = {
        "RNE: to nearest, ties to even",
        "RTZ: towards zero",
        "RDN: down",
        "RUP: up",
        "RMM: to nearest, ties away from zero"
    };

    /** By bit in fflags. */
    private static final String[] EXCEPTIONS = {
        "NX inexact", "UF underflow", "OF overflow", "DZ divide by zero", "NV invalid operation"
    };

    private FloatingPointMeaning() {}

    /** The value as a double, and as a single if it can be one: {@code double NaN, single 1.5}. */
    static String ofRegister(long value) {
        String text = "double " + Double.longBitsToDouble(value);
        return (int) (value >>> Integer.SIZE) == BOX
                ? text + ", single " + Float.intBitsToFloat((int) value)
                : text;
    }

    /** What fcsr says: the rounding mode, and the exceptions that have been raised, if any. */
    static String ofControl(long fcsr) {
        String mode = ofRoundingMode(fcsr >>> FRM_SHIFT & FRM_MASK);
        String flags = ofFlags(fcsr);
        return flags.isEmpty() ? mode : mode + "; " + flags;
    }

    /** What frm says. */
    static String ofRoundingMode(long mode) {
        return mode < ROUNDING_MODES.length
                ? ROUNDING_MODES[(int) mode]
                : "reserved rounding mode " + mode;
    }

    /** The exceptions that fflags says have been raised, the highest bit first. */
    static String ofFlags(long flags) {
        List<String> raised = new ArrayList<>();
        for (int bit = EXCEPTIONS.length - 1; bit >= 0; bit--) {
            if ((flags >>> bit & 1) != 0) {
                raised.add(EXCEPTIONS[bit]);
            }
        }
        return String.join(", ", raised);
    }
}
