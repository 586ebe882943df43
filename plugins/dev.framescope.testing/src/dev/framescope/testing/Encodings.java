package dev.framescope.testing;

import java.util.HashMap;
import java.util.Map;

/**
 * The encodings of RV64IMA and Zicsr by mnemonic, written down apart from the machine's own table
 * so that the two check each other.
 */
final class Encodings {
    private static final Map<String, Integer> BASES = new HashMap<>();

    static {
        add(0x03, 12, "lb", 0, "lh", 1, "lw", 2, "ld", 3, "lbu", 4, "lhu", 5, "lwu", 6);
        add(0x23, 12, "sb", 0, "sh", 1, "sw", 2, "sd", 3);
        add(0x63, 12, "beq", 0, "bne", 1, "blt", 4, "bge", 5, "bltu", 6, "bgeu", 7);
        add(0x13, 12, "addi", 0, "slli", 1, "slti", 2, "sltiu", 3, "xori", 4, "srli", 5);
        add(0x13, 12, "ori", 6, "andi", 7);
        add(0x4000_0013, 12, "srai", 5);
        add(0x1b, 12, "addiw", 0, "slliw", 1, "srliw", 5);
        add(0x4000_001b, 12, "sraiw", 5);
        add(0x33, 12, "add", 0, "sll", 1, "slt", 2, "sltu", 3, "xor", 4, "srl", 5, "or", 6);
        add(0x33, 12, "and", 7);
        add(0x4000_0033, 12, "sub", 0, "sra", 5);
        add(0x3b, 12, "addw", 0, "sllw", 1, "srlw", 5);
        add(0x4000_003b, 12, "subw", 0, "sraw", 5);
        add(0x0200_0033, 12, "mul", 0, "mulh", 1, "mulhsu", 2, "mulhu", 3, "div", 4, "divu", 5);
        add(0x0200_0033, 12, "rem", 6, "remu", 7);
        add(0x0200_003b, 12, "mulw", 0, "divw", 4, "divuw", 5, "remw", 6, "remuw", 7);
        atomics(".w", 0x202f);
        atomics(".d", 0x302f);
        add(0x73, 12, "csrrw", 1, "csrrs", 2, "csrrc", 3, "csrrwi", 5, "csrrsi", 6, "csrrci", 7);
    }

    private Encodings() {}

    private static void atomics(String width, int base) {
        add(base, 27, "lr" + width, 2, "sc" + width, 3, "amoswap" + width, 1, "amoadd" + width, 0);
        add(base, 27, "amoxor" + width, 4, "amoand" + width, 12, "amoor" + width, 8);
        add(base, 27, "amomin" + width, 16, "amomax" + width, 20, "amominu" + width, 24);
        add(base, 27, "amomaxu" + width, 28);
    }

    private static void add(int base, int shift, Object... namesAndCodes) {
        for (int i = 0; i < namesAndCodes.length; i += 2) {
            int code = (Integer) namesAndCodes[i + 1];
            BASES.put((String) namesAndCodes[i], base | code << shift);
        }
    }

    /** All but the operands. */
    static int of(String mnemonic) {
        Integer base = BASES.get(mnemonic);
        if (base == null) {
            throw new IllegalArgumentException("the assembler does not know " + mnemonic);
        }
        return base;
    }
}
