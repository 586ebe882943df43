package dev.framescope.machine.hart;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;
import static dev.framescope.testing.Asm.A2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.Privilege;
import dev.framescope.machine.isa.Csr;

import org.junit.jupiter.api.Test;

import java.util.List;

class CodePointTest {
    private static final long[] NOWHERE = {};
    private static final long HIGH = 0xffff_ffc0_0000_0000L;

    private static Guest looping() {
        return Guest.running(
                asm -> asm.label("loop").addi(A0, A0, 1).addi(A1, A1, 1).nop().j("loop"));
    }

    private static void arm(Guest guest, long... linkAddresses) {
        guest.hart.setCodePoints(linkAddresses, NOWHERE, NOWHERE);
    }

    @Test
    void theHartStopsBeforeTheInstruction() {
        Guest guest = looping();
        arm(guest, Guest.CODE + 4);
        assertEquals(RunEnd.CODE_POINT, guest.step(100));
        assertEquals(Guest.CODE + 4, guest.hart.pc());
        assertEquals(1, guest.x(A0));
        assertEquals(0, guest.x(A1));
        assertEquals(1, guest.hart.slots());
    }

    @Test
    void theNextRunExecutesItWithoutAskingAgain() {
        Guest guest = looping();
        arm(guest, Guest.CODE + 4);
        guest.step(100);
        assertEquals(RunEnd.BUDGET, guest.step(1));
        assertEquals(1, guest.x(A1));
        assertEquals(1, guest.codePointsReached.size());
        assertEquals(RunEnd.CODE_POINT, guest.step(100), "one round later");
        assertEquals(2, guest.x(A0));
        assertEquals(2, guest.codePointsReached.size());
    }

    @Test
    void theFirstInstructionMayBeOne() {
        Guest guest = looping();
        arm(guest, Guest.CODE);
        assertEquals(RunEnd.CODE_POINT, guest.step(100));
        assertEquals(0, guest.hart.slots());
    }

    @Test
    void theHostMayLetItGoOn() {
        Guest guest = looping();
        guest.onCodePoint = hart -> false;
        arm(guest, Guest.CODE, Guest.CODE + 8);
        assertEquals(RunEnd.BUDGET, guest.step(40));
        assertEquals(20, guest.codePointsReached.size());
        assertEquals(10, guest.x(A0));
        assertEquals(40, guest.hart.retired());
    }

    @Test
    void aJumpToItselfIsAskedForInEveryRound() {
        Guest guest = Guest.running(asm -> asm.label("here").j("here"));
        guest.onCodePoint = hart -> false;
        arm(guest, Guest.CODE);
        guest.step(5);
        assertEquals(5, guest.codePointsReached.size());
    }

    @Test
    void comingBackAfterAJumpElsewhereAsksAgain() {
        Guest guest = looping();
        arm(guest, Guest.CODE + 4);
        guest.step(100);
        guest.hart.setPc(Guest.CODE);
        guest.step(100);
        assertEquals(2, guest.codePointsReached.size());
    }

    @Test
    void aResetHartIsAskedAgainAtTheSamePlace() {
        Guest guest = looping();
        arm(guest, Guest.CODE);
        guest.step(100);
        guest.hart.reset(Guest.CODE, Privilege.MACHINE, 0, 0);
        assertEquals(RunEnd.CODE_POINT, guest.step(100));
    }

    @Test
    void theHandlerSeesAConsistentHart() {
        Guest guest = looping();
        arm(guest, Guest.CODE + 8);
        guest.onCodePoint =
                hart -> {
                    assertEquals(Guest.CODE + 8, hart.pc());
                    assertEquals(2, hart.slots());
                    assertEquals(1, hart.x(A1));
                    return false;
                };
        guest.step(4);
        assertEquals(List.of(Guest.CODE + 8), guest.codePointsReached);
    }

    @Test
    void theHandlerMayAddAndRemoveCodePoints() {
        Guest guest = looping();
        guest.onCodePoint =
                hart -> {
                    long pc = hart.pc();
                    arm(guest, pc == Guest.CODE ? Guest.CODE + 4 : Guest.CODE);
                    return false;
                };
        arm(guest, Guest.CODE);
        guest.step(12);
        assertEquals(
                List.of(
                        Guest.CODE,
                        Guest.CODE + 4,
                        Guest.CODE,
                        Guest.CODE + 4,
                        Guest.CODE,
                        Guest.CODE + 4),
                guest.codePointsReached);
        assertEquals(3, guest.x(A0));
        assertEquals(3, guest.x(A1));
    }

    @Test
    void removedCodePointsAreNotAskedFor() {
        Guest guest = looping();
        arm(guest, Guest.CODE + 4);
        guest.step(100);
        arm(guest);
        assertEquals(RunEnd.BUDGET, guest.step(100));
        assertEquals(1, guest.codePointsReached.size());
    }

    @Test
    void codeThatRanBeforeIsArmedAsWell() {
        Guest guest = looping();
        guest.step(40);
        arm(guest, Guest.CODE + 4);
        assertEquals(RunEnd.CODE_POINT, guest.step(100));
    }

    private static Guest paging() {
        Guest guest = looping();
        guest.map(HIGH, Guest.CODE, Guest.X | Guest.A);
        guest.map(0x5000, Guest.CODE, Guest.X | Guest.A);
        guest.pagingOn();
        return guest;
    }

    @Test
    void aLinkAddressIsMatchedUnderTranslation() {
        Guest guest = paging();
        arm(guest, HIGH + 4);
        guest.at(HIGH, Privilege.SUPERVISOR);
        assertEquals(RunEnd.CODE_POINT, guest.step(100));
        assertEquals(HIGH + 4, guest.hart.pc());
    }

