package dev.framescope.ide.core.model;

import dev.framescope.debugger.registers.RegisterValue;

import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;

import java.util.ArrayList;
import java.util.List;

/** Registers of a hart that belong together. */
public final class KernelRegisterGroup extends KernelDebugElement
        implements IRegisterGroup, HartElement {
    private final HartThread hart;
    private final String name;
    private volatile List<KernelRegister> registers = List.of();

    KernelRegisterGroup(HartThread hart, String name) {
        super(hart.getDebugTarget());
        this.hart = hart;
        this.name = name;
    }

    void update(List<RegisterValue> values) {
        List<KernelRegister> updated = new ArrayList<>();
        for (RegisterValue value : values) {
            KernelRegister element = registerFor(value);
            element.update(value);
            updated.add(element);
        }
        registers = List.copyOf(updated);
    }

    private KernelRegister registerFor(RegisterValue value) {
        return registers.stream()
                .filter(register -> register.isFor(value.id()))
                .findFirst()
                .orElseGet(() -> new KernelRegister(this, value));
    }

    @Override
    public int hartId() {
        return hart.id();
    }

    @Override
    public String getName() {
        return name;
    }

    /** The registers, in the order in which they are shown. */
    public List<KernelRegister> registers() {
        return registers;
    }

    @Override
    public IRegister[] getRegisters() {
        return registers.toArray(IRegister[]::new);
    }

    @Override
    public boolean hasRegisters() {
        return !registers.isEmpty();
    }
}
