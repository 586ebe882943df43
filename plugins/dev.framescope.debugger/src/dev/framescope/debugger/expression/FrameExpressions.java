package dev.framescope.debugger.expression;

import dev.framescope.debugger.format.Formatters;
import dev.framescope.debugger.program.Programs;
import dev.framescope.debugger.stack.FrameContext;
import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.MachineControl;
import dev.framescope.symbols.SourceLine;
import dev.framescope.symbols.scope.Variable;

import java.util.List;
import java.util.Optional;

/** Names and expressions in one frame of a stack. On the machine thread, within an inspection. */
public final class FrameExpressions {
    private final Scope scope;
    private final MachineFrame frame;
    private final Optional<SourceLine> line;
    private final Formatters formatters;

    private FrameExpressions(
            Scope scope, MachineFrame frame, Optional<SourceLine> line, Formatters formatters) {
        this.scope = scope;
        this.frame = frame;
        this.line = line;
        this.formatters = formatters;
    }

    /**
     * Those of a frame.
     *
     * @throws ExpressionException if the stack has no such frame
     */
    public static FrameExpressions of(
            Inspection machine,
            Programs programs,
            List<StackFrame> stack,
            int level,
            Formatters formatters)
            throws ExpressionException {
        if (level < 0 || level >= stack.size()) {
            throw new ExpressionException(
                    -1, "there is no frame " + level + "; the stack has " + stack.size());
        }
        Scope scope = Scope.of(programs, stack.get(level));
        MachineFrame frame =
                new MachineFrame(machine, FrameContext.of(machine, stack, level), scope.language());
        return new FrameExpressions(scope, frame, stack.get(level).line(), formatters);
    }

    /** Reads the frame's registers and memory. */
    public ValueFrame frame() {
        return frame;
    }

    /** The parameters and local variables in scope, each name once, innermost block first. */
    public List<Variable> variables() {
        return scope.visible();
    }

    /** The static variables that are declared in the frame's source file. */
    public List<Variable> statics() {
        if (scope.program().isEmpty() || line.isEmpty()) {
            return List.of();
        }
        String file = line.get().file();
        return scope.program().get().symbols().variablesAround(scope.linkPc()).stream()
                .filter(v -> v.declaration().filter(d -> d.file().equals(file)).isPresent())
                .toList();
    }

    /** A variable's value in this frame. */
    public Value value(Variable variable) {
        return Names.value(variable, frame);
    }

    /**
     * A value and how it is to be shown.
     *
     * @param value the value
     * @param format as the expression says
     */
    public record Result(Value value, ValueFormat format) {}

    /**
     * The value of an expression.
     *
     * @param control carries out assignments; empty to refuse them
     */
    public Result evaluate(String text, Optional<MachineControl> control)
            throws ExpressionException {
        ExpressionParser.Parsed parsed = parse(text);
        return new Result(evaluate(parsed.root(), control), parsed.format());
    }

    /** Puts the value of an expression into a place. */
    public void assign(Value place, String text, MachineControl control)
            throws ExpressionException {
        Expression.Assign assign =
                new Expression.Assign(
                        0, Optional.empty(), new Expression.Name(0, ""), parse(text).root());
        Node node = new Binder(scope).assign(assign, evaluation -> place);
        evaluate(node.at(0), Optional.of(control));
    }

    private ExpressionParser.Parsed parse(String text) throws ExpressionException {
        return ExpressionParser.parse(text, scope.isRust(), scope::isType);
    }

    private Value evaluate(Expression expression, Optional<MachineControl> control)
            throws ExpressionException {
        return evaluate(new Binder(scope).bind(expression), control);
    }

    private Value evaluate(Node node, Optional<MachineControl> control) throws ExpressionException {
        try {
            return node.evaluate(new Evaluation(frame, control, formatters));
        } catch (ExpressionException e) {
            throw e;
        } catch (ValueException e) {
            throw new ExpressionException(-1, e.getMessage());
        }
    }

    /**
     * What can be typed at a place of an expression.
     *
     * @param cursor how many characters are before it
     */
    public List<Completion> complete(String text, int cursor) {
        Evaluation evaluation = new Evaluation(frame, Optional.empty(), formatters);
        return new Completer(scope, evaluation).complete(text, cursor);
    }

    /** Whether an expression changes something. */
    public static boolean assigns(String text) {
        try {
            return Assignments.isIn(ExpressionParser.parse(text, false, name -> false).root());
        } catch (ExpressionException e) {
            return false; // It is told when it is evaluated.
        }
    }
}
