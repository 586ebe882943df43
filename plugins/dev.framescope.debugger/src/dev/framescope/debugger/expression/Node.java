package dev.framescope.debugger.expression;

import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;

/** An expression whose names have been resolved. Immutable. */
@FunctionalInterface
interface Node {
    /** The value now. On the machine thread. */
    Value evaluate(Evaluation evaluation) throws ValueException;

    /** The same, whose errors are told at a position of the text. */
    default Node at(int position) {
        return evaluation -> {
            try {
                return evaluate(evaluation);
            } catch (ExpressionException e) {
                throw e;
            } catch (ValueException e) {
                throw new ExpressionException(position, e.getMessage());
            }
        };
    }
}
