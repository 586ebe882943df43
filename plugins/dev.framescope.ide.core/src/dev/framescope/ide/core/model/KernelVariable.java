package dev.framescope.ide.core.model;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.model.IVariable;

/** A variable, a part of one, or a field of a register, as it was at a stop. */
public class KernelVariable extends KernelDebugElement implements IVariable, HartElement {
    private final String name;
    private final KernelValue value;

    KernelVariable(String name, KernelValue value) {
        super(value.getDebugTarget());
        this.name = name;
        this.value = value;
    }

    @Override
    public int hartId() {
        return value.hartId();
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getReferenceTypeName() {
        return value.getReferenceTypeName();
    }

    @Override
    public KernelValue getValue() {
        return value;
    }

    @Override
    public boolean hasValueChanged() {
        return value.changed();
    }

    @Override
    public boolean supportsValueModification() {
        return value.node().assignable() && getDebugTarget().isSuspended();
    }

    /** Whether it can be a value; whether it is one, the machine tells when it is set. */
    @Override
    public boolean verifyValue(String expression) {
        return !expression.isBlank();
    }

    @Override
    public boolean verifyValue(IValue other) {
        return other instanceof KernelValue;
    }

    /**
     * Changes the variable; waits for that, a moment.
     *
     * @param expression what {@link KernelValue#getValueString} says, edited, or any expression
     */
    @Override
    public void setValue(String expression) throws DebugException {
        if (!getDebugTarget().isSuspended()) {
            throw failure("Values can be changed while the machine is suspended only.");
        }
        Answers.await(value.assign(withoutComment(expression)));
        getDebugTarget().refresh();
    }

    @Override
    public void setValue(IValue other) throws DebugException {
        if (!(other instanceof KernelValue source)) {
            throw failure("Only a value of the kernel can be copied to '" + name + "'.");
        }
        setValue(source.node().editText());
    }

    /** Without what stands behind a value to explain it, such as the symbol at an address. */
    private String withoutComment(String expression) {
        String text = expression.strip();
        String shown = value.getValueString();
        int space = shown.indexOf(' ');
        boolean commented =
                space > 0
                        && !value.node().editText().contains(" ")
                        && text.endsWith(shown.substring(space));
        return commented
                ? text.substring(0, text.length() - (shown.length() - space)).strip()
                : text;
    }

    /** The same variable is the same element from stop to stop, so that views keep their place. */
    @Override
    public boolean equals(Object other) {
        return other instanceof KernelVariable variable
                && variable.value.frame() == value.frame()
                && variable.value.key().equals(value.key());
    }

    @Override
    public int hashCode() {
        return value.key().hashCode();
    }

    @Override
    public String toString() {
        return name + " = " + value.getValueString();
    }
}
