package dev.framescope.testing;

import java.util.HashMap;
import java.util.Map;

/**
 * The encodings of RV64IMAFD, Zicsr and Zb* by mnemonic, floats with dynamic rounding, written down
 * apart from the machine's own table so that the two check each other.
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
        floats(".s", 0);
        floats(".d", 1 << 25);
        add(0x53, 0, "fmv.x.w", 0xe000_0000, "fmv.w.x", 0xf000_0000, "fcvt.s.d", 0x4010_7000);
        add(0x53, 0, "fmv.x.d", 0xe200_0000, "fmv.d.x", 0xf200_0000, "fcvt.d.s", 0x4200_7000);
        add(0x07, 12, "flw", 2, "fld", 3);
        add(0x27, 12, "fsw", 2, "fsd", 3);
        bits();
    }

    private Encodings() {}

    private static void floats(String width, int format) {
        int base = 0x53 | format;
        String[] rounded = {"fadd", "fsub", "fmul", "fdiv"};
        for (int i = 0; i < rounded.length; i++) {
            add(base | 0x7000, 27, rounded[i] + width, i);
        }
        add(base | 0x7000, 27, "fsqrt" + width, 0x0b);
        add(base | 0x2000_0000, 12, "fsgnj" + width, 0, "fsgnjn" + width, 1, "fsgnjx" + width, 2);
        add(base | 0x2800_0000, 12, "fmin" + width, 0, "fmax" + width, 1);
        add(base | 0xa000_0000, 12, "fle" + width, 0, "flt" + width, 1, "feq" + width, 2);
        add(base | 0xe000_0000, 12, "fclass" + width, 1);
        String[] integers = {"w", "wu", "l", "lu"};
        for (int i = 0; i < integers.length; i++) {
            add(base | 0xc000_7000, 20, "fcvt." + integers[i] + width, i);
            add(base | 0xd000_7000, 20, "fcvt" + width + "." + integers[i], i);
        }
        add(0x7043 | format, 2, "fmadd" + width, 0, "fmsub" + width, 1, "fnmsub" + width, 2);
        add(0x7043 | format, 2, "fnmadd" + width, 3);
    }

    private static void bits() {
        add(0x0800_003b, 12, "add.uw", 0);
        add(0x2000_0033, 12, "sh1add", 2, "sh2add", 4, "sh3add", 6);
        add(0x2000_003b, 12, "sh1add.uw", 2, "sh2add.uw", 4, "sh3add.uw", 6);
        add(0x4000_0033, 12, "andn", 7, "orn", 6, "xnor", 4);
        add(0x0a00_0033, 12, "clmul", 1, "clmulr", 2, "clmulh", 3, "min", 4, "minu", 5, "max", 6);
        add(0x0a00_0033, 12, "maxu", 7);
        add(0x6000_0033, 12, "rol", 1, "ror", 5);
        add(0x6000_003b, 12, "rolw", 1, "rorw", 5);
        add(0x4800_0033, 12, "bclr", 1, "bext", 5);
        add(0x6800_0033, 12, "binv", 1);
        add(0x2800_0033, 12, "bset", 1);
        add(0x0e00_0033, 12, "czero.eqz", 5, "czero.nez", 7);
        add(0x1013, 20, "clz", 0x600, "ctz", 0x601, "cpop", 0x602, "sext.b", 0x604);
        add(0x1013, 20, "sext.h", 0x605, "bclri", 0x480, "binvi", 0x680, "bseti", 0x280);
        add(0x5013, 20, "rori", 0x600, "bexti", 0x480, "orc.b", 0x287, "rev8", 0x6b8);
        add(0x101b, 20, "clzw", 0x600, "ctzw", 0x601, "cpopw", 0x602, "slli.uw", 0x080);
        add(0x501b, 20, "roriw", 0x600);
        add(0x403b, 20, "zext.h", 0x080);
    }

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
