package dev.framescope.machine.hart;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.machine.isa.Csr;
import dev.framescope.testing.Asm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.function.Consumer;

/**
 * F and D: operands, result and flags, as the manual and IEEE 754 define them. Numbers are bits in
 * hexadecimal, singles have eight digits.
 */
class FloatInstructionsTest {
    private static final long BOX = 0xffff_ffff_0000_0000L;
    private static final int F1 = 1;
    private static final int F2 = 2;
    private static final int F3 = 3;
    private static final int F4 = 4;

    private static Guest running(Consumer<Asm> program) {
        Guest guest = Guest.running(program);
        guest.setCsr(Csr.MSTATUS, Status.FS);
        return guest;
    }

    /** A register's value: singles are boxed. */
    private static long bits(String text) {
        long value = Long.parseUnsignedLong(text, 16);
        return text.length() == 8 ? BOX | value : value;
    }

    private static void check(Guest guest, String result, int flags) {
        guest.step(1);
        assertEquals(Long.toHexString(bits(result)), Long.toHexString(guest.hart.f(F1)));
        assertEquals(flags, guest.csr(Csr.FFLAGS), "flags");
    }

    @ParameterizedTest(name = "{0} {1}, {2} is {3} with flags {4}")
    @CsvSource({
        "fadd.d, 3ff0000000000000, 4000000000000000, 4008000000000000, 0",
        "fadd.d, 3fb999999999999a, 3fc999999999999a, 3fd3333333333334, 1",
        "fadd.d, 7fefffffffffffff, 7fefffffffffffff, 7ff0000000000000, 5",
        "fadd.d, 7ff0000000000000, fff0000000000000, 7ff8000000000000, 16",
        "fadd.d, 7ff0000000000001, 3ff0000000000000, 7ff8000000000000, 16",
        "fadd.d, fff8000000000123, 3ff0000000000000, 7ff8000000000000, 0",
        "fadd.d, 8000000000000000, 0000000000000000, 0000000000000000, 0",
        "fadd.d, 8000000000000000, 8000000000000000, 8000000000000000, 0",
        "fadd.d, 0000000000000001, 0000000000000001, 0000000000000002, 0",
        "fsub.d, 3ff0000000000000, 3ff0000000000000, 0000000000000000, 0",
        "fsub.d, 4008000000000000, 3ff0000000000000, 4000000000000000, 0",
        "fmul.d, 4008000000000000, 4000000000000000, 4018000000000000, 0",
        "fmul.d, 0010000000000000, 3fe0000000000000, 0008000000000000, 0",
        "fmul.d, 0000000000000001, 3fe0000000000000, 0000000000000000, 3",
        "fmul.d, 001fffffffffffff, 3fe0000000000000, 0010000000000000, 3",
        "fmul.d, 0000000000000000, 7ff0000000000000, 7ff8000000000000, 16",
        "fdiv.d, 3ff0000000000000, 4008000000000000, 3fd5555555555555, 1",
        "fdiv.d, 3ff0000000000000, 8000000000000000, fff0000000000000, 8",
        "fdiv.d, 0000000000000000, 0000000000000000, 7ff8000000000000, 16",
        "fdiv.d, 4018000000000000, 4000000000000000, 4008000000000000, 0",
        "fsgnj.d, 3ff0000000000000, 8000000000000000, bff0000000000000, 0",
        "fsgnjn.d, 3ff0000000000000, 8000000000000000, 3ff0000000000000, 0",
        "fsgnjx.d, bff0000000000000, 8000000000000000, 3ff0000000000000, 0",
        "fmin.d, 8000000000000000, 0000000000000000, 8000000000000000, 0",
        "fmin.d, 7ff8000000000000, 3ff0000000000000, 3ff0000000000000, 0",
        "fmin.d, 7ff0000000000001, 3ff0000000000000, 3ff0000000000000, 16",
        "fmin.d, ffefffffffffffff, 7fefffffffffffff, ffefffffffffffff, 0",
        "fmax.d, 8000000000000000, 0000000000000000, 0000000000000000, 0",
        "fmax.d, 7ff8000000000001, fff8000000000000, 7ff8000000000000, 0",
        "fadd.s, 3f800000, 40000000, 40400000, 0",
        "fadd.s, 3f800000, 33800000, 3f800000, 1",
        "fadd.s, 3f800000, 33800001, 3f800001, 1",
        "fsub.s, 3f800000, 40000000, bf800000, 0",
        "fmul.s, 7f7fffff, 40000000, 7f800000, 5",
        "fmul.s, 00800000, 3f000000, 00400000, 0",
        "fmul.s, 00ffffff, 3f000000, 00800000, 3",
        "fdiv.s, 3f800000, 40400000, 3eaaaaab, 1",
        "fdiv.s, 3f800000, 00000000, 7f800000, 8",
        "fsgnj.s, 3f800000, 80000000, bf800000, 0",
        "fsgnjn.s, 3f800000, 3f800000, bf800000, 0",
        "fsgnjx.s, bf800000, bf800000, 3f800000, 0",
        "fmin.s, 3f800000, 40000000, 3f800000, 0",
        "fmax.s, 3f800000, 40000000, 40000000, 0",
        "fmax.s, 7f800001, 7f800001, 7fc00000, 16",
    })
    void twoOperands(String name, String first, String second, String result, int flags) {
        Guest guest = running(asm -> asm.r(name, F1, F2, F3));
        guest.hart.setF(F2, bits(first));
        guest.hart.setF(F3, bits(second));
        check(guest, result, flags);
    }

