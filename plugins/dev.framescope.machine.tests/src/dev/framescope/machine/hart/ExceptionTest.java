package dev.framescope.machine.hart;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;
import static dev.framescope.testing.Asm.ZERO;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.framescope.machine.Privilege;
import dev.framescope.machine.Trap;
import dev.framescope.machine.isa.Csr;
import dev.framescope.testing.Asm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.function.Consumer;

class ExceptionTest {
    private static final long NOWHERE = 0x4000_0000L;

    /** Executes one instruction, behind a nop. */
    private static Guest second(Consumer<Asm> instruction) {
        Guest guest = Guest.running(asm -> instruction.accept(asm.nop()));
        guest.hart.setX(A1, NOWHERE);
        guest.step(2);
        return guest;
    }

    private static void assertTrap(int cause, long tval, long epc, Guest guest) {
        assertEquals(cause, guest.csr(Csr.MCAUSE), "mcause");
        assertEquals(tval, guest.csr(Csr.MTVAL), "mtval");
        assertEquals(epc, guest.csr(Csr.MEPC), "mepc");
        assertEquals(Guest.HANDLER, guest.hart.pc());
        assertEquals(Privilege.MACHINE, guest.hart.privilege());
    }

    @Test
    void illegalInstructionsReportTheirBits() {
        assertTrap(2, 0xffff_ffffL, Guest.CODE + 4, second(asm -> asm.word(-1)));
        assertTrap(2, 0x0005_2507, Guest.CODE + 4, second(asm -> asm.word(0x0005_2507))); // flw
    }

    @Test
    void breakpointInstructionsReportTheirAddress() {
        assertTrap(3, Guest.CODE + 4, Guest.CODE + 4, second(Asm::ebreak));
    }

    @Test
    void loadsFromNowhereAreAccessFaults() {
        assertTrap(5, NOWHERE + 8, Guest.CODE + 4, second(asm -> asm.ld(A0, 8, A1)));
    }

    @Test
    void storesToNowhereAreAccessFaults() {
        assertTrap(7, NOWHERE - 8, Guest.CODE + 4, second(asm -> asm.sd(A0, -8, A1)));
    }

    @Test
    void aJumpToNowhereRetiresAndTheFetchFaults() {
        Guest guest = second(asm -> asm.jalr(A0, 0, A1));
        assertEquals(2, guest.hart.retired());
        guest.step(1);
        assertTrap(1, NOWHERE, NOWHERE, guest);
        assertEquals(Guest.CODE + 8, guest.x(A0));
    }

    @Test
    void runningOffTheEndOfMemoryIsAFetchFault() {
        long end = Guest.RAM + Guest.RAM_BYTES;
        Guest guest = new Guest();
        guest.code(end - 4, Asm::nop);
        guest.at(end - 4, Privilege.MACHINE);
        guest.step(2);
        assertTrap(1, end, end, guest);
    }

    @Test
    void anInstructionHalfOutsideMemoryFaultsInItsSecondHalf() {
        long end = Guest.RAM + Guest.RAM_BYTES;
        Guest guest = new Guest();
        guest.code(end - 2, asm -> asm.half(0x0013));
        guest.at(end - 2, Privilege.MACHINE);
        guest.step(1);
        assertTrap(1, end, end - 2, guest);
    }

    @ParameterizedTest
    @EnumSource(Privilege.class)
    void ecallTellsFromWhichModeItComes(Privilege from) {
        Guest guest = Guest.running(asm -> asm.nop().ecall());
        guest.at(Guest.CODE, from);
        guest.step(2);
        assertTrap(8 + from.bits(), 0, Guest.CODE + 4, guest);
    }

    @Test
    void anEndedInstructionTakesASlotButDoesNotRetire() {
        Guest guest = second(Asm::ecall);
        assertEquals(2, guest.hart.slots());
        assertEquals(1, guest.hart.retired());
    }

    @Test
    void aLoadThatFaultsLeavesItsRegister() {
        Guest guest = Guest.running(asm -> asm.ld(A1, 0, A1));
        guest.hart.setX(A1, NOWHERE);
        guest.step(1);
        assertEquals(NOWHERE, guest.x(A1));
    }

