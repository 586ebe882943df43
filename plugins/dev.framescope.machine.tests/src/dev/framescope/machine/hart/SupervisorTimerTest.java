package dev.framescope.machine.hart;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.ZERO;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.Privilege;
import dev.framescope.machine.isa.Csr;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sstc: stimecmp. */
class SupervisorTimerTest {
    private static final long STCE = 1L << 63;
    private static final long STIP = 1L << Interrupt.STI;
    private static final int TIME = 1 << 1;

    private static boolean pending(Guest guest) {
        return (guest.csr(Csr.MIP) & STIP) != 0;
    }

    @Test
    void theInterruptIsPendingFromTheDeadlineOn() {
        Guest guest = new Guest();
        guest.mtime = 100;
        guest.setCsr(Csr.MENVCFG, STCE);
        guest.setCsr(Csr.STIMECMP, 101);
        assertFalse(pending(guest));
        assertEquals(101, guest.hart.supervisorTimer());
        guest.setCsr(Csr.STIMECMP, 100);
        assertTrue(pending(guest));
        guest.setCsr(Csr.MIP, 0);
        assertTrue(pending(guest), "cannot be cleared by a write");
        guest.setCsr(Csr.STIMECMP, -1);
        assertFalse(pending(guest), "the deadline is unsigned");
    }

    @Test
    void withoutTheBitInMenvcfgTheInterruptIsSoftwares() {
        Guest guest = new Guest();
        guest.mtime = 100;
        guest.setCsr(Csr.STIMECMP, 0);
        assertFalse(pending(guest));
        assertFalse(guest.hart.supervisorTimerEnabled());
        guest.setCsr(Csr.MIP, STIP);
        assertTrue(pending(guest));
        guest.setCsr(Csr.MIP, 0);
        assertFalse(pending(guest));
    }

    @Test
    void settingTheTimerEndsTheRunSoThatTheDeadlineIsSeen() {
        Guest guest = Guest.running(asm -> asm.csrw(Csr.STIMECMP, A0).nop());
        guest.setCsr(Csr.MENVCFG, STCE);
        guest.hart.setX(A0, 1000);
        assertEquals(RunEnd.EXIT_REQUESTED, guest.step(10));
        assertEquals(1000, guest.hart.supervisorTimer());
        assertEquals(Guest.CODE + 4, guest.hart.pc());
    }

    @ParameterizedTest(name = "{0}, STCE {1}, TM {2}: illegal {3}")
    @CsvSource({
        "MACHINE, false, false, false",
        "SUPERVISOR, true, true, false",
        "SUPERVISOR, false, true, true",
        "SUPERVISOR, true, false, true",
        "USER, true, true, true",
    })
    void machineModeDecidesWhoSetsIt(
            Privilege privilege, boolean stce, boolean time, boolean illegal) {
        Guest guest = Guest.running(asm -> asm.csr("csrrs", A0, Csr.STIMECMP, ZERO));
        guest.setCsr(Csr.MENVCFG, stce ? STCE : 0);
        guest.setCsr(Csr.MCOUNTEREN, time ? TIME : 0);
        guest.setCsr(Csr.SCOUNTEREN, -1);
        guest.at(Guest.CODE, privilege);
        guest.step(1);
        assertEquals(illegal ? Guest.HANDLER : Guest.CODE + 4, guest.hart.pc());
    }
}
