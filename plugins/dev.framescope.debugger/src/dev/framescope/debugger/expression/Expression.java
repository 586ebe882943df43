package dev.framescope.debugger.expression;

import java.util.Optional;

/**
 * An expression as it was typed: no name in it is looked up yet. The position of each part is the
 * index of its first character, of operators the operator's.
 */
sealed interface Expression {
    int position();

    /**
     * An integer.
     *
     * @param value its 64 bits
     * @param decimal whether it was written in decimal (in C the others may be unsigned)
     * @param suffix what follows the digits, such as {@code ul} or {@code u8}; empty if nothing
     */
    record IntegerLiteral(int position, long value, boolean decimal, String suffix)
            implements Expression {}

    /**
     * A floating-point number.
     *
     * @param single whether it is one of 32 bits
     */
    record FloatLiteral(int position, double value, boolean single) implements Expression {}

    /**
     * A character.
     *
     * @param value the Unicode code point
     * @param isByte whether it was written as {@code b'x'}
     */
    record CharLiteral(int position, int value, boolean isByte) implements Expression {}

    record StringLiteral(int position, String value) implements Expression {}

    record BooleanLiteral(int position, boolean value) implements Expression {}

    /** A name or a path: {@code frame}, {@code os::memory::FRAME}, {@code memory.c::tree}. */
    record Name(int position, String text) implements Expression {}

    /**
     * A register.
     *
     * @param name without the dollar sign
     */
    record Register(int position, String name) implements Expression {}

    /**
     * A field.
     *
     * @param position the name's
     * @param arrow whether it was written with an arrow
     */
    record Member(int position, Expression target, String name, boolean arrow)
            implements Expression {}

    record Index(int position, Expression target, Expression index) implements Expression {}

    /**
     * A part of an array: {@code a[2..8]}.
     *
     * @param from the first element's number; empty for the first there is
     * @param to the last element's number; empty for the last there is
     * @param inclusive whether that element belongs to it
     */
    record Slice(
            int position,
            Expression target,
            Optional<Expression> from,
            Optional<Expression> to,
            boolean inclusive)
            implements Expression {}

    /** What stands before an operand. */
    enum Prefix {
        PLUS,
        NEGATE,
        NOT,
        COMPLEMENT,
        DEREFERENCE,
        ADDRESS
    }

    record Unary(int position, Prefix operator, Expression operand) implements Expression {}

    record Binary(int position, Operator operator, Expression left, Expression right)
            implements Expression {}

    record Conditional(int position, Expression condition, Expression yes, Expression no)
            implements Expression {}

    record Cast(int position, TypeSyntax type, Expression operand) implements Expression {}

    record SizeOfType(int position, TypeSyntax type) implements Expression {}

    record SizeOf(int position, Expression operand) implements Expression {}

    /** A pointer to physical memory: {@code phys(0x80200000)}. */
    record Physical(int position, Expression address) implements Expression {}

    /** A variant of a Rust enum with what is in it, for comparisons: {@code Some(3)}. */
    record Construct(int position, String name, Expression operand) implements Expression {}

    /**
     * An assignment.
     *
     * @param operator that of a compound assignment, such as the plus of {@code +=}
     */
    record Assign(int position, Optional<Operator> operator, Expression target, Expression value)
            implements Expression {}
}