    @ParameterizedTest(name = "{0} {1} is {2} with flags {3}")
    @CsvSource({
        "fsqrt.d, 4000000000000000, 3ff6a09e667f3bcd, 1",
        "fsqrt.d, 4010000000000000, 4000000000000000, 0",
        "fsqrt.d, 8000000000000000, 8000000000000000, 0",
        "fsqrt.d, bff0000000000000, 7ff8000000000000, 16",
        "fsqrt.s, 40000000, 3fb504f3, 1",
        "fsqrt.s, 41100000, 40400000, 0",
        "fcvt.d.s, 3dcccccd, 3fb99999a0000000, 0",
        "fcvt.d.s, 7f800001, 7ff8000000000000, 16",
        "fcvt.d.s, 00000001, 36a0000000000000, 0",
        "fcvt.s.d, 3fb999999999999a, 3dcccccd, 1",
        "fcvt.s.d, 47efffffffffffff, 7f800000, 5",
        "fcvt.s.d, 36a0000000000000, 00000001, 0",
        "fcvt.s.d, 3690000000000000, 00000000, 3",
    })
    void oneOperand(String name, String operand, String result, int flags) {
        Guest guest = running(asm -> asm.r(name, F1, F2, 0));
        guest.hart.setF(F2, bits(operand));
        check(guest, result, flags);
    }

    @ParameterizedTest(name = "{0} {1}, {2}, {3} is {4} with flags {5}")
    @CsvSource({
        "fmadd.d, 4000000000000000, 4008000000000000, 3ff0000000000000, 401c000000000000, 0",
        "fmsub.d, 4000000000000000, 4008000000000000, 3ff0000000000000, 4014000000000000, 0",
        "fnmsub.d, 4000000000000000, 4008000000000000, 3ff0000000000000, c014000000000000, 0",
        "fnmadd.d, 4000000000000000, 4008000000000000, 3ff0000000000000, c01c000000000000, 0",
        "fmadd.d, 3ff0000000000001, 3ff0000000000001, bff0000000000002, 3970000000000000, 0",
        "fmadd.d, 7ff0000000000000, 0000000000000000, 7ff8000000000000, 7ff8000000000000, 16",
        "fmadd.d, 7ff0000000000000, 3ff0000000000000, fff0000000000000, 7ff8000000000000, 16",
        "fmadd.s, 40000000, 40400000, 3f800000, 40e00000, 0",
        "fmsub.s, 40000000, 40400000, 3f800000, 40a00000, 0",
        "fnmsub.s, 40000000, 40400000, 3f800000, c0a00000, 0",
        "fnmadd.s, 40000000, 40400000, 3f800000, c0e00000, 0",
    })
    void threeOperands(String name, String a, String b, String c, String result, int flags) {
        Guest guest = running(asm -> asm.r(name, F1, F2, F3 | F4 << 7));
        guest.hart.setF(F2, bits(a));
        guest.hart.setF(F3, bits(b));
        guest.hart.setF(F4, bits(c));
        check(guest, result, flags);
    }

