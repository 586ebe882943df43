package dev.framescope.ide.core.model;

import dev.framescope.debugger.registers.RegisterId;
import dev.framescope.debugger.registers.RegisterModel;

import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;

/** A register as a stack frame has it; its parts are its fields. */
public final class KernelRegister extends KernelVariable implements IRegister {
    /**
     * CSR numbers whose top two bits are 11 are read-only (Privileged Architecture, section 2.1).
     */
    private static final int CSR_ACCESS_SHIFT = 10;

    private static final int CSR_READ_ONLY = 0b11;

    private final KernelRegisterGroup group;

    KernelRegister(KernelRegisterGroup group, String name, KernelValue value) {
        super(name, value);
        this.group = group;
    }

    @Override
    public IRegisterGroup getRegisterGroup() {
        return group;
    }

    @Override
    public boolean supportsValueModification() {
        return super.supportsValueModification()
                && RegisterModel.named(getName()).filter(this::isWritable).isPresent();
    }

    private boolean isWritable(RegisterId register) {
        return switch (register) {
            case RegisterId.Pc pc -> getValue().frame().frame().level() == 0;
            case RegisterId.Mode mode -> false;
            case RegisterId.General x -> x.number() != 0;
            case RegisterId.FloatingPoint f -> true;
            case RegisterId.Csr csr -> csr.number() >> CSR_ACCESS_SHIFT != CSR_READ_ONLY;
        };
    }
}
