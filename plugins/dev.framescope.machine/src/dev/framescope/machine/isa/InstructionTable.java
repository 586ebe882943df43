package dev.framescope.machine.isa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every 32-bit instruction of RV64IMAFD, the extensions beside it and the privileged architecture,
 * once (Unprivileged ISA, RV32/64G Instruction Set Listings; Privileged Architecture, Instruction
 * Set Listings). The decoder, the disassembler and every engine take instructions from here.
 */
public final class InstructionTable {
    private static final Instruction[] BY_OP = new Instruction[Op.COUNT];
    private static final Instruction[][] BY_OPCODE = new Instruction[32][];

    static {
        BaseInstructions.addTo(BY_OP);
        FloatInstructions.addTo(BY_OP);
        BitInstructions.addTo(BY_OP);
        PrivilegedInstructions.addTo(BY_OP);
        for (int opcode = 0; opcode < BY_OPCODE.length; opcode++) {
            BY_OPCODE[opcode] = withMajorOpcode(opcode);
        }
    }

    private InstructionTable() {}

    /**
     * The row of a code of {@link Op}; there is none for {@link Op#NONE} and {@link Op#ILLEGAL}.
     */
    public static Instruction of(int op) {
        Instruction instruction = BY_OP[op];
        if (instruction == null) {
            throw new IllegalArgumentException("no instruction has the code " + op);
        }
        return instruction;
    }

    /** All rows. */
    public static List<Instruction> all() {
        return Arrays.stream(BY_OP).filter(row -> row != null).toList();
    }

    /** The row that these 32 bits match; null if they are no instruction. */
    static Instruction find(int word) {
        if ((word & 3) == 3) {
            for (Instruction row : BY_OPCODE[word >>> 2 & 31]) {
                if (row.matches(word)) {
                    return row;
                }
            }
        }
        return null;
    }

    private static Instruction[] withMajorOpcode(int opcode) {
        List<Instruction> rows = new ArrayList<>();
        for (Instruction row : BY_OP) {
            if (row != null && (row.match() >>> 2 & 31) == opcode) {
                rows.add(row);
            }
        }
        return rows.toArray(Instruction[]::new);
    }
}