    @Test
    void theSameInstructionAtAnotherAddressIsNot() {
        Guest guest = paging();
        arm(guest, HIGH + 4);
        guest.at(0x5000, Privilege.SUPERVISOR);
        assertEquals(RunEnd.BUDGET, guest.step(100));
        guest.at(Guest.CODE, Privilege.MACHINE);
        assertEquals(RunEnd.BUDGET, guest.step(100));
    }

    @Test
    void changingCodePointsDoesNotMakeTheHartWalkThePageTablesAgain() {
        Guest guest = paging();
        guest.at(HIGH, Privilege.SUPERVISOR);
        guest.step(4);
        long tlb = guest.hart.tlbDigest();
        guest.store(guest.pteAddress(HIGH, 0), 0); // and no sfence.vma
        arm(guest, HIGH + 4);
        assertEquals(RunEnd.CODE_POINT, guest.step(4));
        arm(guest);
        assertEquals(RunEnd.BUDGET, guest.step(400));
        assertEquals(tlb, guest.hart.tlbDigest());
    }

    @Test
    void aLoadAddressIsMatchedWhileFetchesAreNotTranslated() {
        Guest guest = paging();
        guest.map(Guest.CODE, Guest.CODE, Guest.X | Guest.A);
        guest.hart.setCodePoints(new long[] {HIGH + 4}, new long[] {Guest.CODE + 4}, NOWHERE);
        guest.at(Guest.CODE, Privilege.SUPERVISOR);
        assertEquals(RunEnd.BUDGET, guest.step(100), "identity-mapped, but translated");
        guest.at(Guest.CODE, Privilege.MACHINE);
        assertEquals(RunEnd.CODE_POINT, guest.step(100));
        guest.setCsr(Csr.SATP, 0);
        guest.at(Guest.CODE, Privilege.SUPERVISOR);
        assertEquals(RunEnd.CODE_POINT, guest.step(100));
    }

    @Test
    void oneCodePointIsMetBeforeAndAfterPagingIsTurnedOn() {
        Guest guest = new Guest();
        long function = Guest.CODE + 0x100;
        guest.map(Guest.CODE, Guest.CODE, Guest.X | Guest.A);
        guest.map(HIGH, Guest.CODE, Guest.X | Guest.A);
        guest.code(function, asm -> asm.ret());
        guest.code(
                Guest.CODE,
                asm ->
                        asm.li(A2, function)
                                .jalr(1, 0, A2)
                                .li(A0, Guest.sv39(Guest.ROOT))
                                .csrw(Csr.SATP, A0)
                                .li(A2, HIGH + 0x100)
                                .jalr(1, 0, A2));
        guest.hart.setCodePoints(new long[] {HIGH + 0x100}, new long[] {function}, NOWHERE);
        guest.onCodePoint = hart -> false;
        guest.at(Guest.CODE, Privilege.SUPERVISOR);
        guest.step(60);
        assertEquals(List.of(function, HIGH + 0x100), guest.codePointsReached);
    }

    @Test
    void aCodePointOnAnInstructionAcrossPagesIsMet() {
        Guest guest = new Guest();
        guest.code(Guest.CODE + 0xffe, asm -> asm.addi(A0, A0, 1));
        arm(guest, Guest.CODE + 0xffe);
        guest.at(Guest.CODE + 0xffe, Privilege.MACHINE);
        assertEquals(RunEnd.CODE_POINT, guest.step(1));
        assertEquals(RunEnd.BUDGET, guest.step(1));
        assertEquals(1, guest.x(A0));
    }

    @Test
    void codeThatIsRewrittenKeepsItsCodePoint() {
        Guest guest = looping();
        arm(guest, Guest.CODE + 4);
        guest.step(100);
        guest.code(Guest.CODE + 4, asm -> asm.addi(A1, A1, 7));
        assertEquals(RunEnd.BUDGET, guest.step(1));
        assertEquals(7, guest.x(A1));
        assertEquals(RunEnd.CODE_POINT, guest.step(100));
    }

    @Test
    void anInterruptIsTakenBeforeTheCodePointIsReachedAndNotBetweenStopAndGo() {
        Guest guest = looping();
        guest.setCsr(Csr.MIE, -1);
        guest.setCsr(Csr.MSTATUS, Status.MIE);
        arm(guest, Guest.CODE + 4);
        guest.step(100);
        guest.hart.setInterrupt(Interrupt.MSI, true);
        guest.step(1);
        assertEquals(1, guest.x(A1), "the instruction it stopped at comes first");
        guest.step(1);
        assertTrue(guest.lastTrap().interrupt());
        assertEquals(Guest.CODE + 8, guest.lastTrap().epc());
        assertEquals(1, guest.codePointsReached.size());
    }

    @Test
    void stoppingAndGoingOnLeavesTheSameStateAsNotStopping() {
        Guest plain = looping();
        plain.step(50);
        Guest stopping = looping();
        arm(stopping, Guest.CODE, Guest.CODE + 4, Guest.CODE + 12);
        while (stopping.hart.slots() < 50) {
            stopping.step(50 - stopping.hart.slots());
        }
        assertEquals(plain.hart.pc(), stopping.hart.pc());
        assertEquals(plain.x(A0), stopping.x(A0));
        assertEquals(plain.hart.retired(), stopping.hart.retired());
        assertEquals(38, stopping.codePointsReached.size());
    }
}