    @ParameterizedTest(name = "{0} {1}, {2} is {3} with flags {4}")
    @CsvSource({
        "feq.d, 0000000000000000, 8000000000000000, 1, 0",
        "feq.d, 7ff8000000000000, 7ff8000000000000, 0, 0",
        "feq.d, 7ff0000000000001, 3ff0000000000000, 0, 16",
        "flt.d, bff0000000000000, 3ff0000000000000, 1, 0",
        "flt.d, 3ff0000000000000, 7ff8000000000000, 0, 16",
        "fle.d, 3ff0000000000000, 3ff0000000000000, 1, 0",
        "fle.d, c000000000000000, bff0000000000000, 1, 0",
        "feq.s, 3f800000, 3f800000, 1, 0",
        "flt.s, 3f800000, 40000000, 1, 0",
        "flt.s, 3f800000, 3f800000, 0, 0",
        "fle.s, 7fc00000, 3f800000, 0, 16",
        "fclass.d, fff0000000000000, 0, 1, 0",
        "fclass.d, 0000000000000001, 0, 32, 0",
        "fclass.d, 7ff0000000000001, 0, 256, 0",
        "fclass.s, bf800000, 0, 2, 0",
        "fclass.s, 80000001, 0, 4, 0",
        "fclass.s, 80000000, 0, 8, 0",
        "fclass.s, 00000000, 0, 16, 0",
        "fclass.s, 3f800000, 0, 64, 0",
        "fclass.s, 7f800000, 0, 128, 0",
        "fclass.s, 7fc00000, 0, 512, 0",
        "fclass.s, 3ff0000000000000, 0, 512, 0",
        "fmv.x.w, 3ff00000bf800000, 0, -1082130432, 0",
        "fmv.x.d, bff0000000000000, 0, -4616189618054758400, 0",
        "fcvt.w.d, c008000000000000, 0, -3, 0",
        "fcvt.w.d, 4004000000000000, 0, 2, 1",
        "fcvt.w.d, 41e0000000000000, 0, 2147483647, 16",
        "fcvt.w.d, 7ff8000000000000, 0, 2147483647, 16",
        "fcvt.w.d, c1e0000000000000, 0, -2147483648, 0",
        "fcvt.wu.d, 41efffffffe00000, 0, -1, 0",
        "fcvt.wu.d, bfd0000000000000, 0, 0, 1",
        "fcvt.wu.d, bff0000000000000, 0, 0, 16",
        "fcvt.l.d, c3e0000000000000, 0, -9223372036854775808, 0",
        "fcvt.l.d, 43e0000000000000, 0, 9223372036854775807, 16",
        "fcvt.lu.d, 43e0000000000000, 0, -9223372036854775808, 0",
        "fcvt.lu.d, 43f0000000000000, 0, -1, 16",
        "fcvt.w.s, 40200000, 0, 2, 1",
        "fcvt.wu.s, 4f800000, 0, -1, 16",
        "fcvt.l.s, 5f000000, 0, 9223372036854775807, 16",
        "fcvt.lu.s, 5f000000, 0, -9223372036854775808, 0",
    })
    void resultsInIntegerRegisters(
            String name, String first, String second, long result, int flags) {
        int field = name.matches("f(class|mv|cvt).*") ? 0 : F3;
        Guest guest = running(asm -> asm.r(name, A0, F2, field));
        guest.hart.setF(F2, bits(first));
        guest.hart.setF(F3, bits(second));
        guest.step(1);
        assertEquals(result, guest.x(A0));
        assertEquals(flags, guest.csr(Csr.FFLAGS), "flags");
    }

