package dev.framescope.ide.core.model;

import dev.framescope.debugger.registers.RegisterGroup;

import java.util.ArrayList;
import java.util.List;

/**
 * The registers of a hart as elements of the model, which stay the same objects from stop to stop.
 * Updated on the session's thread, read by any.
 */
final class RegisterFile {
    private final HartThread hart;
    private volatile List<KernelRegisterGroup> groups = List.of();

    RegisterFile(HartThread hart) {
        this.hart = hart;
    }

    List<KernelRegisterGroup> groups() {
        return groups;
    }

    void update(List<RegisterGroup> read) {
        List<KernelRegisterGroup> updated = new ArrayList<>();
        for (RegisterGroup group : read) {
            KernelRegisterGroup element = groupNamed(group.name());
            element.update(group.registers());
            updated.add(element);
        }
        groups = List.copyOf(updated);
    }

    private KernelRegisterGroup groupNamed(String name) {
        return groups.stream()
                .filter(group -> group.getName().equals(name))
                .findFirst()
                .orElseGet(() -> new KernelRegisterGroup(hart, name));
    }
}