    @ParameterizedTest(name = "from {0}")
    @CsvSource({"USER, true", "SUPERVISOR, true", "MACHINE, false"})
    void aDelegatedExceptionGoesToSupervisorModeUnlessItComesFromMachineMode(
            Privilege from, boolean delegated) {
        Guest guest = Guest.running(Asm::ebreak);
        guest.setCsr(Csr.MEDELEG, 1 << 3);
        guest.setCsr(Csr.MSTATUS, Status.SIE);
        guest.at(Guest.CODE, from);
        guest.step(1);
        Privilege to = delegated ? Privilege.SUPERVISOR : Privilege.MACHINE;
        assertEquals(new Trap(false, 3, Guest.CODE, Guest.CODE, from, to), guest.lastTrap());
        if (delegated) {
            assertEquals(Guest.S_HANDLER, guest.hart.pc());
            assertEquals(3, guest.csr(Csr.SCAUSE));
            assertEquals(Guest.CODE, guest.csr(Csr.SEPC));
            assertEquals(Guest.CODE, guest.csr(Csr.STVAL));
            long spp = from == Privilege.SUPERVISOR ? Status.SPP : 0;
            long mask = Status.SIE | Status.SPIE | Status.SPP;
            assertEquals(Status.SPIE | spp, guest.csr(Csr.SSTATUS) & mask);
        } else {
            assertEquals(0, guest.csr(Csr.SCAUSE));
        }
    }

    @Test
    void aTrapIntoMachineModeStacksTheInterruptEnableAndTheMode() {
        Guest guest = Guest.running(Asm::ecall);
        guest.setCsr(Csr.MSTATUS, Status.MIE);
        guest.at(Guest.CODE, Privilege.SUPERVISOR);
        guest.step(1);
        long mask = Status.MIE | Status.MPIE | Status.MPP;
        long mpp = 1L << Status.MPP_SHIFT;
        assertEquals(Status.MPIE | mpp, guest.csr(Csr.MSTATUS) & mask);
    }

    @Test
    void mretGoesBackAndUnstacks() {
        Guest guest = Guest.running(asm -> asm.csrw(Csr.MEPC, A0).mret());
        guest.hart.setX(A0, Guest.DATA + 1);
        guest.setCsr(Csr.MSTATUS, Status.MPIE | 1L << Status.MPP_SHIFT | Status.MPRV);
        guest.step(2);
        assertEquals(Guest.DATA, guest.hart.pc(), "bit 0 is zero");
        assertEquals(Privilege.SUPERVISOR, guest.hart.privilege());
        long mask = Status.MIE | Status.MPIE | Status.MPP | Status.MPRV;
        assertEquals(Status.MIE | Status.MPIE, guest.csr(Csr.MSTATUS) & mask);
    }

    @Test
    void mretToMachineModeKeepsMprv() {
        Guest guest = Guest.running(Asm::mret);
        guest.setCsr(Csr.MSTATUS, Status.MPP | Status.MPRV);
        guest.step(1);
        assertEquals(Status.MPRV, guest.csr(Csr.MSTATUS) & Status.MPRV);
    }

    @ParameterizedTest(name = "SPP of {0}")
    @CsvSource({"0, USER", "1, SUPERVISOR"})
    void sretGoesBackAndUnstacks(long spp, Privilege to) {
        Guest guest = Guest.running(Asm::sret);
        guest.setCsr(Csr.SEPC, Guest.DATA);
        guest.setCsr(Csr.SSTATUS, Status.SPIE | spp << 8);
        guest.at(Guest.CODE, Privilege.SUPERVISOR);
        guest.step(1);
        assertEquals(Guest.DATA, guest.hart.pc());
        assertEquals(to, guest.hart.privilege());
        long mask = Status.SIE | Status.SPIE | Status.SPP;
        assertEquals(Status.SIE | Status.SPIE, guest.csr(Csr.SSTATUS) & mask);
    }

