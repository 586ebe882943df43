package dev.framescope.machine.hart;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;
import static dev.framescope.testing.Asm.A2;
import static dev.framescope.testing.Asm.A3;
import static dev.framescope.testing.Asm.ZERO;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.machine.Privilege;
import dev.framescope.testing.Asm;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

class SelfModifyingCodeTest {
    private static int word(Consumer<Asm> instruction) {
        Asm asm = new Asm(0);
        instruction.accept(asm);
        return ByteBuffer.wrap(asm.bytes()).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    /** A loop that rewrites its own {@code addi a0,a0,1} to {@code addi a0,a0,16}. */
    private static Guest rewritingLoop(Consumer<Asm> fence) {
        Guest guest =
                Guest.running(
                        asm -> {
                            asm.label("loop").addi(A0, A0, 1).sw(A2, 0, A1);
                            fence.accept(asm);
                            asm.addi(A3, A3, -1).bnez(A3, "loop").label("end");
                        });
        guest.hart.setX(A1, Guest.CODE);
        guest.hart.setX(A2, word(asm -> asm.addi(A0, A0, 16)));
        guest.hart.setX(A3, 3);
        return guest;
    }

    @Test
    void aStoreBeforeFenceIIsExecuted() {
        Guest guest = rewritingLoop(Asm::fenceI);
        guest.runTo(Guest.CODE + 20);
        assertEquals(33, guest.x(A0));
    }

    @Test
    void aStoreIsExecutedEvenWithoutFenceI() {
        Guest guest = rewritingLoop(asm -> {});
        guest.step(12);
        assertEquals(33, guest.x(A0));
    }

    @Test
    void theVeryNextInstructionMayBeRewritten() {
        Guest guest = Guest.running(asm -> asm.label("a").sw(A2, 4, A1).addi(A0, A0, 1).j("a"));
        guest.hart.setX(A1, Guest.CODE);
        guest.hart.setX(A2, word(asm -> asm.addi(A0, A0, 1)));
        guest.step(3);
        guest.hart.setX(A2, word(asm -> asm.addi(A0, A0, 100)));
        guest.step(3);
        assertEquals(101, guest.x(A0));
    }

    @Test
    void halfOfAnInstructionMayBeRewritten() {
        Guest guest =
                Guest.running(asm -> asm.addi(A0, ZERO, 1).store("sh", A2, 2, A1).label("end"));
        guest.hart.setX(A1, Guest.CODE);
        guest.hart.setX(A2, word(asm -> asm.addi(A0, ZERO, 9)) >>> 16);
        guest.step(2);
        guest.at(Guest.CODE, Privilege.MACHINE);
        guest.step(1);
        assertEquals(9, guest.x(A0));
    }

    @Test
    void aStoreAcrossPagesRewritesBoth() {
        Guest guest = new Guest();
        long border = Guest.CODE + 0x1000;
        guest.code(border - 4, asm -> asm.addi(A0, A0, 1).addi(A0, A0, 1).label("end"));
        guest.at(border - 4, Privilege.MACHINE);
        guest.step(2);
        int addi = word(asm -> asm.addi(A0, A0, 3));
        guest.code(Guest.DATA, asm -> asm.sd(A2, 0, A1));
        guest.hart.setX(A1, border - 4);
        guest.hart.setX(A2, addi & 0xffff_ffffL | (long) addi << 32);
        guest.at(Guest.DATA, Privilege.MACHINE);
        guest.step(1);
        guest.at(border - 4, Privilege.MACHINE);
        guest.step(2);
        assertEquals(8, guest.x(A0));
    }

    @Test
    void aWriteFromOutsideIsExecuted() {
        Guest guest = Guest.running(asm -> asm.addi(A0, ZERO, 1));
        guest.step(1);
        guest.code(Guest.CODE, asm -> asm.addi(A0, ZERO, 2));
        guest.at(Guest.CODE, Privilege.MACHINE);
        guest.step(1);
        assertEquals(2, guest.x(A0));
    }

    @Test
    void anotherHartsStoreIsExecuted() {
        Guest first = Guest.running(asm -> asm.label("loop").addi(A0, ZERO, 1).j("loop"));
        Guest second = new Guest(first.memory, 1);
        second.code(Guest.DATA, asm -> asm.sw(A2, 8, A1).sw(A2, 0, A1));
        second.hart.setX(A1, Guest.CODE + 0x800);
        second.at(Guest.DATA, Privilege.MACHINE);
        second.step(1); // its TLB knows the page before there is code in it
        first.step(1);
        second.hart.setX(A1, Guest.CODE);
        second.hart.setX(A2, word(asm -> asm.addi(A0, ZERO, 2)));
        second.step(1);
        first.step(2);
        assertEquals(2, first.x(A0));
    }

    @Test
    void aPageThatIsStoredToOverAndOverStaysCorrect() {
        Guest guest =
                Guest.running(
                        asm ->
                                asm.label("loop")
                                        .addi(A0, A0, 1)
                                        .sd(A0, 0x700, A1)
                                        .ld(A2, 0x700, A1)
                                        .branch("bne", A0, A2, "wrong")
                                        .branch("blt", A0, A3, "loop")
                                        .label("wrong")
                                        .ebreak());
        guest.hart.setX(A1, Guest.CODE);
        guest.hart.setX(A3, 2000);
        guest.step(10_000);
        assertEquals(2000, guest.x(A0));
        guest.code(Guest.CODE, asm -> asm.addi(A0, ZERO, 2));
        guest.at(Guest.CODE, Privilege.MACHINE);
        guest.step(1);
        assertEquals(2, guest.x(A0), "still invalidated after its code was dropped and came back");
    }

    @Test
    void codeThatRewritesItselfInEveryRoundStaysCorrect() {
        Guest guest =
                Guest.running(
                        asm ->
                                asm.label("loop")
                                        .add(A2, A2, A3)
                                        .sw(A2, 12, A1)
                                        .nop()
                                        .addi(A0, ZERO, 0)
                                        .j("loop"));
        guest.hart.setX(A1, Guest.CODE);
        guest.hart.setX(A2, word(asm -> asm.addi(A0, ZERO, 0)));
        guest.hart.setX(A3, 1 << 20);
        for (int round = 1; round < 1000; round++) {
            guest.step(5);
            assertEquals(round, guest.x(A0));
        }
    }
}
