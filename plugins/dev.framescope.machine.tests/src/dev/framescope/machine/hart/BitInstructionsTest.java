package dev.framescope.machine.hart;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;
import static dev.framescope.testing.Asm.A2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.machine.IsaProfile;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Zba, Zbb, Zbc, Zbs and Zicond: operands and result in hexadecimal. */
class BitInstructionsTest {
    private static long number(String text) {
        return Long.parseUnsignedLong(text, 16);
    }

    @ParameterizedTest(name = "{0} {1}, {2} is {3}")
    @CsvSource({
        "add.uw, ffffffff00000001, 10, 11",
        "sh1add, 3, 10, 16",
        "sh2add, 3, 10, 1c",
        "sh3add, 3, 10, 28",
        "sh1add.uw, ffffffff80000000, 1, 100000001",
        "sh2add.uw, ffffffff80000000, 1, 200000001",
        "sh3add.uw, ffffffff80000000, 1, 400000001",
        "andn, ff, f, f0",
        "orn, 0, fffffffffffffff0, f",
        "xnor, ff, f, ffffffffffffff0f",
        "max, ffffffffffffffff, 1, 1",
        "maxu, ffffffffffffffff, 1, ffffffffffffffff",
        "min, ffffffffffffffff, 1, ffffffffffffffff",
        "minu, ffffffffffffffff, 1, 1",
        "rol, 8000000000000001, 1, 3",
        "rol, 8000000000000001, 41, 3",
        "ror, 3, 1, 8000000000000001",
        "rolw, 80000001, 1, 3",
        "rorw, 3, 1, ffffffff80000001",
        "clmul, 3, 3, 5",
        "clmul, ffffffffffffffff, ffffffffffffffff, 5555555555555555",
        "clmulh, ffffffffffffffff, ffffffffffffffff, 5555555555555555",
        "clmulr, ffffffffffffffff, ffffffffffffffff, aaaaaaaaaaaaaaaa",
        "clmulh, 8000000000000000, 2, 1",
        "clmulr, 8000000000000000, 1, 1",
        "bclr, ff, 3, f7",
        "bclr, ff, 43, f7",
        "bext, 8, 3, 1",
        "bext, 8, 4, 0",
        "binv, 0, 3f, 8000000000000000",
        "bset, 1, 4, 11",
        "czero.eqz, 7, 0, 0",
        "czero.eqz, 7, 5, 7",
        "czero.nez, 7, 0, 7",
        "czero.nez, 7, 5, 0",
    })
    void twoRegisters(String name, String first, String second, String result) {
        Guest guest = Guest.running(IsaProfile.MAX, asm -> asm.r(name, A0, A1, A2));
        guest.hart.setX(A1, number(first));
        guest.hart.setX(A2, number(second));
        guest.step(1);
        assertEquals(result, Long.toHexString(guest.x(A0)));
    }

    @ParameterizedTest(name = "{0} {1}, {2} is {3}")
    @CsvSource({
        "slli.uw, ffffffff00000001, 51, 8000000000000",
        "rori, 3, 1, 8000000000000001",
        "roriw, 3, 1, ffffffff80000001",
        "bclri, ff, 3, f7",
        "bexti, 8000000000000000, 63, 1",
        "binvi, 0, 63, 8000000000000000",
        "bseti, 1, 4, 11",
    })
    void registerAndImmediate(String name, String operand, int immediate, String result) {
        Guest guest = Guest.running(asm -> asm.i(name, A0, A1, immediate));
        guest.hart.setX(A1, number(operand));
        guest.step(1);
        assertEquals(result, Long.toHexString(guest.x(A0)));
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "clz, 0, 40",
        "clz, 1, 3f",
        "clzw, ffffffff00000001, 1f",
        "clzw, ffffffff00000000, 20",
        "ctz, 8, 3",
        "ctz, 0, 40",
        "ctzw, 100000000, 20",
        "cpop, ffffffffffffffff, 40",
        "cpopw, ffffffff0000000f, 4",
        "sext.b, 80, ffffffffffffff80",
        "sext.h, 18000, ffffffffffff8000",
        "zext.h, ffffffffffff8000, 8000",
        "rev8, 102030405060708, 807060504030201",
        "orc.b, 100000000008000, ff0000000000ff00",
        "orc.b, 8001020408100000, ffffffffffff0000",
    })
    void oneRegister(String name, String operand, String result) {
        Guest guest = Guest.running(asm -> asm.r(name, A0, A1, 0));
        guest.hart.setX(A1, number(operand));
        guest.step(1);
        assertEquals(result, Long.toHexString(guest.x(A0)));
    }
}
