package dev.framescope.machine.hart;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;
import static dev.framescope.testing.Asm.A2;
import static dev.framescope.testing.Asm.ZERO;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RV64I and M between registers: operands and result, as the manual defines them. */
class IntegerInstructionsTest {
    /** Decimal, or hexadecimal with all 64 bits allowed. */
    private static long number(String text) {
        return text.startsWith("0x")
                ? Long.parseUnsignedLong(text, 2, text.length(), 16)
                : Long.parseLong(text);
    }

    @ParameterizedTest(name = "{0} {1}, {2} is {3}")
    @CsvSource({
        "add, 2, 3, 5",
        "add, 0x7fffffffffffffff, 1, 0x8000000000000000",
        "sub, 2, 3, -1",
        "sub, 0x8000000000000000, 1, 0x7fffffffffffffff",
        "sll, 1, 63, 0x8000000000000000",
        "sll, 1, 64, 1",
        "sll, 1, -1, 0x8000000000000000",
        "slt, -1, 0, 1",
        "slt, 0, -1, 0",
        "slt, 5, 5, 0",
        "sltu, -1, 0, 0",
        "sltu, 0, -1, 1",
        "xor, 0xff00, 0x0ff0, 0xf0f0",
        "srl, -1, 60, 15",
        "srl, -1, 64, -1",
        "sra, 0x8000000000000000, 63, -1",
        "sra, 0x8000000000000000, 127, -1",
        "or, 0xff00, 0x0ff0, 0xfff0",
        "and, 0xff00, 0x0ff0, 0x0f00",
        "addw, 0x7fffffff, 1, 0xffffffff80000000",
        "addw, 0xffffffff00000001, 2, 3",
        "subw, 0, 0x80000000, 0xffffffff80000000",
        "subw, 0x100000000, 1, -1",
        "sllw, 1, 31, 0xffffffff80000000",
        "sllw, 1, 32, 1",
        "sllw, 0xffffffff00000003, 1, 6",
        "srlw, 0xffffffff80000000, 31, 1",
        "srlw, 0x80000000, 32, 0xffffffff80000000",
        "sraw, 0x80000000, 31, -1",
        "sraw, 0x7fffffff, 30, 1",
        "mul, 0x123456789, 0x987654321, 0xd77d742cce1833a9",
        "mul, -1, -1, 1",
        "mulh, -1, -1, 0",
        "mulh, 0x8000000000000000, 0x8000000000000000, 0x4000000000000000",
        "mulh, 0x8000000000000000, 2, -1",
        "mulhsu, -1, -1, -1",
        "mulhsu, 0x8000000000000000, -1, 0x8000000000000000",
        "mulhsu, 2, 0x8000000000000000, 1",
        "mulhu, -1, -1, 0xfffffffffffffffe",
        "mulhu, 0x8000000000000000, 2, 1",
        "div, 7, -2, -3",
        "div, -7, 2, -3",
        "div, 7, 0, -1",
        "div, 0x8000000000000000, -1, 0x8000000000000000",
        "divu, -1, 2, 0x7fffffffffffffff",
        "divu, 7, 0, -1",
        "rem, 7, -2, 1",
        "rem, -7, 2, -1",
        "rem, 7, 0, 7",
        "rem, 0x8000000000000000, -1, 0",
        "remu, -1, 10, 5",
        "remu, -7, 0, -7",
        "mulw, 0x10000, 0x10000, 0",
        "mulw, 0x7fffffff, 2, -2",
        "mulw, 0xffffffff00000003, 5, 15",
        "divw, -7, 2, -3",
        "divw, 7, 0, -1",
        "divw, 0x80000000, -1, 0xffffffff80000000",
        "divw, 0x1000000008, 2, 4",
        "divuw, 0xffffffff, 1, -1",
        "divuw, -1, 2, 0x7fffffff",
        "divuw, 7, 0x100000000, -1",
        "remw, -7, 2, -1",
        "remw, 0x80000000, 0, 0xffffffff80000000",
        "remw, 0x80000000, -1, 0",
        "remuw, 0xffffffff, 16, 15",
        "remuw, 0x80000001, 0, 0xffffffff80000001",
    })
    void registerInstructions(String name, String first, String second, String result) {
        Guest guest = Guest.running(asm -> asm.r(name, A0, A1, A2).r(name, ZERO, A1, A2));
        guest.hart.setX(A1, number(first));
        guest.hart.setX(A2, number(second));
        guest.step(2);
        assertEquals(number(result), guest.x(A0));
        assertEquals(0, guest.x(ZERO), "x0 stays zero");
        assertEquals(Guest.CODE + 8, guest.hart.pc());
    }

    @ParameterizedTest(name = "{0} {1}, {2} is {3}")
    @CsvSource({
        "addi, 5, -6, -1",
        "addi, 0x7fffffffffffffff, 1, 0x8000000000000000",
        "slti, -1, 0, 1",
        "slti, -3, -2048, 0",
        "sltiu, 5, -1, 1",
        "sltiu, -1, -1, 0",
        "sltiu, 0, 1, 1",
        "xori, 0xff, -1, 0xffffffffffffff00",
        "ori, 0, -2048, 0xfffffffffffff800",
        "andi, -1, 2047, 2047",
        "andi, 0xfff, -16, 0xff0",
        "slli, 1, 63, 0x8000000000000000",
        "slli, 3, 32, 0x300000000",
        "srli, -1, 63, 1",
        "srli, -1, 32, 0xffffffff",
        "srai, 0x8000000000000000, 63, -1",
        "srai, 0x4000000000000000, 62, 1",
        "addiw, 0x7fffffff, 1, 0xffffffff80000000",
        "addiw, 0x180000000, 0, 0xffffffff80000000",
        "addiw, 0, -1, -1",
        "slliw, 1, 31, 0xffffffff80000000",
        "slliw, 0x100000001, 4, 16",
        "srliw, -1, 31, 1",
        "srliw, 0x180000000, 0, 0xffffffff80000000",
        "sraiw, 0x80000000, 31, -1",
        "sraiw, 0x180000000, 4, 0xfffffffff8000000",
    })
    void immediateInstructions(String name, String first, int immediate, String result) {
        Guest guest = Guest.running(asm -> asm.i(name, A0, A1, immediate));
        guest.hart.setX(A1, number(first));
        guest.step(1);
        assertEquals(number(result), guest.x(A0));
    }

    @Test
    void upperImmediatesAreSignExtendedAndRelativeToTheirOwnAddress() {
        Guest guest =
                Guest.running(
                        asm -> asm.lui(A0, 0x80000).lui(A1, 0x12345).auipc(A2, 0xfffff).nop());
        guest.step(3);
        assertEquals(0xffff_ffff_8000_0000L, guest.x(A0));
        assertEquals(0x1234_5000L, guest.x(A1));
        assertEquals(Guest.CODE + 8 - 0x1000, guest.x(A2));
    }

    @Test
    void fencesDoNothing() {
        Guest guest = Guest.running(asm -> asm.word(0x0ff0_000f).fenceI().word(0x8330_000f));
        guest.step(3);
        assertEquals(Guest.CODE + 12, guest.hart.pc());
        assertEquals(3, guest.hart.retired());
    }
}
