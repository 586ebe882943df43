package dev.framescope.machine.isa;

/**
 * A row of the instruction table.
 *
 * @param op a constant of {@link Op}
 * @param name the mnemonic
 * @param format how its operands are encoded
 * @param mask the bits that tell it from others
 * @param match the values of those bits
 * @param extension the extension that has it
 */
public record Instruction(
        int op, String name, Format format, int mask, int match, Extension extension) {
    /** Whether these bits are this instruction. */
    boolean matches(int word) {
        return (word & mask) == match;
    }
}