    @ParameterizedTest(name = "{0} in {1} with mstatus {2}: illegal {3}")
    @CsvSource({
        "mret, SUPERVISOR, 0, true",
        "mret, USER, 0, true",
        "sret, USER, 0, true",
        "sret, SUPERVISOR, 0, false",
        "sret, SUPERVISOR, 0x400000, true", // TSR
        "sret, MACHINE, 0x400000, false",
        "wfi, USER, 0, true",
        "wfi, SUPERVISOR, 0, false",
        "wfi, SUPERVISOR, 0x200000, true", // TW
        "wfi, MACHINE, 0x200000, false",
        "sfence.vma, USER, 0, true",
        "sfence.vma, SUPERVISOR, 0, false",
        "sfence.vma, SUPERVISOR, 0x100000, true", // TVM
        "sfence.vma, MACHINE, 0x100000, false",
        "csrr satp, SUPERVISOR, 0, false",
        "csrr satp, SUPERVISOR, 0x100000, true",
        "csrr satp, MACHINE, 0x100000, false",
    })
    void privilegedInstructions(String name, Privilege mode, String mstatus, boolean illegal) {
        int word =
                switch (name) {
                    case "mret" -> 0x3020_0073;
                    case "sret" -> 0x1020_0073;
                    case "wfi" -> 0x1050_0073;
                    case "sfence.vma" -> 0x1200_0073;
                    default -> 0x1800_2573;
                };
        Guest guest = Guest.running(asm -> asm.word(word));
        guest.setCsr(Csr.MSTATUS, Long.decode(mstatus));
        guest.at(Guest.CODE, mode);
        guest.step(1);
        if (illegal) {
            assertTrap(2, word, Guest.CODE, guest);
        } else {
            assertFalse(guest.hart.lastTrap().isPresent());
        }
    }

    @Test
    void anUnmappedTrapVectorIsReportedAsALoop() {
        Guest guest = Guest.running(Asm::ecall);
        guest.setCsr(Csr.MTVEC, NOWHERE);
        assertEquals(RunEnd.TRAP_LOOP, guest.step(1_000_000));
        assertEquals(1, guest.lastTrap().cause());
        assertEquals(NOWHERE, guest.lastTrap().epc());
        assertEquals(0, guest.hart.retired());
    }

    @Test
    void aTrapLoopIsSeenInShortRunsToo() {
        Guest guest = Guest.running(Asm::ecall);
        guest.setCsr(Csr.MTVEC, NOWHERE);
        RunEnd end = RunEnd.BUDGET;
        for (int i = 0; i < 2000 && end == RunEnd.BUDGET; i++) {
            end = guest.step(1);
        }
        assertEquals(RunEnd.TRAP_LOOP, end);
    }

    @Test
    void trapsThatAHandlerReturnsFromAreNoLoop() {
        Guest guest = Guest.running(asm -> asm.label("again").ecall().j("again"));
        guest.code(Guest.HANDLER, Asm::mret);
        assertEquals(RunEnd.BUDGET, guest.step(100_000));
    }

    @Test
    void trapsAreReportedOnRequestAndTheHostMayStopThere() {
        Guest guest = Guest.running(asm -> asm.ecall().nop());
        guest.code(Guest.HANDLER, asm -> asm.ecall().li(A0, 1));
        guest.step(1);
        assertEquals(0, guest.traps.size(), "not asked for");
        guest.hart.setTrapReporting(true);
        guest.onTrap = trap -> trap.epc() == Guest.HANDLER;
        assertEquals(RunEnd.TRAP_POINT, guest.step(10));
        assertEquals(1, guest.traps.size());
        assertEquals(Guest.HANDLER, guest.hart.pc());
        assertEquals(2, guest.hart.slots());
    }

    @Test
    void aSupervisorCallMayBeServedByTheHost() {
        Guest guest = Guest.running(asm -> asm.ecall().li(A1, 7));
        guest.hart.serveSupervisorCalls(true);
        guest.onSupervisorCall =
                hart -> {
                    assertEquals(Guest.CODE, hart.pc());
                    hart.setX(A0, 42);
                    return true;
                };
        guest.at(Guest.CODE, Privilege.SUPERVISOR);
        guest.step(2);
        assertEquals(42, guest.x(A0));
        assertEquals(7, guest.x(A1));
        assertEquals(2, guest.hart.slots());
        assertEquals(1, guest.hart.retired());
    }

    @Test
    void aSupervisorCallThatTheHostDoesNotServeTraps() {
        Guest guest = Guest.running(Asm::ecall);
        guest.hart.serveSupervisorCalls(true);
        guest.onSupervisorCall = hart -> false;
        guest.at(Guest.CODE, Privilege.SUPERVISOR);
        guest.step(1);
        assertTrap(9, 0, Guest.CODE, guest);
    }

    @Test
    void theZeroRegisterIsNoOperandOfATrap() {
        Guest guest = second(asm -> asm.ld(ZERO, 0, A1));
        assertTrap(5, NOWHERE, Guest.CODE + 4, guest);
        assertEquals(0, guest.x(ZERO));
    }
}
