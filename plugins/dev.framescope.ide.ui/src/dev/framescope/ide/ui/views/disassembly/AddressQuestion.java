package dev.framescope.ide.ui.views.disassembly;

import dev.framescope.debugger.registers.RegisterValue;
import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.ide.core.model.KernelStackFrame;
import dev.framescope.ide.ui.views.text.AddressExpression;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the address that a person means. For jobs: it may wait for the machine thread.
 *
 * @param target the kernel
 * @param frame in which expressions are evaluated; without one only addresses and symbols are known
 */
record AddressQuestion(KernelDebugTarget target, Optional<KernelStackFrame> frame) {
    /**
     * An address, or why there is none.
     *
     * @param problem for a person; empty if there is an address
     */
    record Answer(OptionalLong address, String problem) {}

    Answer answer(String text) {
        try {
            long address = text.startsWith("$") ? register(text) : parse(text);
            return new Answer(OptionalLong.of(address), "");
        } catch (IllegalArgumentException e) {
            return new Answer(OptionalLong.empty(), e.getMessage());
        }
    }

    private long parse(String text) {
        return AddressExpression.parse(text, target.session().kernel().symbols());
    }

    private long register(String text) {
        String name = text.substring(1);
        return target
                .session()
                .registers(frame.map(KernelStackFrame::hartId).orElse(0))
                .join()
                .stream()
                .flatMap(group -> group.registers().stream())
                .filter(register -> register.name().equals(name))
                .mapToLong(RegisterValue::value)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no register " + name));
    }
}
