package dev.framescope.debugger.value;

import dev.framescope.machine.memory.LittleEndian;
import dev.framescope.symbols.type.BaseType;
import dev.framescope.symbols.type.BaseType.Encoding;
import dev.framescope.symbols.type.EnumType;
import dev.framescope.symbols.type.PointerType;
import dev.framescope.symbols.type.Type;
import dev.framescope.symbols.type.Types;
import dev.framescope.symbols.type.UnknownType;

import java.math.BigInteger;

/** Numbers of the program's types. */
public final class Scalars {
    private Scalars() {}

    /** Whether it is a number of any kind, or what can be used as one. */
    public static boolean isScalar(Type type) {
        return isInteger(type) || isFloat(type) || isPointer(type);
    }

    /** Whether it is an integer, a character, a truth value or an enumeration. */
    public static boolean isInteger(Type type) {
        return switch (Types.strip(type)) {
            case BaseType base ->
                    base.encoding() != Encoding.FLOAT
                            && base.encoding() != Encoding.COMPLEX_FLOAT
                            && base.encoding() != Encoding.OTHER
                            && base.size() > 0;
            case EnumType enumeration -> enumeration.size() > 0;
            default -> false;
        };
    }

    public static boolean isFloat(Type type) {
        return Types.strip(type) instanceof BaseType base
                && base.encoding() == Encoding.FLOAT
                && (base.size() == Float.BYTES || base.size() == Double.BYTES);
    }

    public static boolean isPointer(Type type) {
        return Types.strip(type) instanceof PointerType;
    }

    public static boolean isBoolean(Type type) {
        return Types.strip(type) instanceof BaseType base && base.encoding() == Encoding.BOOLEAN;
    }

    /** Whether it is made for text: {@code char} of C, {@code char} of Rust. */
    public static boolean isCharacter(Type type) {
        return Types.strip(type) instanceof BaseType base
                && switch (base.encoding()) {
                    case UTF -> true;
                    case SIGNED_CHAR, UNSIGNED_CHAR -> base.name().equals("char");
                    default -> false;
                };
    }

    /** Whether the numbers of the type have a sign. */
    public static boolean isSigned(Type type) {
        return switch (Types.strip(type)) {
            case BaseType base ->
                    base.encoding() == Encoding.SIGNED || base.encoding() == Encoding.SIGNED_CHAR;
            case EnumType enumeration -> isSignedEnumeration(enumeration);
            default -> false;
        };
    }

    private static boolean isSignedEnumeration(EnumType enumeration) {
        Type underlying = Types.strip(enumeration.underlying());
        return underlying instanceof UnknownType
                ? enumeration.enumerators().stream().anyMatch(e -> e.value() < 0)
                : isSigned(underlying);
    }

    /** The lowest 8 bytes as a number, extended by the sign if the type has one. */
    static long toLong(Type type, byte[] bytes) {
        int size = Math.min(bytes.length, Long.BYTES);
        if (size == 0) {
            return 0;
        }
        byte[] padded = bytes;
        if (size < Long.BYTES) {
            padded = java.util.Arrays.copyOf(bytes, Long.BYTES);
        }
        long raw = LittleEndian.get(padded, 0, Long.BYTES);
        int unused = Long.SIZE - Byte.SIZE * size;
        return isSigned(type) ? raw << unused >> unused : raw << unused >>> unused;
    }

    /** All bytes as a number, with the sign if the type has one. */
    public static BigInteger toBigInteger(Type type, byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[bytes.length - 1 - i] = bytes[i];
        }
        return isSigned(type) ? new BigInteger(reversed) : new BigInteger(1, reversed);
    }

    /** A floating-point number of 4 or 8 bytes. */
    public static double toDouble(byte[] bytes) {
        return bytes.length == Float.BYTES
                ? Float.intBitsToFloat((int) LittleEndian.get(bytes, 0, Float.BYTES))
                : Double.longBitsToDouble(LittleEndian.get(bytes, 0, Double.BYTES));
    }

    /** A floating-point number as one of 4 or 8 bytes. */
    public static byte[] fromDouble(double value, long size) {
        byte[] bytes = new byte[(int) size];
        long bits =
                size == Float.BYTES
                        ? Float.floatToRawIntBits((float) value)
                        : Double.doubleToRawLongBits(value);
        LittleEndian.set(bytes, 0, (int) size, bits);
        return bytes;
    }
}
