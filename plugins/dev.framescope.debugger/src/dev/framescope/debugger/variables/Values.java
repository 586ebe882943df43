package dev.framescope.debugger.variables;

import dev.framescope.debugger.expression.Completion;
import dev.framescope.debugger.expression.ExpressionException;
import dev.framescope.debugger.expression.FrameExpressions;
import dev.framescope.debugger.format.Formatting;
import dev.framescope.debugger.format.ValueFormatter;
import dev.framescope.debugger.program.Programs;
import dev.framescope.debugger.registers.RegisterGroup;
import dev.framescope.debugger.registers.RegisterModel;
import dev.framescope.debugger.stack.Stacks;
import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineControl;
import dev.framescope.symbols.scope.Variable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Variables and expressions of a stopped session. Any thread may call, no method waits. A future
 * fails with {@link ExpressionException} if an expression is wrong or has no value (the message is
 * for the person who typed it), and with IllegalStateException if the machine is gone or, for
 * assignments, is running.
 */
public final class Values {
    private final Machine machine;
    private final Programs programs;
    private final Stacks stacks;
    private final Formatting formatting;

    public Values(Machine machine, Programs programs, Stacks stacks, Formatting formatting) {
        this.machine = machine;
        this.programs = programs;
        this.stacks = stacks;
        this.formatting = formatting;
    }

    /** What is done in one frame, on the machine thread. */
    @FunctionalInterface
    private interface Work<T> {
        T in(FrameExpressions frame, NodeMaker nodes) throws ExpressionException;
    }

    /**
     * The parameters and local variables in scope, innermost block first; of the same name only the
     * one that the program means.
     */
    public CompletableFuture<List<ValueNode>> variables(FrameId frame) {
        return look(frame, (in, nodes) -> nodes(in, in.variables(), nodes));
    }

    /** The variables with static storage that the frame's source file declares. */
    public CompletableFuture<List<ValueNode>> statics(FrameId frame) {
        return look(frame, (in, nodes) -> nodes(in, in.statics(), nodes));
    }

    private static List<ValueNode> nodes(
            FrameExpressions in, List<Variable> variables, NodeMaker nodes) {
        List<ValueNode> made = new ArrayList<>();
        for (Variable variable : variables) {
            ValueNode.Kind kind =
                    switch (variable.kind()) {
                        case PARAMETER -> ValueNode.Kind.PARAMETER;
                        case LOCAL -> ValueNode.Kind.LOCAL;
                        case STATIC -> ValueNode.Kind.STATIC;
                    };
            made.add(
                    nodes.node(
                            kind,
                            variable.name(),
                            variable.name(),
                            in.value(variable),
                            ValueFormat.NATURAL));
        }
        return made;
    }

    /** The registers that the frame has, in groups; those not saved say so. */
    public CompletableFuture<List<RegisterNodes>> registers(FrameId frame) {
        return look(
                frame,
                (in, nodes) -> {
                    List<RegisterNodes> groups = new ArrayList<>();
                    for (RegisterGroup group : RegisterModel.read(in.frame().hart())) {
                        List<ValueNode> registers = new ArrayList<>();
                        group.registers()
                                .forEach(register -> registers.add(nodes.register(register)));
                        groups.add(new RegisterNodes(group.name(), registers));
                    }
                    return groups;
                });
    }

    /**
     * Some children of a node.
     *
     * @param from the first one's number, from 0
     * @param count how many at most
     */
    public CompletableFuture<List<ValueNode>> children(ValueNode node, long from, int count) {
        LiveNode live = (LiveNode) node;
        return look(
                live.frame(),
                (in, nodes) -> {
                    requireSameStop(live, in);
                    return nodes.children(live, from, count);
                });
    }

    private static void requireSameStop(LiveNode node, FrameExpressions in)
            throws ExpressionException {
        if (in.frame().machine().instructions() != node.taken()) {
            throw new ExpressionException(
                    -1, "the machine has run since '" + node.name() + "' was read; read it again");
        }
    }

