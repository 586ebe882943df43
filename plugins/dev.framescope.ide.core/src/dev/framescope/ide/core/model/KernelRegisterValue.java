package dev.framescope.ide.core.model;

import dev.framescope.debugger.registers.RegisterValue;

import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.model.IVariable;

/** What a register held at one moment. */
public final class KernelRegisterValue extends KernelDebugElement implements IValue {
    private final RegisterValue register;

    KernelRegisterValue(KernelDebugTarget target, RegisterValue register) {
        super(target);
        this.register = register;
    }

    /** What its content means, such as {@code Sv39, ASID 0, root PPN 0x8025a}; may be empty. */
    public String meaning() {
        return register.meaning();
    }

    @Override
    public String getValueString() {
        return RegisterText.format(register.value());
    }

    @Override
    public String getReferenceTypeName() {
        return "unsigned 64-bit";
    }

    @Override
    public boolean isAllocated() {
        return true;
    }

    @Override
    public IVariable[] getVariables() {
        return new IVariable[0];
    }

    @Override
    public boolean hasVariables() {
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KernelRegisterValue value
                && value.getDebugTarget() == getDebugTarget()
                && value.register.equals(register);
    }

    @Override
    public int hashCode() {
        return register.hashCode();
    }
}
