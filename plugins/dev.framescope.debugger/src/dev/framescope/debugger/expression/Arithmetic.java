package dev.framescope.debugger.expression;

import dev.framescope.debugger.value.Scalars;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.symbols.type.EnumType;
import dev.framescope.symbols.type.Type;
import dev.framescope.symbols.type.Types;

import java.math.BigInteger;

/**
 * Arithmetic with the conversions of C (C17, section 6.3.1). In Rust's code both operands have the
 * type of the one whose type is known, and numbers are compared by what they mean.
 */
final class Arithmetic {
    private final boolean rust;

    Arithmetic(boolean rust) {
        this.rust = rust;
    }

    /** Both operands have to be numbers. */
    Value apply(Operator operator, Value left, Value right, ValueFrame frame)
            throws ValueException {
        requireNumber(left);
        requireNumber(right);
        if (Scalars.isFloat(left.type()) || Scalars.isFloat(right.type())) {
            return floating(operator, left, right, frame);
        }
        if (rust && operator.isComparison()) {
            return truth(compares(operator, exact(left, frame).compareTo(exact(right, frame))));
        }
        if (operator.isShift()) {
            return shift(operator, left, right, frame);
        }
        Type type = common(left.type(), right.type());
        if (type.size() > Long.BYTES) {
            return wide(operator, type, exact(left, frame), exact(right, frame));
        }
        long l = convert(left.number(frame), type);
        long r = convert(right.number(frame), type);
        boolean signed = Scalars.isSigned(type);
        if (operator.isComparison()) {
            int order = signed ? Long.compare(l, r) : Long.compareUnsigned(l, r);
            return truth(compares(operator, order));
        }
        return Value.of(type, compute(operator, l, r, signed));
    }

    private static void requireNumber(Value value) throws ValueException {
        if (!Scalars.isScalar(value.type())) {
            throw new ValueException("a value of type " + value.type().name() + " is no number");
        }
    }

    private static BigInteger exact(Value value, ValueFrame frame) throws ValueException {
        return Scalars.toBigInteger(value.type(), value.bytes(frame));
    }

    /** Cuts a number to a type and extends it again. */
    static long convert(long number, Type type) {
        int unused = Long.SIZE - (int) Math.min(Long.BYTES, type.size()) * Byte.SIZE;
        return Scalars.isSigned(type) ? number << unused >> unused : number << unused >>> unused;
    }

