package dev.framescope.debugger.expression;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;

import java.util.Objects;

/** Expressions that are kept and evaluated while a session's machine runs. */
public final class Expressions {
    private final KernelImage kernel;

    public Expressions(KernelImage kernel) {
        this.kernel = Objects.requireNonNull(kernel);
    }

    /**
     * A condition. Names are looked up when it is asked, in the scope where the hart is then.
     *
     * @throws ExpressionException if the text is no expression
     */
    public Condition condition(String text) throws ExpressionException {
        throw new ExpressionException(0, "no conditions yet: " + kernel + text);
    }

    /**
     * A text with expressions in braces, such as <code>frame {frame,x} of {count}</code>; two
     * braces stand for one.
     *
     * @throws ExpressionException if a brace is not closed, or what it holds is no expression
     */
    public LogMessage logMessage(String text) throws ExpressionException {
        throw new ExpressionException(0, "no log messages yet: " + text);
    }

    /**
     * What is to be watched for an expression that names something in memory, in the innermost
     * frame of a hart. Call on the machine thread.
     *
     * @throws ExpressionException if the expression is wrong, or is nothing in memory
     */
    public WatchedValue watched(String text, HartInspection hart, Inspection machine)
            throws ExpressionException {
        throw new ExpressionException(0, "no watchpoints yet: " + text + hart + machine);
    }
}