    @ParameterizedTest(name = "{0} {1} is {2} with flags {3}")
    @CsvSource({
        "fcvt.d.w, -1, bff0000000000000, 0",
        "fcvt.d.w, 4294967297, 3ff0000000000000, 0",
        "fcvt.d.wu, -1, 41efffffffe00000, 0",
        "fcvt.d.l, 9007199254740993, 4340000000000000, 1",
        "fcvt.d.lu, -1, 43f0000000000000, 1",
        "fcvt.s.w, 16777217, 4b800000, 1",
        "fcvt.s.wu, -1, 4f800000, 1",
        "fcvt.s.l, -9223372036854775808, df000000, 0",
        "fcvt.s.lu, -1, 5f800000, 1",
        "fcvt.s.l, 0, 00000000, 0",
        "fmv.d.x, -1, ffffffffffffffff, 0",
        "fmv.w.x, 1065353216, 3f800000, 0",
    })
    void operandsInIntegerRegisters(String name, long operand, String result, int flags) {
        Guest guest = running(asm -> asm.r(name, F1, A1, 0));
        guest.hart.setX(A1, operand);
        check(guest, result, flags);
    }

    @ParameterizedTest(name = "mode {0}: 1/3 is {1}, -1/3 is {2}")
    @CsvSource({
        "0, 3fd5555555555555, bfd5555555555555",
        "1, 3fd5555555555555, bfd5555555555555",
        "2, 3fd5555555555555, bfd5555555555556",
        "3, 3fd5555555555556, bfd5555555555555",
        "4, 3fd5555555555555, bfd5555555555555",
    })
    void roundingModesComeFromTheInstructionAndFromFrm(int mode, String positive, String negative) {
        for (boolean dynamic : new boolean[] {false, true}) {
            int encoded = dynamic ? 7 : mode;
            int divide = 0x1a00_0053 | encoded << 12 | F1 << 7 | F2 << 15 | F3 << 20;
            Guest guest = running(asm -> asm.word(divide).word(divide));
            guest.setCsr(Csr.FRM, dynamic ? mode : 0);
            guest.hart.setF(F2, bits("3ff0000000000000"));
            guest.hart.setF(F3, bits("4008000000000000"));
            check(guest, positive, 1);
            guest.hart.setF(F2, bits("bff0000000000000"));
            check(guest, negative, 1);
        }
    }

