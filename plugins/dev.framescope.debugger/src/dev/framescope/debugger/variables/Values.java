package dev.framescope.debugger.variables;

import dev.framescope.debugger.expression.Completion;
import dev.framescope.debugger.expression.ExpressionException;
import dev.framescope.debugger.expression.Expressions;
import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.machine.Machine;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Variables and expressions of a stopped session. Any thread may call, no method waits. A future
 * fails with {@link ExpressionException} if an expression is wrong or has no value (the message is
 * for the person who typed it), and with IllegalStateException if the machine is gone or, for
 * assignments, is running.
 */
public final class Values {
    private final Machine machine;
    private final Expressions expressions;

    public Values(Machine machine, Expressions expressions) {
        this.machine = machine;
        this.expressions = expressions;
    }

    /**
     * The parameters and local variables in scope, innermost block first; of the same name only the
     * one that the program means.
     */
    public CompletableFuture<List<ValueNode>> variables(FrameId frame) {
        return notYet();
    }

    /** The variables with static storage of the file or crate whose code the frame runs. */
    public CompletableFuture<List<ValueNode>> statics(FrameId frame) {
        return notYet();
    }

    /**
     * Some children of a node.
     *
     * @param from the first one's number, from 0
     * @param count how many at most
     */
    public CompletableFuture<List<ValueNode>> children(ValueNode node, long from, int count) {
        return notYet();
    }

    /** The value of an expression; an assignment in it is carried out. */
    public CompletableFuture<ValueNode> evaluate(FrameId frame, String expression) {
        return notYet();
    }

    /**
     * Changes a variable, a part of one, or a register.
     *
     * @param target an expression for what is to be changed
     * @param value an expression for the new value
     * @return what is there afterwards
     */
    public CompletableFuture<ValueNode> assign(FrameId frame, String target, String value) {
        return notYet();
    }

    /** Changes what a node stands for, see {@link #assign(FrameId, String, String)}. */
    public CompletableFuture<ValueNode> assign(ValueNode node, String value) {
        return notYet();
    }

    /** The same value, written in another format. */
    public CompletableFuture<ValueNode> format(ValueNode node, ValueFormat format) {
        return notYet();
    }

    /**
     * What can be typed at a place of an expression.
     *
     * @param cursor how many characters of the expression are before the cursor
     * @return in the order in which they are to be offered
     */
    public CompletableFuture<List<Completion>> complete(
            FrameId frame, String expression, int cursor) {
        return notYet();
    }

    private <T> CompletableFuture<T> notYet() {
        return CompletableFuture.failedFuture(
                new ExpressionException(0, "no values yet: " + machine + expressions));
    }
}
