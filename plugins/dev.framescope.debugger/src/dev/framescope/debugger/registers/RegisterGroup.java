package dev.framescope.debugger.registers;

import java.util.List;

/**
 * Registers that belong together.
 *
 * @param name such as {@code General} or {@code Supervisor}
 * @param registers in the order in which they are shown
 */
public record RegisterGroup(String name, List<RegisterValue> registers) {
    public RegisterGroup {
        registers = List.copyOf(registers);
    }
}
