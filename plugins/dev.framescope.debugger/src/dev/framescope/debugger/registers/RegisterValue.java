package dev.framescope.debugger.registers;

/**
 * A register and what it held.
 *
 * @param id which register it is
 * @param name its ABI name or the CSR's name in the specification
 * @param value its content
 * @param meaning what the content says, such as {@code Sv39, ASID 0, root PPN 0x8025a}; empty if
 *     there is nothing to say
 */
public record RegisterValue(RegisterId id, String name, long value, String meaning) {}
