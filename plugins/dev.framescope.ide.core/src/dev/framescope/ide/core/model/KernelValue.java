package dev.framescope.ide.core.model;

import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.debugger.variables.ValueNode;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.model.IVariable;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a variable, a register or an expression was worth at a stop. What it says is at hand; its
 * parts are read when they are asked for, by callers that can wait a moment.
 */
public class KernelValue extends KernelDebugElement implements IValue, HartElement {
    private static final int DIGITS = 16;
    private static final Pattern HEX = Pattern.compile("0x([0-9a-f]{1,16})( .*)?");

    private final KernelStackFrame frame;
    private final FrameValues values;
    private final String key;
    private final ValueNode node;
    private final boolean changed;
    private List<KernelVariable> parts;

    KernelValue(
            KernelStackFrame frame,
            FrameValues values,
            String key,
            ValueNode node,
            boolean changed) {
        super(frame.getDebugTarget());
        this.frame = frame;
        this.values = values;
        this.key = key;
        this.node = node;
        this.changed = changed;
    }

    /** The key of a part of a value, or of a variable of a function. */
    static String childKey(String parent, ValueNode child) {
        return parent + '/' + child.name();
    }

    /** What the debugger knows of it. */
    public ValueNode node() {
        return node;
    }

    /** Names it in {@link ValueViews}. */
    public String key() {
        return key;
    }

    /** The stack frame that it was read in. */
    public KernelStackFrame frame() {
        return frame;
    }

    /** Whether it was another one at the stop before. */
    boolean changed() {
        return changed;
    }

    @Override
    public int hartId() {
        return frame.hartId();
    }

    /** The same value in another format. Does not wait. */
    public CompletableFuture<ValueNode> inFormat(ValueFormat format) {
        return values.inFormat(this, format);
    }

    /** Changes what it is the value of. Does not wait. */
    CompletableFuture<ValueNode> assign(String text) {
        return values.assign(this, text);
    }

    @Override
    public String getValueString() {
        return node.kind() == ValueNode.Kind.REGISTER && node.format() == ValueFormat.HEX
                ? padded(node.text())
                : node.text();
    }

    /** Sixteen digits, so that registers can be compared by eye; then what their bits say. */
    private static String padded(String text) {
        Matcher number = HEX.matcher(text);
        return number.matches()
                ? "0x"
                        + "0".repeat(DIGITS - number.group(1).length())
                        + number.group(1)
                        + Objects.toString(number.group(2), "")
                : text;
    }

    @Override
    public String getReferenceTypeName() {
        return node.typeName();
    }

    @Override
    public boolean isAllocated() {
        return node.available();
    }

    @Override
    public boolean hasVariables() {
        return node.hasChildren();
    }

    @Override
    public IVariable[] getVariables() throws DebugException {
        return parts().toArray(IVariable[]::new);
    }

    /** Its parts, of a long array the first ones. Waits for the machine. */
    public synchronized List<KernelVariable> parts() throws DebugException {
        if (parts == null) {
            parts = parts(0, KernelIndexedValue.PARTITION);
        }
        return parts;
    }

    List<KernelVariable> parts(long from, int count) throws DebugException {
        return node.hasChildren() ? values.children(this, from, count) : List.of();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KernelValue value
                && value.frame == frame
                && value.key.equals(key)
                && value.node.text().equals(node.text())
                && value.node.typeName().equals(node.typeName());
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return key + " = " + getValueString();
    }
}
