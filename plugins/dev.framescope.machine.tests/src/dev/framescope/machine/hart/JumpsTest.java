package dev.framescope.machine.hart;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;
import static dev.framescope.testing.Asm.RA;
import static dev.framescope.testing.Asm.ZERO;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JumpsTest {
    @ParameterizedTest(name = "{0} {1}, {2}: taken {3}")
    @CsvSource({
        "beq, 1, 1, true",
        "beq, 1, 2, false",
        "bne, 1, 2, true",
        "bne, 1, 1, false",
        "blt, -1, 1, true",
        "blt, 1, -1, false",
        "blt, 1, 1, false",
        "bge, 1, -1, true",
        "bge, 1, 1, true",
        "bge, -1, 1, false",
        "bltu, 1, -1, true",
        "bltu, -1, 1, false",
        "bgeu, -1, 1, true",
        "bgeu, 1, 1, true",
        "bgeu, 1, -1, false",
    })
    void branches(String name, long first, long second, boolean taken) {
        Guest guest =
                Guest.running(asm -> asm.branch(name, A0, A1, "there").nop().nop().label("there"));
        guest.hart.setX(A0, first);
        guest.hart.setX(A1, second);
        guest.step(1);
        assertEquals(Guest.CODE + (taken ? 12 : 4), guest.hart.pc());
    }

    @Test
    void aBranchReachesOtherPagesInBothDirections() {
        Guest guest = new Guest();
        long middle = Guest.CODE + 0x2000;
        guest.code(
                Guest.CODE + 0x1800,
                asm ->
                        asm.label("back")
                                .addi(A0, A0, 1)
                                .j("end")
                                .org(middle)
                                .beqz(A0, "forth")
                                .bnez(A0, "back")
                                .org(middle + 0x800)
                                .label("forth")
                                .addi(A0, A0, 16)
                                .org(middle + 0x808)
                                .label("end"));
        guest.at(middle, guest.hart.privilege());
        guest.step(2);
        assertEquals(16, guest.x(A0), "forward");
        guest.at(middle, guest.hart.privilege());
        guest.step(3);
        assertEquals(17, guest.x(A0), "backward");
        assertEquals(Guest.CODE + 0x1804, guest.hart.pc());
    }

    @Test
    void aJumpLinksTheAddressBehindIt() {
        Guest guest = Guest.running(asm -> asm.jal(RA, "far").org(0x8000_1234L).label("far"));
        guest.step(1);
        assertEquals(Guest.CODE + 4, guest.x(RA));
        assertEquals(0x8000_1234L, guest.hart.pc());
    }

    @Test
    void anIndirectJumpClearsTheLowestBit() {
        Guest guest = Guest.running(asm -> asm.jalr(RA, 3, A0));
        guest.hart.setX(A0, Guest.CODE + 0x100);
        guest.step(1);
        assertEquals(Guest.CODE + 0x102, guest.hart.pc());
        assertEquals(Guest.CODE + 4, guest.x(RA));
    }

    @Test
    void anIndirectJumpMayLinkIntoItsOwnBase() {
        Guest guest = Guest.running(asm -> asm.jalr(A0, -4, A0));
        guest.hart.setX(A0, Guest.CODE + 0x100);
        guest.step(1);
        assertEquals(Guest.CODE + 0xfc, guest.hart.pc());
        assertEquals(Guest.CODE + 4, guest.x(A0));
    }

    @Test
    void executionRunsOnIntoTheNextPage() {
        Guest guest = new Guest();
        guest.code(
                Guest.CODE + 0xffc, asm -> asm.addi(A0, ZERO, 1).addi(A0, A0, 2).addi(A0, A0, 4));
        guest.at(Guest.CODE + 0xffc, guest.hart.privilege());
        guest.step(3);
        assertEquals(7, guest.x(A0));
        assertEquals(Guest.CODE + 0x1008, guest.hart.pc());
    }

    @Test
    void aJumpToItselfEndsWithTheBudget() {
        Guest guest = Guest.running(asm -> asm.label("here").j("here"));
        assertEquals(RunEnd.BUDGET, guest.step(1000));
        assertEquals(1000, guest.hart.retired());
        assertEquals(Guest.CODE, guest.hart.pc());
    }
}
