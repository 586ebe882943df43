package dev.framescope.debugger.format;

import dev.framescope.debugger.value.Scalars;
import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.symbols.type.BaseType;
import dev.framescope.symbols.type.BaseType.Encoding;
import dev.framescope.symbols.type.EnumType;
import dev.framescope.symbols.type.Type;
import dev.framescope.symbols.type.Types;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Numbers, characters, truth values and enumerators as text. */
final class NumberText {
    /** Numbers without a sign from here on are addresses, page numbers or bits more often. */
    private static final long HEX_FROM = 0x10000;

    private static final int BYTE_MASK = 0xff;
    private static final int MAX_CODE_POINT_BYTES = 4;

    private NumberText() {}

    /**
     * A number.
     *
     * @param bytes its bytes, the least significant first
     * @param bits how many bits it has, fewer than its bytes if it is a bit field
     */
    static String of(Type type, byte[] bytes, int bits, ValueFormat format) {
        if (Scalars.isFloat(type)
                && (format == ValueFormat.NATURAL || format == ValueFormat.DECIMAL)) {
            return bytes.length == Float.BYTES
                    ? Float.toString((float) Scalars.toDouble(bytes))
                    : Double.toString(Scalars.toDouble(bytes));
        }
        BigInteger signed = Scalars.toBigInteger(type, bytes);
        BigInteger mask = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
        BigInteger raw = signed.and(mask);
        return switch (format) {
            case NATURAL, STRING -> natural(type, signed);
            case HEX -> "0x" + raw.toString(16);
            case DECIMAL -> signed.toString();
            case UNSIGNED -> raw.toString();
            case OCTAL -> "0o" + raw.toString(8);
            case BINARY -> "0b" + raw.toString(2);
            case CHAR -> character(signed, raw);
        };
    }

    private static String natural(Type type, BigInteger value) {
        return switch (Types.strip(type)) {
            case EnumType enumeration -> enumerator(enumeration, value.longValue());
            case BaseType base when base.encoding() == Encoding.BOOLEAN -> truth(value);
            case BaseType base when Scalars.isCharacter(base) -> naturalCharacter(base, value);
            default -> integer(type, value);
        };
    }

    private static String integer(Type type, BigInteger value) {
        boolean hex =
                !Scalars.isSigned(type)
                        && type.size() >= Integer.BYTES
                        && value.compareTo(BigInteger.valueOf(HEX_FROM)) >= 0;
        return hex ? "0x" + value.toString(16) : value.toString();
    }

    private static String truth(BigInteger value) {
        if (value.signum() == 0) {
            return "false";
        }
        return value.equals(BigInteger.ONE) ? "true" : "true (0x" + value.toString(16) + ")";
    }

    /** Rust's characters are characters; C's are numbers, too. */
    private static String naturalCharacter(BaseType type, BigInteger value) {
        if (type.size() == MAX_CODE_POINT_BYTES) {
            return Quoted.isCharacter(value.longValue())
                    ? Quoted.character(value.intValue())
                    : "0x" + value.toString(16) + " (no character)";
        }
        return value + " " + Quoted.character(value.intValue() & BYTE_MASK);
    }

    private static String character(BigInteger signed, BigInteger raw) {
        return raw.bitLength() <= Integer.SIZE && Quoted.isCharacter(raw.longValue())
                ? Quoted.character(raw.intValue())
                : signed.toString();
    }

    /** The name, names of flags joined by bars, or the number. */
    static String enumerator(EnumType type, long value) {
        Optional<EnumType.Enumerator> exact = type.enumerator(value);
        if (exact.isPresent()) {
            return exact.get().name();
        }
        return flags(type, value).orElseGet(() -> Long.toString(value));
    }

    /** Enumerators with one bit each; empty if others are among them, or none is set. */
    private static Optional<String> flags(EnumType type, long value) {
        long rest = value;
        List<String> names = new ArrayList<>();
        int flags = 0;
        for (EnumType.Enumerator enumerator : type.enumerators()) {
            if (Long.bitCount(enumerator.value()) != 1) {
                continue;
            }
            flags++;
            if ((rest & enumerator.value()) != 0) {
                names.add(enumerator.name());
                rest &= ~enumerator.value();
            }
        }
        boolean hasFlags = flags * 2 > type.enumerators().size() && flags > 1;
        if (!hasFlags || names.isEmpty() || value < 0) {
            return Optional.empty();
        }
        if (rest != 0) {
            names.add("0x" + Long.toHexString(rest));
        }
        return Optional.of(String.join(" | ", names));
    }
}
