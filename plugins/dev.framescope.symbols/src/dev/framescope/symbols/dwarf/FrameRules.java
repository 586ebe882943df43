package dev.framescope.symbols.dwarf;

import java.util.Map;

/**
 * How the caller's registers are found when a hart is at some instruction: a row of the call frame
 * information (DWARF 5, section 6.4). Immutable.
 *
 * @param cfa how to find the canonical frame address, which is the caller's stack pointer
 * @param registers rules by DWARF register number; registers without a rule keep their value if the
 *     calling convention says that a call preserves them
 * @param returnAddress number of the register whose rule gives the caller's address
 * @param signalFrame whether this is the frame of a trap: the caller's address is that of the
 *     interrupted instruction, not one after a call
 */
public record FrameRules(
        CfaRule cfa, Map<Integer, RegisterRule> registers, int returnAddress, boolean signalFrame) {

    /** Takes a copy of the rules. */
    public FrameRules {
        registers = Map.copyOf(registers);
    }
}
