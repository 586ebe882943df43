package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.location.LocationContext;

import java.util.OptionalLong;

/** Evaluates the expressions of call frame information (DWARF 5, section 6.4.2). */
public final class FrameExpression {

    private FrameExpression() {}

    /**
     * The value of a rule for the canonical frame address.
     *
     * @param frame knows the registers; its {@code cfa} is not asked
     * @return empty if a register or memory that is needed is not known, or the rule is broken
     */
    public static OptionalLong value(CfaRule.Expression rule, LocationContext frame) {
        try {
            return OptionalLong.of(machine(frame).value(rule.bytes()));
        } catch (CannotTell e) {
            return OptionalLong.empty();
        }
    }

    /**
     * The value of a register's rule: the address where it is saved, or its value.
     *
     * @param operations of a {@link RegisterRule.SavedAtExpression} or {@link
     *     RegisterRule.ValueExpression}
     * @param cfa the canonical frame address, with which the stack of operands starts
     * @param frame knows the registers of the frame whose rules these are
     * @return empty if a register or memory that is needed is not known, or the rule is broken
     */
    public static OptionalLong value(byte[] operations, long cfa, LocationContext frame) {
        try {
            return OptionalLong.of(machine(frame).with(cfa).value(operations));
        } catch (CannotTell e) {
            return OptionalLong.empty();
        }
    }

    private static ExpressionMachine machine(LocationContext frame) {
        return new ExpressionMachine(ExpressionUnit.NONE, FrameBase.NONE, frame);
    }
}
