package dev.framescope.debugger.variables;

import java.util.List;

/**
 * Registers that belong together, as a frame has them.
 *
 * @param name such as {@code General} or {@code Supervisor}
 * @param registers in the order in which they are shown; their children are their fields
 */
public record RegisterNodes(String name, List<ValueNode> registers) {
    public RegisterNodes {
        registers = List.copyOf(registers);
    }
}
