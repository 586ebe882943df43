package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.type.BaseType;

/**
 * A value on the stack of an expression (DWARF 5, section 2.5.1).
 *
 * @param bits the value; of integers extended to 64 bits as the type says
 * @param type its type; null for the generic type, an address-sized integer
 */
record Operand(long bits, BaseType type) {

    static Operand generic(long value) {
        return new Operand(value, null);
    }

    /** A value of a type, from bits of which those beyond the type's size do not matter. */
    static Operand of(long bits, BaseType type) {
        if (type == null || type.size() >= Long.BYTES) {
            return new Operand(bits, type);
        }
        int unused = Long.SIZE - Byte.SIZE * (int) type.size();
        long extended = isSigned(type) ? bits << unused >> unused : bits << unused >>> unused;
        return new Operand(extended, type);
    }

    boolean isFloat() {
        return type != null && type.encoding() == BaseType.Encoding.FLOAT;
    }

    /** Whether division, remainder and comparison see it as signed: the generic type does. */
    boolean isSigned() {
        return type == null || isSigned(type);
    }

    private static boolean isSigned(BaseType type) {
        return type.encoding() == BaseType.Encoding.SIGNED
                || type.encoding() == BaseType.Encoding.SIGNED_CHAR;
    }

    int size() {
        return type == null ? Long.BYTES : (int) type.size();
    }

    /** The number, if this is a floating-point type. */
    double number() {
        return type.size() == Float.BYTES
                ? Float.intBitsToFloat((int) bits)
                : Double.longBitsToDouble(bits);
    }

    static Operand ofNumber(double number, BaseType type) {
        long bits =
                type.size() == Float.BYTES
                        ? Integer.toUnsignedLong(Float.floatToRawIntBits((float) number))
                        : Double.doubleToRawLongBits(number);
        return new Operand(bits, type);
    }

    /** The same number in another type (DW_OP_convert). */
    Operand convert(BaseType target) {
        boolean toFloat = target != null && target.encoding() == BaseType.Encoding.FLOAT;
        if (isFloat()) {
            return toFloat ? ofNumber(number(), target) : of((long) number(), target);
        }
        if (toFloat) {
            double number = bits;
            if (!isSigned() && bits < 0) {
                number = (bits >>> 1 | bits & 1) * 2.0;
            }
            return ofNumber(number, target);
        }
        return of(bits, target);
    }
}
