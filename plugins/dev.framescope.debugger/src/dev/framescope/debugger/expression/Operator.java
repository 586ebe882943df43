package dev.framescope.debugger.expression;

import java.util.Optional;

/**
 * Operators between two operands. Those of comparison bind weaker than the bitwise ones in Rust,
 * stronger in C.
 */
enum Operator {
    OR("||", 1, 1),
    AND("&&", 2, 2),
    BIT_OR("|", 3, 5),
    BIT_XOR("^", 4, 6),
    BIT_AND("&", 5, 7),
    EQUAL("==", 6, 3),
    NOT_EQUAL("!=", 6, 3),
    LESS("<", 7, 4),
    GREATER(">", 7, 4),
    LESS_EQUAL("<=", 7, 4),
    GREATER_EQUAL(">=", 7, 4),
    SHIFT_LEFT("<<", 8, 8),
    SHIFT_RIGHT(">>", 8, 8),
    /** An array made of the left operand and what follows it in memory, as in GDB. */
    REPEAT("@", 9, 9),
    ADD("+", 10, 10),
    SUBTRACT("-", 10, 10),
    MULTIPLY("*", 11, 11),
    DIVIDE("/", 11, 11),
    REMAINDER("%", 11, 11);

    private final String symbol;
    private final int bindingInC;
    private final int bindingInRust;

    Operator(String symbol, int bindingInC, int bindingInRust) {
        this.symbol = symbol;
        this.bindingInC = bindingInC;
        this.bindingInRust = bindingInRust;
    }

    static Optional<Operator> of(String symbol) {
        for (Operator operator : values()) {
            if (operator.symbol.equals(symbol)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    String symbol() {
        return symbol;
    }

    /** How tightly it binds: more is tighter, from 1. */
    int binding(boolean rust) {
        return rust ? bindingInRust : bindingInC;
    }

    boolean isComparison() {
        return switch (this) {
            case EQUAL, NOT_EQUAL, LESS, GREATER, LESS_EQUAL, GREATER_EQUAL -> true;
            default -> false;
        };
    }

    boolean isShift() {
        return this == SHIFT_LEFT || this == SHIFT_RIGHT;
    }
}
