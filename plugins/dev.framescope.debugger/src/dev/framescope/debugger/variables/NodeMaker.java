package dev.framescope.debugger.variables;

import dev.framescope.debugger.format.Formatting;
import dev.framescope.debugger.format.Part;
import dev.framescope.debugger.format.Parts;
import dev.framescope.debugger.registers.RegisterId;
import dev.framescope.debugger.registers.RegisterValue;
import dev.framescope.debugger.value.RegisterValues;
import dev.framescope.debugger.value.Scalars;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.debugger.value.ValueFrame;

import java.util.ArrayList;
import java.util.List;

/** Makes nodes of values. On the machine thread, within one inspection. */
final class NodeMaker {
    private final Formatting formatting;
    private final ValueFrame frame;
    private final FrameId id;
    private final long now;

    NodeMaker(Formatting formatting, ValueFrame frame, FrameId id) {
        this.formatting = formatting;
        this.frame = frame;
        this.id = id;
        now = frame.machine().instructions();
    }

    LiveNode node(
            ValueNode.Kind kind, String name, String expression, Value value, ValueFormat format) {
        return node(kind, name, expression, value, format, false);
    }

    private LiveNode node(
            ValueNode.Kind kind,
            String name,
            String expression,
            Value value,
            ValueFormat format,
            boolean raw) {
        boolean available = formatting.isAvailable(value, frame);
        return new LiveNode(
                kind,
                name,
                expression,
                value.type().name(),
                formatting.text(value, frame, format, raw),
                available ? formatting.editText(value, frame, format) : "",
                format,
                available,
                available && value.isPlaced() && Scalars.isScalar(value.type()),
                available ? new Parts(formatting.formatters(), frame).count(value, raw) : 0,
                id,
                now,
                value,
                raw);
    }

    /** A register: in hexadecimal, with what its bits say. */
    LiveNode register(RegisterValue register) {
        boolean number =
                register.id() instanceof RegisterId.General
                        || register.id() instanceof RegisterId.Csr;
        LiveNode node =
                node(
                        ValueNode.Kind.REGISTER,
                        register.name(),
                        "$" + register.name(),
                        RegisterValues.of(register.id()),
                        number ? ValueFormat.HEX : ValueFormat.NATURAL);
        boolean isControl = register.id() instanceof RegisterId.Csr;
        return isControl && !register.meaning().isEmpty()
                ? node.withText(node.text() + " (" + register.meaning() + ")")
                : node;
    }

    /** The same value in another format. */
    LiveNode again(LiveNode node, ValueFormat format) {
        return node(node.kind(), node.name(), node.expression(), node.value(), format, node.raw());
    }

    List<ValueNode> children(LiveNode node, long from, int count) {
        List<ValueNode> children = new ArrayList<>();
        Parts parts = new Parts(formatting.formatters(), frame);
        boolean register = node.kind() == ValueNode.Kind.REGISTER;
        ValueFormat format = register ? ValueFormat.NATURAL : node.format();
        for (Part part : parts.range(node.value(), node.raw(), from, count)) {
            children.add(
                    node(
                            kind(part),
                            name(node, part),
                            expression(node, part),
                            part.value(),
                            format,
                            part.raw()));
        }
        return children;
    }

    private static ValueNode.Kind kind(Part part) {
        return switch (part.kind()) {
            case FIELD -> ValueNode.Kind.FIELD;
            case BASE_CLASS -> ValueNode.Kind.BASE_CLASS;
            case ELEMENT -> ValueNode.Kind.ELEMENT;
            case TARGET -> ValueNode.Kind.TARGET;
            case RAW -> ValueNode.Kind.EXPRESSION;
        };
    }

    private static String name(LiveNode parent, Part part) {
        return part.kind() == Part.Kind.TARGET ? "*" + parent.name() : part.name();
    }

    /** What names the part: its parent's expression, in parentheses where it needs them. */
    private static String expression(LiveNode parent, Part part) {
        if (part.access().isEmpty() || parent.expression().isEmpty()) {
            return "";
        }
        boolean simple = parent.expression().matches("[\\w$:]+([\\w.:\\[\\]]|->)*");
        boolean prefix = part.access().startsWith("*") || part.access().equals("%s");
        String whole =
                simple || prefix && !parent.expression().contains(" ")
                        ? parent.expression()
                        : "(" + parent.expression() + ")";
        return part.access().replace("%s", whole);
    }
}
