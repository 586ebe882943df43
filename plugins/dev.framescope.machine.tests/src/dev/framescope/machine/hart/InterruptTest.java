package dev.framescope.machine.hart;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.Privilege;
import dev.framescope.machine.isa.Csr;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptTest {
    private static final int[] PRIORITY = {11, 3, 7, 9, 1, 5};

    private static Guest looping() {
        Guest guest = Guest.running(asm -> asm.label("loop").addi(A0, A0, 1).j("loop"));
        guest.setCsr(Csr.MIE, -1);
        return guest;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 7, 9, 11})
    void aPendingInterruptIsTakenBeforeTheNextInstruction(int interrupt) {
        Guest guest = looping();
        guest.setCsr(Csr.MSTATUS, Status.MIE);
        guest.step(3);
        guest.hart.setInterrupt(interrupt, true);
        guest.step(1);
        assertTrue(guest.lastTrap().interrupt());
        assertEquals(Long.MIN_VALUE | interrupt, guest.csr(Csr.MCAUSE));
        assertEquals(Guest.CODE + 4, guest.csr(Csr.MEPC));
        assertEquals(0, guest.csr(Csr.MTVAL));
    }

    @Test
    void interruptsAreTakenInTheOrderOfTheirPriority() {
        Guest guest = looping();
        for (int interrupt : PRIORITY) {
            guest.hart.setInterrupt(interrupt, true);
        }
        for (int interrupt : PRIORITY) {
            guest.setCsr(Csr.MSTATUS, Status.MIE);
            guest.at(Guest.CODE, Privilege.MACHINE);
            guest.step(1);
            assertEquals(interrupt, guest.lastTrap().cause());
            guest.hart.setInterrupt(interrupt, false);
        }
    }

    @Test
    void machineInterruptsComeBeforeDelegatedOnes() {
        Guest guest = looping();
        guest.setCsr(Csr.MIDELEG, 0x222);
        guest.setCsr(Csr.MSTATUS, Status.MIE | Status.SIE);
        guest.at(Guest.CODE, Privilege.SUPERVISOR);
        guest.hart.setInterrupt(Interrupt.SEI, true);
        guest.hart.setInterrupt(Interrupt.MTI, true);
        guest.step(1);
        assertEquals(Interrupt.MTI, guest.lastTrap().cause());
        assertEquals(Privilege.MACHINE, guest.hart.privilege());
    }

    @ParameterizedTest(name = "MTI in {0} with MIE={1}: taken {2}")
    @CsvSource({
        "MACHINE, false, false",
        "MACHINE, true, true",
        "SUPERVISOR, false, true",
        "USER, false, true"
    })
    void machineInterruptsAreMaskedInMachineModeOnly(
            Privilege mode, boolean enabled, boolean taken) {
        Guest guest = looping();
        guest.setCsr(Csr.MSTATUS, enabled ? Status.MIE : 0);
        guest.at(Guest.CODE, mode);
        guest.hart.setInterrupt(Interrupt.MTI, true);
        guest.step(1);
        assertEquals(taken, guest.hart.lastTrap().isPresent());
    }

    @ParameterizedTest(name = "delegated STI in {0} with SIE={1}: taken {2}")
    @CsvSource({
        "MACHINE, true, false",
        "SUPERVISOR, false, false",
        "SUPERVISOR, true, true",
        "USER, false, true"
    })
    void delegatedInterruptsAreNeverTakenInMachineMode(
            Privilege mode, boolean enabled, boolean taken) {
        Guest guest = looping();
        guest.setCsr(Csr.MIDELEG, 0x222);
        guest.setCsr(Csr.MSTATUS, Status.MIE | (enabled ? Status.SIE : 0));
        guest.at(Guest.CODE, mode);
        guest.hart.setInterrupt(Interrupt.STI, true);
        guest.step(1);
        assertEquals(taken, guest.hart.lastTrap().isPresent());
        if (taken) {
            assertEquals(Privilege.SUPERVISOR, guest.hart.privilege());
            assertEquals(Long.MIN_VALUE | 5, guest.csr(Csr.SCAUSE));
        }
    }

    @Test
    void anInterruptThatIsNotEnabledInMieWaits() {
        Guest guest = looping();
        guest.setCsr(Csr.MSTATUS, Status.MIE);
        guest.setCsr(Csr.MIE, 1 << Interrupt.MTI);
        guest.hart.setInterrupt(Interrupt.MSI, true);
        guest.step(10);
        assertFalse(guest.hart.lastTrap().isPresent());
        assertFalse(guest.hart.interruptPending());
        guest.setCsr(Csr.MIE, 1 << Interrupt.MSI);
        assertTrue(guest.hart.interruptPending());
        guest.step(1);
        assertEquals(Interrupt.MSI, guest.lastTrap().cause());
    }

    @Test
    void aWriteThatEnablesInterruptsTakesEffectBeforeTheNextInstruction() {
        Guest guest =
                Guest.running(
                        asm ->
                                asm.csr("csrrsi", 0, Csr.MSTATUS, 8)
                                        .addi(A0, A0, 1)
                                        .addi(A0, A0, 1));
        guest.setCsr(Csr.MIE, -1);
        guest.hart.setInterrupt(Interrupt.MSI, true);
        guest.step(2);
        assertEquals(0, guest.x(A0));
        assertEquals(Guest.CODE + 4, guest.csr(Csr.MEPC));
    }

    @Test
    void vectoredInterruptsGoToTheirEntryAndExceptionsToTheBase() {
        Guest guest = looping();
        guest.setCsr(Csr.MTVEC, Guest.HANDLER | 1);
        guest.setCsr(Csr.MSTATUS, Status.MIE);
        guest.hart.setInterrupt(Interrupt.MEI, true);
        guest.code(Guest.HANDLER + 44, asm -> asm.li(A1, 11).ecall());
        guest.step(2);
        assertEquals(11, guest.x(A1));
        assertEquals(Guest.HANDLER, guest.hart.pc());
    }

    @Test
    void vectoredSupervisorInterruptsUseStvec() {
        Guest guest = looping();
        guest.setCsr(Csr.STVEC, Guest.S_HANDLER | 1);
        guest.setCsr(Csr.MIDELEG, 0x222);
        guest.at(Guest.CODE, Privilege.USER);
        guest.hart.setInterrupt(Interrupt.SSI, true);
        guest.code(Guest.S_HANDLER + 4, asm -> asm.li(A1, 1));
        guest.step(1);
        assertEquals(1, guest.x(A1));
    }

    @Test
    void takingAnInterruptCostsNoSlot() {
        Guest guest = looping();
        guest.code(Guest.HANDLER, asm -> asm.li(A1, 1).mret());
        guest.setCsr(Csr.MSTATUS, Status.MIE);
        guest.hart.setInterrupt(Interrupt.MSI, true);
        guest.step(1);
        assertEquals(1, guest.hart.slots());
        assertEquals(1, guest.hart.retired());
        assertEquals(1, guest.x(A1));
    }

    @Test
    void wfiWaitsUntilAnInterruptIsPendingEvenIfItIsNotTaken() {
        Guest guest = Guest.running(asm -> asm.wfi().li(A0, 1));
        guest.setCsr(Csr.MIE, 1 << Interrupt.MTI);
        assertEquals(RunEnd.WAITING, guest.step(10));
        assertEquals(1, guest.hart.retired());
        assertEquals(Guest.CODE + 4, guest.hart.pc());
        assertTrue(guest.hart.waiting());
        assertEquals(RunEnd.WAITING, guest.step(10), "nothing has happened");
        assertEquals(1, guest.hart.slots());
        guest.hart.setInterrupt(Interrupt.MTI, true);
        assertEquals(RunEnd.BUDGET, guest.step(1));
        assertFalse(guest.hart.waiting());
        assertEquals(1, guest.x(A0), "interrupts are off in mstatus: it goes on behind wfi");
    }

    @Test
    void wfiGoesOnAtOnceIfAnInterruptIsPending() {
        Guest guest = Guest.running(asm -> asm.wfi().li(A0, 1));
        guest.setCsr(Csr.MIE, -1);
        guest.hart.setInterrupt(Interrupt.SSI, true);
        assertEquals(RunEnd.BUDGET, guest.step(2));
        assertEquals(1, guest.x(A0));
    }

    @Test
    void anInterruptedWfiReturnsBehindIt() {
        Guest guest = Guest.running(asm -> asm.wfi().li(A0, 1));
        guest.setCsr(Csr.MIE, -1);
        guest.setCsr(Csr.MSTATUS, Status.MIE);
        guest.step(10);
        guest.hart.setInterrupt(Interrupt.MTI, true);
        guest.step(1);
        assertEquals(Guest.CODE + 4, guest.csr(Csr.MEPC));
    }

    @Test
    void theExternalLineIsOredWithTheBitThatSoftwareWrites() {
        Guest guest = Guest.running(asm -> asm.csr("csrrs", A0, Csr.MIP, A1).csrr(A0, Csr.MIP));
        long seip = 1 << Interrupt.SEI;
        guest.hart.setInterrupt(Interrupt.SEI, true);
        guest.step(1);
        assertEquals(seip, guest.x(A0), "the line is read");
        guest.hart.setInterrupt(Interrupt.SEI, false);
        guest.step(1);
        assertEquals(0, guest.x(A0), "but csrrs has not written it back");
        guest.setCsr(Csr.MIP, seip);
        assertEquals(seip, guest.csr(Csr.MIP));
    }

    @Test
    void softwareSetsTheSupervisorBitsOfMipAndNoOthers() {
        Guest guest = new Guest();
        guest.setCsr(Csr.MIP, -1);
        assertEquals(0x222, guest.csr(Csr.MIP));
        guest.setCsr(Csr.MIP, 0);
        guest.hart.setInterrupt(Interrupt.MTI, true);
        guest.setCsr(Csr.MIP, 0);
        assertEquals(1 << Interrupt.MTI, guest.csr(Csr.MIP), "a line stays");
    }

    @Test
    void aSupervisorSeesAndChangesDelegatedInterruptsOnly() {
        Guest guest = new Guest();
        guest.setCsr(Csr.MIP, 0x222);
        guest.setCsr(Csr.MIE, -1);
        assertEquals(0, guest.csr(Csr.SIP));
        assertEquals(0, guest.csr(Csr.SIE));
        guest.setCsr(Csr.SIP, 0);
        guest.setCsr(Csr.SIE, 0);
        assertEquals(0x222, guest.csr(Csr.MIP));
        assertEquals(0xaaa, guest.csr(Csr.MIE));
        guest.setCsr(Csr.MIDELEG, -1);
        assertEquals(0x222, guest.csr(Csr.SIP));
        guest.setCsr(Csr.SIP, 0);
        assertEquals(0x220, guest.csr(Csr.SIP), "of sip, only SSIP can be written");
        guest.setCsr(Csr.SIE, 0x20);
        assertEquals(0x8a8 | 0x20, guest.csr(Csr.MIE));
    }
}
