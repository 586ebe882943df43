package dev.framescope.machine.hart;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;
import static dev.framescope.testing.Asm.A2;
import static dev.framescope.testing.Asm.ZERO;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.Privilege;
import dev.framescope.machine.isa.Csr;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsrTest {
    private static final String ALL = "0xffffffffffffffff";

    private static long number(String text) {
        return Long.parseUnsignedLong(text, 2, text.length(), 16);
    }

    @ParameterizedTest(name = "{0}: ones read back as {1}")
    @CsvSource({
        "mstatus, 0x8000000a007e79aa",
        "sstatus, 0x80000002000c6122",
        "misa, 0x800000000014112d",
        "medeleg, 0xb3ff",
        "mideleg, 0x222",
        "mie, 0xaaa",
        "mcounteren, 0xffffffff",
        "scounteren, 0xffffffff",
        "mcountinhibit, 0x5",
        "menvcfg, 0x8000000000000001",
        "senvcfg, 0x1",
        "mscratch, " + ALL,
        "sscratch, " + ALL,
        "mepc, 0xfffffffffffffffe",
        "sepc, 0xfffffffffffffffe",
        "mcause, " + ALL,
        "scause, " + ALL,
        "mtval, " + ALL,
        "stval, " + ALL,
        "pmpaddr0, 0x3fffffffffffff",
        "pmpaddr15, 0x3fffffffffffff",
        "mhpmcounter3, 0x0",
        "mhpmevent31, 0x0",
        "tselect, 0x0",
        "tdata1, 0x0",
    })
    void onesAreKeptWhereTheHartHasABit(String name, String readBack) {
        Guest guest = new Guest();
        int csr = Csr.number(name).orElseThrow();
        guest.setCsr(csr, -1);
        assertEquals(number(readBack), guest.csr(csr));
    }

    @Test
    void aReservedModeInMppIsNotWritten() {
        Guest guest = new Guest();
        guest.setCsr(Csr.MSTATUS, 1L << Status.MPP_SHIFT);
        guest.setCsr(Csr.MSTATUS, 2L << Status.MPP_SHIFT | Status.MIE);
        long mask = Status.MPP | Status.MIE;
        assertEquals(1L << Status.MPP_SHIFT | Status.MIE, guest.csr(Csr.MSTATUS) & mask);
    }

    @Test
    void aTrapVectorOfAReservedModeIsNotWritten() {
        Guest guest = new Guest();
        for (int csr : new int[] {Csr.MTVEC, Csr.STVEC}) {
            guest.setCsr(csr, 0x8000_0101L);
            guest.setCsr(csr, 0x8000_0202L);
            guest.setCsr(csr, 0x8000_0303L);
            assertEquals(0x8000_0101L, guest.csr(csr));
        }
    }

    @ParameterizedTest(name = "mode {0}: written {1}")
    @CsvSource({"0, true", "8, true", "9, true", "10, true", "11, false", "1, false"})
    void satpTakesTheModesBareAndSv39ToSv57AndIgnoresWritesOfOthers(long mode, boolean written) {
        Guest guest = new Guest();
        long before = 8L << 60 | 0x1234L << 44 | 0x8_0000;
        guest.setCsr(Csr.SATP, before);
        long value = mode << 60 | 0xffffL << 44 | 0x8_1234;
        guest.setCsr(Csr.SATP, value);
        assertEquals(written ? value : before, guest.csr(Csr.SATP));
    }

    @Test
    void sstatusIsAWindowOnMstatus() {
        Guest guest = new Guest();
        guest.setCsr(Csr.MSTATUS, Status.MIE | Status.MPP | Status.SUM);
        guest.setCsr(Csr.SSTATUS, Status.SIE | Status.SPP);
        long mask = Status.MIE | Status.MPP | Status.SUM | Status.SIE | Status.SPP;
        assertEquals(
                Status.MIE | Status.MPP | Status.SIE | Status.SPP, guest.csr(Csr.MSTATUS) & mask);
    }

    @Test
    void identificationIsReadOnly() {
        Guest guest = new Guest(new Guest().memory, 3);
        assertEquals(3, guest.csr(Csr.MHARTID));
        assertEquals(0, guest.csr(Csr.MVENDORID));
        assertEquals(0, guest.csr(Csr.MCONFIGPTR));
        assertThrows(IllegalArgumentException.class, () -> guest.setCsr(Csr.MHARTID, 0));
    }

    @Test
    void aDebuggerIsToldThatThereIsNoSuchCsr() {
        Guest guest = new Guest();
        assertTrue(guest.hart.csr(0x7c0).isEmpty());
        assertTrue(guest.hart.csr(4096).isEmpty());
        assertTrue(guest.hart.csr(-1).isEmpty());
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> guest.setCsr(0x7c0, 1));
        assertEquals("there is no CSR 0x7c0", e.getMessage());
    }

    @ParameterizedTest(name = "{0} with {1} gives {2}")
    @CsvSource({
        "csrrw, 0x5, 0x5",
        "csrrs, 0x3, 0xf3",
        "csrrc, 0x30, 0xc0",
        "csrrwi, 21, 0x15",
        "csrrsi, 3, 0xf3",
        "csrrci, 16, 0xe0"
    })
    void accessesReturnTheOldValueAndWriteTheNew(String name, String operand, String after) {
        boolean immediate = name.endsWith("i");
        int value = Integer.decode(operand);
        Guest guest = Guest.running(asm -> asm.csr(name, A0, Csr.MSCRATCH, immediate ? value : A1));
        guest.setCsr(Csr.MSCRATCH, 0xf0);
        guest.hart.setX(A1, value);
        guest.step(1);
        assertEquals(0xf0, guest.x(A0));
        assertEquals(Long.decode(after), guest.csr(Csr.MSCRATCH));
    }

    @Test
    void sourceAndDestinationMayBeTheSameRegister() {
        Guest guest = Guest.running(asm -> asm.csr("csrrw", A0, Csr.MSCRATCH, A0));
        guest.setCsr(Csr.MSCRATCH, 1);
        guest.hart.setX(A0, 2);
        guest.step(1);
        assertEquals(1, guest.x(A0));
        assertEquals(2, guest.csr(Csr.MSCRATCH));
    }

    private static boolean illegal(String name, int csr, int rs1, Privilege mode) {
        Guest guest = Guest.running(asm -> asm.csr(name, A0, csr, rs1));
        guest.at(Guest.CODE, mode);
        guest.step(1);
        boolean trapped = guest.hart.lastTrap().isPresent();
        if (trapped) {
            assertEquals(2, guest.lastTrap().cause());
            assertEquals(guest.memory.peek(Guest.CODE, 4), guest.lastTrap().tval());
        }
        return trapped;
    }

    @Test
    void aReadOnlyCsrCanBeReadButNotWritten() {
        assertFalse(illegal("csrrs", Csr.MHARTID, ZERO, Privilege.MACHINE));
        assertFalse(illegal("csrrci", Csr.MHARTID, 0, Privilege.MACHINE));
        assertTrue(illegal("csrrs", Csr.MHARTID, A1, Privilege.MACHINE));
        assertTrue(illegal("csrrw", Csr.MHARTID, ZERO, Privilege.MACHINE));
        assertTrue(illegal("csrrwi", Csr.CYCLE, 0, Privilege.MACHINE));
    }

    @Test
    void aModeAccessesItsOwnCsrsAndThoseOfLowerModes() {
        assertFalse(illegal("csrrs", Csr.SSCRATCH, ZERO, Privilege.MACHINE));
        assertFalse(illegal("csrrs", Csr.SSCRATCH, ZERO, Privilege.SUPERVISOR));
        assertTrue(illegal("csrrs", Csr.SSCRATCH, ZERO, Privilege.USER));
        assertTrue(illegal("csrrs", Csr.MSCRATCH, ZERO, Privilege.SUPERVISOR));
        assertTrue(illegal("csrrs", Csr.MSCRATCH, ZERO, Privilege.USER));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x7c0, 0x000, 0x004, 0x015, 0x200, 0x600, 0x3a1, 0x3a3, 0x3a4, 0x3c0, 0xb01, 0x15d,
                0x7b0
            })
    void whatTheHartDoesNotHaveIsIllegal(int csr) {
        assertTrue(illegal("csrrs", csr, ZERO, Privilege.MACHINE));
    }

    @ParameterizedTest(name = "{0} in {1} with mcounteren {2}, scounteren {3}: illegal {4}")
    @CsvSource({
        "cycle, MACHINE, 0, 0, false",
        "cycle, SUPERVISOR, 1, 0, false",
        "cycle, SUPERVISOR, 6, 7, true",
        "time, SUPERVISOR, 2, 0, false",
        "time, SUPERVISOR, 5, 7, true",
        "instret, SUPERVISOR, 4, 0, false",
        "cycle, USER, 1, 1, false",
        "cycle, USER, 1, 0, true",
        "cycle, USER, 0, 1, true",
        "hpmcounter3, SUPERVISOR, 8, 0, false",
        "hpmcounter3, SUPERVISOR, 7, 7, true",
    })
    void countersAreOpenedModeByMode(
            String name, Privilege mode, int mcounteren, int scounteren, boolean illegal) {
        Guest guest = Guest.running(asm -> asm.csrr(A0, Csr.number(name).orElseThrow()));
        guest.setCsr(Csr.MCOUNTEREN, mcounteren);
        guest.setCsr(Csr.SCOUNTEREN, scounteren);
        guest.at(Guest.CODE, mode);
        guest.step(1);
        assertEquals(illegal, guest.hart.lastTrap().isPresent());
    }

    @Test
    void countersCountExactly() {
        Guest guest =
                Guest.running(
                        asm ->
                                asm.csrr(A0, Csr.INSTRET)
                                        .nop()
                                        .nop()
                                        .csrr(A1, Csr.INSTRET)
                                        .csrr(A2, Csr.MCYCLE));
        guest.step(5);
        assertEquals(3, guest.x(A1) - guest.x(A0));
        assertEquals(4, guest.x(A2) - guest.x(A0));
    }

    @Test
    void aTrappedInstructionCountsInCycleButNotInInstret() {
        Guest guest = Guest.running(asm -> asm.ecall());
        guest.code(Guest.HANDLER, asm -> asm.csrr(A0, Csr.MINSTRET).csrr(A1, Csr.MCYCLE));
        guest.step(3);
        assertEquals(0, guest.x(A0));
        assertEquals(2, guest.x(A1));
    }

    @Test
    void theNextInstructionReadsWhatWasWrittenToACounter() {
        Guest guest =
                Guest.running(
                        asm ->
                                asm.csrw(Csr.MINSTRET, A0)
                                        .csrr(A1, Csr.INSTRET)
                                        .csrw(Csr.MCYCLE, A0)
                                        .csrr(A2, Csr.CYCLE));
        guest.hart.setX(A0, 1000);
        guest.step(4);
        assertEquals(1000, guest.x(A1));
        assertEquals(1000, guest.x(A2));
    }

    @Test
    void aDebuggerReadsTheCounterItWrote() {
        Guest guest = new Guest();
        guest.step(3);
        guest.setCsr(Csr.MCYCLE, 1000);
        guest.setCsr(Csr.MINSTRET, 2000);
        assertEquals(1000, guest.csr(Csr.CYCLE));
        assertEquals(2000, guest.csr(Csr.INSTRET));
    }

    @Test
    void inhibitedCountersStandStill() {
        Guest guest =
                Guest.running(
                        asm ->
                                asm.csr("csrrwi", ZERO, Csr.MCOUNTINHIBIT, 5)
                                        .csrr(A0, Csr.MINSTRET)
                                        .nop()
                                        .csrr(A1, Csr.MINSTRET)
                                        .csr("csrrwi", ZERO, Csr.MCOUNTINHIBIT, 0)
                                        .nop()
                                        .csrr(A2, Csr.MINSTRET));
        guest.step(7);
        assertEquals(guest.x(A0), guest.x(A1));
        assertEquals(guest.x(A1) + 2, guest.x(A2));
    }

    @Test
    void timeComesFromTheHost() {
        Guest guest = Guest.running(asm -> asm.csrr(A0, Csr.TIME));
        guest.mtime = 12345;
        guest.step(1);
        assertEquals(12345, guest.x(A0));
    }

    @Test
    void resetLeavesMachineModeWithNothingOpen() {
        Guest guest = new Guest();
        guest.setCsr(Csr.MEDELEG, -1);
        guest.setCsr(Csr.SATP, 8L << 60);
        guest.hart.setX(A2, 1);
        guest.hart.reset(Guest.DATA, Privilege.MACHINE, 7, 8);
        assertEquals(Guest.DATA, guest.hart.pc());
        assertEquals(7, guest.x(A0));
        assertEquals(8, guest.x(A1));
        assertEquals(0, guest.x(A2));
        assertEquals(0, guest.csr(Csr.MEDELEG));
        assertEquals(0, guest.csr(Csr.SATP));
        assertEquals(0, guest.csr(Csr.PMPCFG0));
        assertEquals(0xa_0000_0000L, guest.csr(Csr.MSTATUS));
    }

    @Test
    void resetLeavesTheLinesThatDevicesDrive() {
        Guest guest = new Guest();
        guest.hart.setInterrupt(Interrupt.MTI, true);
        guest.hart.setInterrupt(Interrupt.STI, true);
        guest.hart.reset(Guest.CODE, Privilege.MACHINE, 0, 0);
        assertEquals(1 << Interrupt.MTI, guest.csr(Csr.MIP));
    }

    @Test
    void firmwareLeavesDelegationCountersAndMemoryOpen() {
        Guest guest = new Guest();
        guest.hart.reset(Guest.CODE, Privilege.SUPERVISOR, 0, 0);
        guest.hart.openForSupervisor();
        assertEquals(0xb109, guest.csr(Csr.MEDELEG));
        assertEquals(0x222, guest.csr(Csr.MIDELEG));
        guest.code(Guest.CODE, asm -> asm.csrr(A0, Csr.TIME).sd(A0, 0, A1));
        guest.hart.setX(A1, Guest.DATA);
        guest.mtime = 99;
        guest.step(2);
        assertEquals(99, guest.load(Guest.DATA));
    }
}
