package dev.framescope.machine.hart;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;
import static dev.framescope.testing.Asm.RA;
import static dev.framescope.testing.Asm.SP;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of the C extension, executed; a0 is 0x30, a1 is 5. */
class CompressedInstructionsTest {
    private static Guest executed(int half) {
        Guest guest = Guest.running(asm -> asm.half(half));
        guest.hart.setX(A0, 0x30);
        guest.hart.setX(A1, 5);
        guest.hart.setX(SP, Guest.DATA);
        guest.step(1);
        return guest;
    }

    @ParameterizedTest(name = "{1}: a0 becomes {2}")
    @CsvSource({
        "0x0048, 'c.addi4spn a0,sp,4', 0x80010004",
        "0x0511, 'c.addi a0,4', 0x34",
        "0x157d, 'c.addi a0,-1', 0x2f",
        "0x357d, 'c.addiw a0,-1', 0x2f",
        "0x557d, 'c.li a0,-1', -1",
        "0x4515, 'c.li a0,5', 5",
        "0x6505, 'c.lui a0,1', 0x1000",
        "0x757d, 'c.lui a0,0xfffff', -4096",
        "0x8111, 'c.srli a0,4', 3",
        "0x8511, 'c.srai a0,4', 3",
        "0x8941, 'c.andi a0,16', 0x10",
        "0x8d0d, 'c.sub a0,a1', 0x2b",
        "0x8d2d, 'c.xor a0,a1', 0x35",
        "0x8d4d, 'c.or a0,a1', 0x35",
        "0x8d6d, 'c.and a0,a1', 0",
        "0x9d0d, 'c.subw a0,a1', 0x2b",
        "0x9d2d, 'c.addw a0,a1', 0x35",
        "0x0512, 'c.slli a0,4', 0x300",
        "0x1502, 'c.slli a0,32', 0x3000000000",
        "0x852e, 'c.mv a0,a1', 5",
        "0x952e, 'c.add a0,a1', 0x35",
    })
    void computations(int half, String name, String result) {
        Guest guest = executed(half);
        assertEquals(Long.decode(result), guest.x(A0));
        assertEquals(Guest.CODE + 2, guest.hart.pc());
    }

    @Test
    void addi16spMovesTheStackPointer() {
        assertEquals(Guest.DATA - 64, executed(0x7139).x(SP));
        assertEquals(Guest.DATA + 496, executed(0x617d).x(SP));
    }

    @ParameterizedTest(name = "{1}: goes on at offset {2}, ra holds offset {3}")
    @CsvSource({
        "0xa021, 'c.j 8', 8, -1",
        "0xbff5, 'c.j -4', -4, -1",
        "0xc119, 'c.beqz a0,6', 2, -1",
        "0xe119, 'c.bnez a0,6', 6, -1",
        "0x8502, 'c.jr a0', 0x30, -1",
        "0x9502, 'c.jalr a0', 0x30, 2",
    })
    void jumps(int half, String name, String target, int link) {
        Guest guest = Guest.running(asm -> asm.half(half));
        guest.hart.setX(A0, Guest.CODE + 0x30);
        guest.hart.setX(RA, Guest.CODE - 1);
        guest.step(1);
        assertEquals(Guest.CODE + Integer.decode(target), guest.hart.pc());
        assertEquals(Guest.CODE + link, guest.x(RA));
    }

    @Test
    void loadsAndStoresUseTheirScaledOffsets() {
        Guest guest = new Guest();
        guest.code(
                Guest.CODE,
                asm ->
                        asm.half(0xe508) // c.sd a0,8(a0)
                                .half(0x650c) // c.ld a1,8(a0)
                                .half(0xc548) // c.sw a0,12(a0)
                                .half(0x454c) // c.lw a1,12(a0)
                                .half(0xec2a) // c.sdsp a0,24(sp)
                                .half(0x65e2) // c.ldsp a1,24(sp)
                                .half(0xd02a) // c.swsp a0,32(sp)
                                .half(0x5582)); // c.lwsp a1,32(sp)
        guest.hart.setX(A0, Guest.DATA);
        guest.hart.setX(SP, Guest.DATA + 0x100);
        guest.step(2);
        assertEquals(Guest.DATA, guest.x(A1));
        guest.step(2);
        assertEquals((int) Guest.DATA, guest.x(A1));
        assertEquals((int) Guest.DATA, (int) (guest.load(Guest.DATA + 8) >> 32));
        guest.step(2);
        assertEquals(Guest.DATA, guest.x(A1));
        assertEquals(Guest.DATA, guest.load(Guest.DATA + 0x118));
        guest.step(2);
        assertEquals((int) Guest.DATA, guest.x(A1));
        assertEquals(Guest.DATA & 0xffff_ffffL, guest.load(Guest.DATA + 0x120));
        assertEquals(8, guest.hart.retired());
    }

    @Test
    void ebreakIsABreakpoint() {
        Guest guest = executed(0x9002);
        assertEquals(3, guest.lastTrap().cause());
        assertEquals(Guest.CODE, guest.lastTrap().tval());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            ints = {
                0x0000, // defined to be illegal
                0x2108, // c.fld
                0xa108, // c.fsd
                0x2002, // c.fldsp
                0xa002, // c.fsdsp
                0x8000, // reserved
                0x2001, // c.addiw x0
                0x6101, // c.addi16sp 0
                0x6501, // c.lui a0,0
                0x9c41, // reserved
                0x4002, // c.lwsp x0
                0x6002, // c.ldsp x0
                0x8002 // c.jr x0
            })
    void reservedAndFloatingPointEncodingsAreIllegalWithTheir16BitsAsTval(int half) {
        Guest guest = executed(half);
        assertEquals(2, guest.lastTrap().cause());
        assertEquals(half, guest.lastTrap().tval());
        assertEquals(Guest.CODE, guest.lastTrap().epc());
    }

    @Test
    void aLongInstructionMayBeginInTheMiddleOfAWord() {
        Guest guest = Guest.running(asm -> asm.half(0x4515).li(A1, 0x7ff).half(0x952e));
        guest.step(3);
        assertEquals(0x804, guest.x(A0));
    }
}