    @Test
    void tiesGoAwayFromZeroInModeRmm() {
        Guest guest = running(asm -> asm.word(0xc200_4553)); // fcvt.w.d a0,f0,rmm
        guest.hart.setF(0, bits("4004000000000000"));
        guest.step(1);
        assertEquals(3, guest.x(A0));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6})
    void reservedRoundingModesAreIllegal(int mode) {
        Guest fixed = running(asm -> asm.word(0x0200_0053 | mode << 12));
        fixed.step(1);
        assertEquals(Guest.HANDLER, fixed.hart.pc());
        assertEquals(0x0200_0053 | mode << 12, fixed.csr(Csr.MTVAL));
        Guest dynamic = running(asm -> asm.r("fadd.d", F1, F2, F3));
        dynamic.setCsr(Csr.FRM, mode);
        dynamic.step(1);
        assertEquals(Guest.HANDLER, dynamic.hart.pc());
        assertEquals(Cause.ILLEGAL_INSTRUCTION, dynamic.csr(Csr.MCAUSE));
    }

    @Test
    void singlesThatAreNotBoxedCountAsNan() {
        Guest guest = running(asm -> asm.r("fadd.s", F1, F2, F3));
        guest.hart.setF(F2, 0x0000_0000_3f80_0000L);
        guest.hart.setF(F3, bits("3f800000"));
        check(guest, "7fc00000", 0);
    }

    @Test
    void loadsBoxSinglesAndStoresDoNotLookAtTheBox() {
        Guest guest =
                running(
                        asm ->
                                asm.load("flw", F1, 0, A1)
                                        .load("fld", F2, 0, A1)
                                        .store("fsw", F2, 8, A1)
                                        .store("fsd", F1, 17, A1));
        guest.hart.setX(A1, Guest.DATA);
        guest.store(Guest.DATA, 0x1122_3344_5566_7788L);
        guest.step(4);
        assertEquals(BOX | 0x5566_7788L, guest.hart.f(F1));
        assertEquals(0x1122_3344_5566_7788L, guest.hart.f(F2));
        assertEquals(0x5566_7788L, guest.load(Guest.DATA + 8));
        assertEquals(BOX | 0x5566_7788L, guest.load(Guest.DATA + 17));
    }

    @Test
    void compressedLoadsAndStoresOfDoubles() {
        Guest guest =
                running(
                        asm ->
                                asm.half(0x2588) // c.fld fa0,8(a1)
                                        .half(0xa988) // c.fsd fa0,16(a1)
                                        .half(0x24a2) // c.fldsp fs1,8(sp)
                                        .half(0xac26)); // c.fsdsp fs1,24(sp)
        guest.hart.setX(A1, Guest.DATA);
        guest.hart.setX(Asm.SP, Guest.DATA);
        guest.store(Guest.DATA + 8, 0x1234_5678_9abc_def0L);
        guest.step(4);
        assertEquals(0x1234_5678_9abc_def0L, guest.hart.f(10));
        assertEquals(0x1234_5678_9abc_def0L, guest.hart.f(9));
        assertEquals(0x1234_5678_9abc_def0L, guest.load(Guest.DATA + 16));
        assertEquals(0x1234_5678_9abc_def0L, guest.load(Guest.DATA + 24));
        assertEquals(Guest.CODE + 8, guest.hart.pc());
    }

    @ParameterizedTest
    @ValueSource(ints = {0x2588, 0x0000_b507, 0x0200_7053, 0x0020_1073, 0xe200_0553})
    void everyAccessIsIllegalWhileTheUnitIsOff(int instruction) {
        Guest guest = Guest.running(asm -> asm.word(instruction));
        guest.hart.setX(A1, Guest.DATA);
        guest.step(1);
        assertEquals(Guest.HANDLER, guest.hart.pc());
        assertEquals(Cause.ILLEGAL_INSTRUCTION, guest.csr(Csr.MCAUSE));
        assertEquals(Integer.toUnsignedLong(instruction), guest.csr(Csr.MTVAL));
    }

    @ParameterizedTest(name = "0x{0}: dirty {1}")
    @CsvSource({
        "02007053, true", // fadd.d
        "0005b007, true", // fld
        "0005b027, false", // fsd
        "e2000553, false", // fmv.x.d
        "a2002553, false", // feq.d
        "00201073, true", // fsrm
        "00301573, true", // fscsr
        "00302573, false", // frcsr
    })
    void theUnitGetsDirtyByWhatChangesItsRegisters(String instruction, boolean dirty) {
        Guest guest = Guest.running(asm -> asm.word(Integer.parseUnsignedInt(instruction, 16)));
        long initial = Status.FS & -Status.FS;
        guest.setCsr(Csr.MSTATUS, initial);
        guest.hart.setX(A1, Guest.DATA);
        guest.step(1);
        assertEquals(Guest.CODE + 4, guest.hart.pc());
        long status = guest.csr(Csr.MSTATUS);
        assertEquals(dirty ? Status.FS | Status.SD : initial, status & (Status.FS | Status.SD));
    }

    @Test
    void fcsrHoldsFlagsAndRoundingMode() {
        Guest guest = running(Asm::nop);
        guest.setCsr(Csr.FCSR, -1);
        assertEquals(0xff, guest.csr(Csr.FCSR));
        guest.setCsr(Csr.FFLAGS, 0x0a);
        assertEquals(0xea, guest.csr(Csr.FCSR));
        guest.setCsr(Csr.FRM, 2);
        assertEquals(0x4a, guest.csr(Csr.FCSR));
        assertEquals(2, guest.csr(Csr.FRM));
        assertEquals(0x0a, guest.csr(Csr.FFLAGS));
    }
}
