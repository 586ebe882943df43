package dev.framescope.ide.core.model;

import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.debugger.variables.FrameId;
import dev.framescope.debugger.variables.RegisterNodes;
import dev.framescope.debugger.variables.ValueNode;
import dev.framescope.debugger.variables.Values;
import dev.framescope.symbols.scope.Language;

import org.eclipse.debug.core.DebugException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The values of a stack frame at one stop: read when they are asked for, and kept. Whoever asks
 * waits for the machine, a moment; not for the UI thread.
 */
final class FrameValues {
    /** Where the registers' view settings are kept; they are the same in all functions. */
    private static final String REGISTERS = "registers";

    private static final String EXPRESSIONS = "expressions";

    private final KernelStackFrame frame;
    private final FrameId id;
    private final ValueHistory history;
    private List<KernelVariable> variables;
    private List<KernelRegisterGroup> groups;

    FrameValues(KernelStackFrame frame, ValueHistory history) {
        this.frame = frame;
        this.id = frame.id();
        this.history = history;
    }

    private Values values() {
        return frame.getDebugTarget().session().values();
    }

    /** Parameters and local variables. */
    synchronized List<KernelVariable> variables() throws DebugException {
        if (variables == null) {
            String key = frame.function();
            List<KernelVariable> made = new ArrayList<>();
            for (ValueNode node : Answers.await(values().variables(id))) {
                String own = KernelValue.childKey(key, node);
                made.add(new KernelVariable(node.name(), value(own, shown(own, node))));
            }
            variables = List.copyOf(made);
        }
        return variables;
    }

    /** The registers that the frame has. */
    synchronized List<KernelRegisterGroup> registers() throws DebugException {
        if (groups == null) {
            List<KernelRegisterGroup> made = new ArrayList<>();
            for (RegisterNodes group : Answers.await(values().registers(id))) {
                made.add(group(group));
            }
            groups = List.copyOf(made);
        }
        return groups;
    }

    private KernelRegisterGroup group(RegisterNodes group) throws DebugException {
        KernelRegisterGroup made = new KernelRegisterGroup(frame, group.name());
        for (ValueNode node : group.registers()) {
            String key = KernelValue.childKey(REGISTERS, node);
            ValueNode shown = shown(key, node, node.format());
            made.add(new KernelRegister(made, node.name(), value(key, shown)));
        }
        return made;
    }

    /** Some parts of a value. */
    List<KernelVariable> children(KernelValue parent, long from, int count) throws DebugException {
        List<KernelVariable> made = new ArrayList<>();
        for (ValueNode node : Answers.await(values().children(parent.node(), from, count))) {
            String key = KernelValue.childKey(parent.key(), node);
            made.add(new KernelVariable(node.name(), value(key, shown(key, node, node.format()))));
        }
        return List.copyOf(made);
    }

    /** The value of an expression; fails in words. Does not wait. */
    CompletableFuture<KernelValue> evaluate(String expression) {
        return values().evaluate(id, expression)
                .thenCompose(
                        node -> {
                            String key = EXPRESSIONS + '/' + expression.strip();
                            ValueFormat format =
                                    node.format() == ValueFormat.NATURAL
                                            ? ValueViews.standard()
                                            : node.format();
                            return view(key, node, format).thenApply(v -> value(key, v));
                        });
    }

    private KernelValue value(String key, ValueNode node) {
        boolean changed = history.note(key + '\n' + node.format(), node.text());
        return node.childCount() > KernelIndexedValue.PARTITION
                ? new KernelIndexedValue(frame, this, key, node, changed)
                : new KernelValue(frame, this, key, node, changed);
    }

    private ValueNode shown(String key, ValueNode node) throws DebugException {
        return shown(key, node, ValueViews.standard());
    }

    private ValueNode shown(String key, ValueNode node, ValueFormat usual) throws DebugException {
        return Answers.await(view(key, node, usual));
    }

    /** A node as the person wants to see it. */
    private CompletableFuture<ValueNode> view(String key, ValueNode node, ValueFormat usual) {
        ValueView view = ValueViews.of(key);
        ValueFormat format = view.format().orElse(usual);
        CompletableFuture<ValueNode> typed = CompletableFuture.completedFuture(node);
        if (!view.cast().isEmpty() && !node.expression().isEmpty()) {
            // What has no value as that type is shown as it is.
            typed =
                    values().evaluate(id, cast(node.expression(), view.cast()))
                            .exceptionally(problem -> node);
        }
        return typed.thenCompose(
                shown ->
                        shown.format() == format || !shown.available()
                                ? CompletableFuture.completedFuture(shown)
                                : values().format(shown, format));
    }

    private String cast(String expression, String type) {
        boolean rust =
                frame.frame()
                        .code()
                        .program()
                        .map(p -> p.symbols().languageAt(frame.frame().linkPc()))
                        .filter(language -> language == Language.RUST)
                        .isPresent();
        return rust ? "(" + expression + ") as " + type : "(" + type + ")(" + expression + ")";
    }

    /** The node in another format, for a person who wants to see it in several. */
    CompletableFuture<ValueNode> inFormat(KernelValue value, ValueFormat format) {
        return values().format(value.node(), format);
    }

    /** Changes what a value stands for. */
    CompletableFuture<ValueNode> assign(KernelValue value, String text) {
        return values().assign(value.node(), text);
    }
}