    /** The value of an expression; an assignment in it is carried out. */
    public CompletableFuture<ValueNode> evaluate(FrameId frame, String expression) {
        if (FrameExpressions.assigns(expression)) {
            return change(
                    frame,
                    (in, control) -> {
                        FrameExpressions.Result result =
                                in.evaluate(expression, Optional.of(control));
                        return nodes -> node(nodes, expression, result);
                    });
        }
        return look(
                frame,
                (in, nodes) -> node(nodes, expression, in.evaluate(expression, Optional.empty())));
    }

    private static ValueNode node(
            NodeMaker nodes, String expression, FrameExpressions.Result result) {
        String plain =
                result.format() == ValueFormat.NATURAL ? expression : withoutFormat(expression);
        return nodes.node(
                ValueNode.Kind.EXPRESSION, expression, plain, result.value(), result.format());
    }

    private static String withoutFormat(String expression) {
        String text = expression.strip();
        return text.startsWith("/")
                ? text.substring(2).strip()
                : text.substring(0, text.lastIndexOf(',')).strip();
    }

    /**
     * Changes a variable, a part of one, or a register.
     *
     * @param target an expression for what is to be changed
     * @param value an expression for the new value
     * @return what is there afterwards
     */
    public CompletableFuture<ValueNode> assign(FrameId frame, String target, String value) {
        return change(
                frame,
                (in, control) -> {
                    FrameExpressions.Result place = in.evaluate(target, Optional.empty());
                    in.assign(place.value(), value, control);
                    return nodes -> node(nodes, target, place);
                });
    }

    /** Changes what a node stands for, see {@link #assign(FrameId, String, String)}. */
    public CompletableFuture<ValueNode> assign(ValueNode node, String value) {
        LiveNode live = (LiveNode) node;
        return change(
                live.frame(),
                (in, control) -> {
                    requireSameStop(live, in);
                    in.assign(live.value(), value, control);
                    return nodes -> nodes.again(live, live.format());
                });
    }

    /** The same value, written in another format. */
    public CompletableFuture<ValueNode> format(ValueNode node, ValueFormat format) {
        LiveNode live = (LiveNode) node;
        return look(
                live.frame(),
                (in, nodes) -> {
                    requireSameStop(live, in);
                    return nodes.again(live, format);
                });
    }

    /**
     * What can be typed at a place of an expression.
     *
     * @param cursor how many characters of the expression are before the cursor
     * @return in the order in which they are to be offered
     */
    public CompletableFuture<List<Completion>> complete(
            FrameId frame, String expression, int cursor) {
        return look(frame, (in, nodes) -> in.complete(expression, cursor));
    }

    /** Has values shown by a formatter before those that are there; from now on. */
    public void addFormatter(ValueFormatter formatter) {
        formatting.formatters().add(formatter);
    }

    private <T> CompletableFuture<T> look(FrameId frame, Work<T> work) {
        return machine.inspect(inspection -> carryOut(inspection, frame, work));
    }

    /** What changes something in one frame; returns what makes the node to be shown then. */
    @FunctionalInterface
    private interface Change {
        Function<NodeMaker, ValueNode> in(FrameExpressions frame, MachineControl control)
                throws ExpressionException;
    }

    /** Frames are found anew afterwards: what was changed may be what they were found by. */
    private CompletableFuture<ValueNode> change(FrameId frame, Change change) {
        return machine.control(
                control -> {
                    Function<NodeMaker, ValueNode> shown =
                            carryOut(control, frame, (in, nodes) -> change.in(in, control));
                    return carryOut(control, frame, (in, nodes) -> shown.apply(nodes));
                });
    }

    private <T> T carryOut(Inspection inspection, FrameId id, Work<T> work) {
        try {
            FrameExpressions frame =
                    FrameExpressions.of(
                            inspection,
                            programs,
                            stacks.of(inspection, id.hart()),
                            id.level(),
                            formatting.formatters());
            return work.in(frame, new NodeMaker(formatting, frame.frame(), id));
        } catch (ExpressionException e) {
            throw new CompletionException(e);
        }
    }
}
