package dev.framescope.debugger.expression;

import dev.framescope.debugger.value.Scalars;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.Type;
import dev.framescope.symbols.type.Types;
import dev.framescope.symbols.type.VoidType;

import java.math.BigInteger;
import java.util.Arrays;

/** Turns values into values of other types: casts, and what is assigned. */
final class Conversion {
    private Conversion() {}

    /** A cast: numbers are converted, bytes of equal size are taken as the other type. */
    static Value cast(Value value, Type type, ValueFrame frame) throws ValueException {
        Type stripped = Types.strip(type);
        if (stripped instanceof VoidType || stripped.size() == 0) {
            throw new ValueException("there are no values of type " + type.name());
        }
        Value from = Scalars.isScalar(type) ? Pointers.decayed(value) : value;
        if (!Scalars.isScalar(type) || !Scalars.isScalar(from.type())) {
            if (from.memory().isPresent() || from.type().size() == type.size()) {
                return from.as(type);
            }
            throw new ValueException(
                    "a value of type " + from.type().name() + " cannot be a " + type.name());
        }
        Value converted = Value.of(type, bytes(from, type, frame));
        return Scalars.isPointer(type) ? converted.withTargets(from.targets()) : converted;
    }

    /** A number in the bytes of another type; bits that do not fit are lost. */
    private static byte[] bytes(Value value, Type type, ValueFrame frame) throws ValueException {
        int size = (int) type.size();
        if (Scalars.isFloat(type)) {
            return Scalars.fromDouble(Arithmetic.toDouble(value, frame), size);
        }
        if (Scalars.isBoolean(type)) {
            byte[] bytes = new byte[size];
            bytes[0] = (byte) (Arithmetic.isTrue(value, frame) ? 1 : 0);
            return bytes;
        }
        if (Scalars.isFloat(value.type())) {
            return Value.of(type, (long) Scalars.toDouble(value.bytes(frame))).bytes(frame);
        }
        byte[] bytes = value.bytes(frame);
        byte[] result = Arrays.copyOf(bytes, size);
        if (size > bytes.length
                && Scalars.isSigned(value.type())
                && bytes.length > 0
                && bytes[bytes.length - 1] < 0) {
            Arrays.fill(result, bytes.length, size, (byte) -1);
        }
        return result;
    }

    /**
     * The bytes to be put in the place of a value.
     *
     * @throws ValueException if the other value is no value of that type, or too large
     */
    static byte[] forAssignment(Value target, Value value, ValueFrame frame) throws ValueException {
        Type type = target.type();
        if (!Scalars.isScalar(type)) {
            return wholeBytes(target, value, frame);
        }
        Value number = Pointers.decayed(value);
        if (!Scalars.isScalar(number.type())) {
            throw new ValueException(
                    "a value of type "
                            + number.type().name()
                            + " cannot be assigned to one of type "
                            + type.name());
        }
        if (Scalars.isInteger(type) && Scalars.isInteger(number.type())) {
            requireFit(target, Scalars.toBigInteger(number.type(), number.bytes(frame)));
        }
        return bytes(number, type, frame);
    }

    /** A number has to fit as one with or without a sign: {@code -1} is all ones. */
    private static void requireFit(Value target, BigInteger number) throws ValueException {
        Type type = target.type();
        if (Scalars.isBoolean(type)) {
            return;
        }
        int bits = target.isBitField() ? target.bitSize() : (int) (type.size() * Byte.SIZE);
        BigInteger limit = BigInteger.ONE.shiftLeft(bits);
        BigInteger lowest = limit.shiftRight(1).negate();
        if (number.compareTo(limit) >= 0 || number.compareTo(lowest) < 0) {
            throw new ValueException(
                    number + " does not fit into " + type.name() + ", which has " + bits + " bits");
        }
    }

    private static byte[] wholeBytes(Value target, Value value, ValueFrame frame)
            throws ValueException {
        Type type = target.type();
        boolean same =
                Types.strip(value.type()).name().equals(Types.strip(type).name())
                        && value.type().size() == type.size();
        if (!same) {
            String hint =
                    Types.strip(type) instanceof CompositeType ? "; assign to its fields" : "";
            throw new ValueException(
                    "a value of type "
                            + value.type().name()
                            + " cannot be assigned to one of type "
                            + type.name()
                            + hint);
        }
        return value.bytes(frame);
    }
}
