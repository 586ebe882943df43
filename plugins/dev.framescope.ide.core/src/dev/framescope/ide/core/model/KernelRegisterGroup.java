package dev.framescope.ide.core.model;

import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;

import java.util.ArrayList;
import java.util.List;

/** Registers of a stack frame that belong together. */
public final class KernelRegisterGroup extends KernelDebugElement
        implements IRegisterGroup, HartElement {
    private final KernelStackFrame frame;
    private final String name;
    private final List<KernelRegister> registers = new ArrayList<>();

    KernelRegisterGroup(KernelStackFrame frame, String name) {
        super(frame.getDebugTarget());
        this.frame = frame;
        this.name = name;
    }

    /** Adds a register, before anybody sees the group. */
    void add(KernelRegister register) {
        registers.add(register);
    }

    @Override
    public int hartId() {
        return frame.hartId();
    }

    @Override
    public String getName() {
        return name;
    }

    /** The registers, in the order in which they are shown. */
    public List<KernelRegister> registers() {
        return List.copyOf(registers);
    }

    @Override
    public IRegister[] getRegisters() {
        return registers.toArray(IRegister[]::new);
    }

    @Override
    public boolean hasRegisters() {
        return !registers.isEmpty();
    }

    /** The same group is the same element from stop to stop, so that views keep their place. */
    @Override
    public boolean equals(Object other) {
        return other instanceof KernelRegisterGroup group
                && group.frame == frame
                && group.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
