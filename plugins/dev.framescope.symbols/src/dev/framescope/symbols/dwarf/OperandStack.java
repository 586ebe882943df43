package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.type.BaseType;

import java.util.ArrayList;
import java.util.List;

/** The stack of an expression, and its arithmetic (DWARF 5, sections 2.5.1.3 and 2.5.1.4). */
final class OperandStack {

    /** Honest expressions hold a dozen. */
    private static final int MAXIMUM = 1024;

    private final List<Operand> operands = new ArrayList<>();

    boolean isEmpty() {
        return operands.isEmpty();
    }

    void push(long value) throws CannotTell {
        push(Operand.generic(value));
    }

    void push(Operand operand) throws CannotTell {
        if (operands.size() == MAXIMUM) {
            throw new CannotTell("its location expression needs more than 1024 operands");
        }
        operands.add(operand);
    }

    Operand pop() throws CannotTell {
        peek(0);
        return operands.removeLast();
    }

    /** An operand by its distance from the top. */
    Operand peek(int index) throws CannotTell {
        if (index >= operands.size()) {
            throw new CannotTell("its location expression lacks an operand");
        }
        return operands.get(operands.size() - 1 - index);
    }

    /** Moves the top below the two operands under it. */
    void rotate() throws CannotTell {
        peek(2);
        operands.add(operands.size() - 3, pop());
    }

    void unary(int operation) throws CannotTell {
        Operand a = pop();
        if (a.isFloat()) {
            double number = operation == Operation.ABS ? Math.abs(a.number()) : -a.number();
            push(Operand.ofNumber(number, a.type()));
            return;
        }
        long value =
                switch (operation) {
                    case Operation.ABS -> a.isSigned() ? Math.abs(a.bits()) : a.bits();
                    case Operation.NEG -> -a.bits();
                    default -> ~a.bits();
                };
        push(Operand.of(value, a.type()));
    }

    void binary(int operation) throws CannotTell {
        Operand b = pop();
        Operand a = pop();
        if (a.isFloat() && b.isFloat()) {
            push(Operand.ofNumber(numbers(operation, a.number(), b.number()), a.type()));
        } else {
            push(Operand.of(integers(operation, a, b), a.type()));
        }
    }

    private static double numbers(int operation, double a, double b) throws CannotTell {
        return switch (operation) {
            case Operation.PLUS -> a + b;
            case Operation.MINUS -> a - b;
            case Operation.MUL -> a * b;
            case Operation.DIV -> a / b;
            default -> throw new CannotTell("its location expression takes bits of a fraction");
        };
    }

    private static long integers(int operation, Operand left, Operand right) throws CannotTell {
        long a = left.bits();
        long b = right.bits();
        boolean divides = operation == Operation.DIV || operation == Operation.MOD;
        if (divides && b == 0) {
            throw new CannotTell("its location expression divides by zero");
        }
        return switch (operation) {
            case Operation.PLUS -> a + b;
            case Operation.MINUS -> a - b;
            case Operation.MUL -> a * b;
            case Operation.DIV -> left.isSigned() ? a / b : Long.divideUnsigned(a, b);
            // The generic type's remainder is unsigned, as in other debuggers.
            case Operation.MOD ->
                    left.isSigned() && left.type() != null ? a % b : Long.remainderUnsigned(a, b);
            case Operation.AND -> a & b;
            case Operation.OR -> a | b;
            case Operation.XOR -> a ^ b;
            default -> shift(operation, left, b);
        };
    }

    private static long shift(int operation, Operand left, long count) {
        int bits = Byte.SIZE * left.size();
        boolean all = Long.compareUnsigned(count, bits) >= 0;
        long a = left.bits();
        int unused = Long.SIZE - bits;
        return switch (operation) {
            case Operation.SHL -> all ? 0 : a << count;
            case Operation.SHR -> all ? 0 : a << unused >>> unused >>> count;
            default -> a << unused >> unused >> (all ? Long.SIZE - 1 : count);
        };
    }

    void compare(int operation) throws CannotTell {
        Operand b = pop();
        Operand a = pop();
        int order;
        if (a.isFloat() && b.isFloat()) {
            order = Double.compare(a.number(), b.number());
        } else if (a.isSigned()) {
            order = Long.compare(a.bits(), b.bits());
        } else {
            order = Long.compareUnsigned(a.bits(), b.bits());
        }
        boolean holds =
                switch (operation) {
                    case Operation.EQ -> order == 0;
                    case Operation.GE -> order >= 0;
                    case Operation.GT -> order > 0;
                    case Operation.LE -> order <= 0;
                    case Operation.LT -> order < 0;
                    default -> order != 0;
                };
        push(holds ? 1 : 0);
    }

    /** Gives the top another type: the same number, or the same bits. */
    void retype(BaseType type, boolean sameNumber) throws CannotTell {
        Operand operand = pop();
        push(sameNumber ? operand.convert(type) : Operand.of(operand.bits(), type));
    }
}
