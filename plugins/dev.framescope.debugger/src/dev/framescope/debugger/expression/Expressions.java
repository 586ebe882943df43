package dev.framescope.debugger.expression;

import dev.framescope.debugger.format.Formatting;
import dev.framescope.debugger.program.Programs;
import dev.framescope.debugger.stack.Stacks;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;

import java.util.Objects;

/** Expressions that are kept and evaluated while a session's machine runs. */
public final class Expressions {
    private final Programs programs;
    private final Stacks stacks;
    private final Formatting formatting;

    /**
     * Those of a session.
     *
     * @param programs whose names are known
     * @param stacks of its harts
     * @param formatting shows the values in log messages
     */
    public Expressions(Programs programs, Stacks stacks, Formatting formatting) {
        this.programs = Objects.requireNonNull(programs, "programs");
        this.stacks = Objects.requireNonNull(stacks, "stacks");
        this.formatting = Objects.requireNonNull(formatting, "formatting");
    }

    /**
     * A condition. Names are looked up when it is asked, in the scope where the hart is then.
     *
     * @throws ExpressionException if the text is no expression
     */
    public Condition condition(String text) throws ExpressionException {
        KeptExpression kept = keep(text);
        return new Condition() {
            @Override
            public String text() {
                return text;
            }

            @Override
            public boolean holds(HartInspection hart, Inspection machine)
                    throws ExpressionException {
                KeptExpression.Result result = kept.evaluate(hart, machine);
                try {
                    return Arithmetic.isTrue(
                            Pointers.decayed(result.value()), result.evaluation().frame());
                } catch (ValueException e) {
                    throw new ExpressionException(0, e.getMessage());
                }
            }
        };
    }

    /**
     * A text with expressions in braces, such as <code>frame {frame,x} of {count}</code>; two
     * braces stand for one.
     *
     * @throws ExpressionException if a brace is not closed, or what it holds is no expression
     */
    public LogMessage logMessage(String text) throws ExpressionException {
        return LogTemplate.parse(text, this);
    }

    /**
     * What is to be watched for an expression that names something in memory, in the innermost
     * frame of a hart. Call on the machine thread.
     *
     * @throws ExpressionException if the expression is wrong, or is nothing in memory
     */
    public WatchedValue watched(String text, HartInspection hart, Inspection machine)
            throws ExpressionException {
        return Watched.of(text, keep(text).evaluate(hart, machine), formatting);
    }

    KeptExpression keep(String text) throws ExpressionException {
        return new KeptExpression(text, programs, stacks, formatting.formatters());
    }

    Formatting formatting() {
        return formatting;
    }
}
