package dev.framescope.ide.core.model;

import dev.framescope.debugger.registers.RegisterId;
import dev.framescope.debugger.registers.RegisterValue;

import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.eclipse.debug.core.model.IValue;

/** A register of a hart, with its content at the last stop and at the one before. */
public final class KernelRegister extends KernelDebugElement implements IRegister, HartElement {
    /**
     * CSR numbers whose top two bits are 11 are read-only (Privileged Architecture, section 2.1).
     */
    private static final int CSR_ACCESS_SHIFT = 10;

    private static final int CSR_READ_ONLY = 0b11;

    private final KernelRegisterGroup group;
    private volatile Content content;

    private record Content(RegisterValue value, boolean changed) {}

    KernelRegister(KernelRegisterGroup group, RegisterValue value) {
        super(group.getDebugTarget());
        this.group = group;
        content = new Content(value, false);
    }

    void update(RegisterValue value) {
        content = new Content(value, value.value() != content.value().value());
    }

    boolean isFor(RegisterId id) {
        return content.value().id().equals(id);
    }

    /** What it held at the last stop. */
    public RegisterValue read() {
        return content.value();
    }

    @Override
    public int hartId() {
        return group.hartId();
    }

    @Override
    public IRegisterGroup getRegisterGroup() {
        return group;
    }

    @Override
    public String getName() {
        return content.value().name();
    }

    @Override
    public String getReferenceTypeName() {
        return "unsigned 64-bit";
    }

    @Override
    public IValue getValue() {
        return new KernelRegisterValue(getDebugTarget(), content.value());
    }

    @Override
    public boolean hasValueChanged() {
        return content.changed();
    }

    @Override
    public boolean supportsValueModification() {
        return switch (content.value().id()) {
            case RegisterId.Pc pc -> true;
            case RegisterId.Mode mode -> false;
            case RegisterId.General x -> x.number() != 0;
            case RegisterId.FloatingPoint f -> true;
            case RegisterId.Csr csr -> csr.number() >> CSR_ACCESS_SHIFT != CSR_READ_ONLY;
        };
    }

    @Override
    public boolean verifyValue(String expression) {
        return RegisterText.parse(expression).isPresent();
    }

    @Override
    public boolean verifyValue(IValue value) {
        return value instanceof KernelRegisterValue;
    }

    /** Writes the register; the new content shows when the machine has taken it. */
    @Override
    public void setValue(String expression) throws DebugException {
        if (!getDebugTarget().isSuspended()) {
            throw failure("Registers can be changed while the machine is suspended only.");
        }
        set(
                RegisterText.parse(expression)
                        .orElseThrow(
                                () ->
                                        failure(
                                                "'"
                                                        + expression
                                                        + "' is no number: write it like 0x80200000"
                                                        + " or 42.")));
    }

    @Override
    public void setValue(IValue value) throws DebugException {
        if (!(value instanceof KernelRegisterValue register)) {
            throw failure("Only the content of a register can be copied to a register.");
        }
        setValue(register.getValueString());
    }

    private void set(long value) {
        getDebugTarget()
                .session()
                .setRegister(hartId(), content.value().id(), value)
                .whenComplete(
                        (done, problem) -> {
                            if (problem != null) {
                                ILog.of(getClass())
                                        .error(
                                                "The register " + getName() + " is as it was",
                                                problem);
                            }
                            getDebugTarget().refresh();
                        });
    }
}