    private static long compute(Operator operator, long left, long right, boolean signed)
            throws ValueException {
        return switch (operator) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> {
                requireDivisor(right);
                yield signed ? left / right : Long.divideUnsigned(left, right);
            }
            case REMAINDER -> {
                requireDivisor(right);
                yield signed ? left % right : Long.remainderUnsigned(left, right);
            }
            case BIT_AND -> left & right;
            case BIT_OR -> left | right;
            case BIT_XOR -> left ^ right;
            default -> throw new ValueException(operator.symbol() + " needs other operands");
        };
    }

    private static void requireDivisor(long divisor) throws ValueException {
        if (divisor == 0) {
            throw new ValueException("division by zero");
        }
    }

    private Value wide(Operator operator, Type type, BigInteger left, BigInteger right)
            throws ValueException {
        if (operator.isComparison()) {
            return truth(compares(operator, left.compareTo(right)));
        }
        if (operator == Operator.DIVIDE || operator == Operator.REMAINDER) {
            requireDivisor(right.signum());
        }
        BigInteger result =
                switch (operator) {
                    case ADD -> left.add(right);
                    case SUBTRACT -> left.subtract(right);
                    case MULTIPLY -> left.multiply(right);
                    case DIVIDE -> left.divide(right);
                    case REMAINDER -> left.remainder(right);
                    case BIT_AND -> left.and(right);
                    case BIT_OR -> left.or(right);
                    case BIT_XOR -> left.xor(right);
                    default ->
                            throw new ValueException(operator.symbol() + " needs other operands");
                };
        return Value.of(type, bytes(result, (int) type.size()));
    }

    private static byte[] bytes(BigInteger number, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = number.shiftRight(i * Byte.SIZE).byteValue();
        }
        return bytes;
    }

    /** A shift has the type of what is shifted. */
    private Value shift(Operator operator, Value left, Value right, ValueFrame frame)
            throws ValueException {
        Type type = promoted(left.type());
        long count = right.number(frame);
        long bits = type.size() * Byte.SIZE;
        if (count < 0 || count >= bits) {
            throw new ValueException("a shift by " + count + " of a value of " + bits + " bits");
        }
        if (type.size() > Long.BYTES) {
            BigInteger number = exact(left, frame);
            BigInteger shifted =
                    operator == Operator.SHIFT_LEFT
                            ? number.shiftLeft((int) count)
                            : number.shiftRight((int) count);
            return Value.of(type, bytes(shifted, (int) type.size()));
        }
        long number = left.number(frame);
        boolean signed = Scalars.isSigned(type);
        long shifted = signed ? number >> count : number >>> count;
        return Value.of(type, operator == Operator.SHIFT_LEFT ? number << count : shifted);
    }

    private Value floating(Operator operator, Value left, Value right, ValueFrame frame)
            throws ValueException {
        double l = toDouble(left, frame);
        double r = toDouble(right, frame);
        if (operator.isComparison()) {
            boolean unordered = Double.isNaN(l) || Double.isNaN(r);
            return truth(
                    unordered
                            ? operator == Operator.NOT_EQUAL
                            : compares(operator, l == r ? 0 : Double.compare(l, r)));
        }
        double result =
                switch (operator) {
                    case ADD -> l + r;
                    case SUBTRACT -> l - r;
                    case MULTIPLY -> l * r;
                    case DIVIDE -> l / r;
                    case REMAINDER -> l % r;
                    default ->
                            throw new ValueException(
                                    operator.symbol() + " is not for floating-point numbers");
                };
        Type type = floatType(left.type(), right.type());
        return Value.of(type, Scalars.fromDouble(result, type.size()));
    }

    private static Type floatType(Type left, Type right) {
        if (!Scalars.isFloat(left)) {
            return Types.strip(right);
        }
        if (!Scalars.isFloat(right)) {
            return Types.strip(left);
        }
        return Types.strip(left.size() >= right.size() ? left : right);
    }

    /** A number as a floating-point one. */
    static double toDouble(Value value, ValueFrame frame) throws ValueException {
        return Scalars.isFloat(value.type())
                ? Scalars.toDouble(value.bytes(frame))
                : exact(value, frame).doubleValue();
    }

    private static boolean compares(Operator operator, int order) {
        return switch (operator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            default -> order >= 0;
        };
    }

    /** A truth value: {@code int} in C, {@code bool} in Rust. */
    Value truth(boolean value) {
        return Value.of(rust ? Builtins.BOOL : Builtins.INT, value ? 1 : 0);
    }

    /** The type in which two operands meet. */
    Type common(Type left, Type right) {
        if (rust && Types.strip(left) == Builtins.INTEGER) {
            return promoted(right);
        }
        if (rust && Types.strip(right) == Builtins.INTEGER) {
            return promoted(left);
        }
        Type l = promoted(left);
        Type r = promoted(right);
        if (l.size() != r.size()) {
            return l.size() > r.size() ? l : r;
        }
        return Scalars.isSigned(l) ? r : l;
    }

    /** The type that an operand has in a computation (integer promotions). */
    Type promoted(Type type) {
        Type stripped = Types.strip(type);
        if (Scalars.isPointer(stripped)) {
            return Builtins.UNSIGNED_LONG;
        }
        if (stripped instanceof EnumType) {
            boolean signed = Scalars.isSigned(stripped);
            if (stripped.size() > Integer.BYTES) {
                return signed ? Builtins.LONG : Builtins.UNSIGNED_LONG;
            }
            boolean fits = signed || stripped.size() < Integer.BYTES;
            return fits ? Builtins.INT : Builtins.UNSIGNED_INT;
        }
        if (rust || stripped.size() >= Integer.BYTES) {
            return type;
        }
        return Builtins.INT;
    }

    Value negate(Value value, ValueFrame frame) throws ValueException {
        requireNumber(value);
        if (Scalars.isFloat(value.type())) {
            double negated = -Scalars.toDouble(value.bytes(frame));
            return Value.of(value.type(), Scalars.fromDouble(negated, value.type().size()));
        }
        Type type = promoted(value.type());
        return type.size() > Long.BYTES
                ? Value.of(type, bytes(exact(value, frame).negate(), (int) type.size()))
                : Value.of(type, -value.number(frame));
    }

    Value complement(Value value, ValueFrame frame) throws ValueException {
        requireNumber(value);
        if (!Scalars.isInteger(value.type())) {
            throw new ValueException("a value of type " + value.type().name() + " has no bits");
        }
        Type type = promoted(value.type());
        return type.size() > Long.BYTES
                ? Value.of(type, bytes(exact(value, frame).not(), (int) type.size()))
                : Value.of(type, ~value.number(frame));
    }

    /** Whether a value counts as true: a number that is not zero. */
    static boolean isTrue(Value value, ValueFrame frame) throws ValueException {
        if (!Scalars.isScalar(value.type())) {
            throw new ValueException(
                    "a value of type " + value.type().name() + " is neither true nor false");
        }
        if (Scalars.isFloat(value.type())) {
            return Scalars.toDouble(value.bytes(frame)) != 0;
        }
        return value.type().size() > Long.BYTES
                ? exact(value, frame).signum() != 0
                : value.number(frame) != 0;
    }
}
