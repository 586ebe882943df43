package dev.framescope.machine.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.HartState;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.firmware.SbiGuest.Answer;
import dev.framescope.machine.run.Guest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call of the built-in firmware, from three harts of which two are stopped at first. */
@Timeout(30)
class BuiltinFirmwareTest {
    private static final int BASE = 0x10;
    private static final int TIME = 0x54494d45;
    private static final int IPI = 0x735049;
    private static final int RFENCE = 0x52464e43;
    private static final int HSM = 0x48534d;
    private static final int SRST = 0x53525354;
    private static final int DBCN = 0x4442434e;
    private static final int PMU = 0x504d55;

    private static final long NOT_SUPPORTED = -2;
    private static final long INVALID_PARAM = -3;
    private static final long INVALID_ADDRESS = -5;
    private static final long ALREADY_AVAILABLE = -6;

    private static final Answer OK = new Answer(0, 0);
    private static final long BUFFER = Guest.KERNEL + 0x10000;

    private SbiGuest guest;
    private final StringBuilder printed = new StringBuilder();

    @BeforeEach
    void createMachine() throws MachineException {
        guest = new SbiGuest(3);
        guest.machine
                .console()
                .addOutputListener(
                        bytes -> {
                            for (byte each : bytes) {
                                printed.append((char) each);
                            }
                        });
    }

    @AfterEach
    void closeMachine() {
        guest.close();
    }

    private HartState state(int hart) throws Exception {
        return guest.read(inspection -> inspection.hart(hart).state());
    }

    private void startHart(int hart) throws Exception {
        assertEquals(OK, guest.call(HSM, 0, hart, Guest.KERNEL, 0));
    }

    @Nested
    class Entry {
        @Test
        void hartZeroStartsAsOpenSbiLeavesIt() throws Exception {
            assertEquals(
                    Privilege.SUPERVISOR, guest.read(inspection -> inspection.hart(0).privilege()));
            assertEquals(HartState.STARTED, state(0));
            assertEquals(Guest.KERNEL, guest.csr(0, 0x105), "stvec");
            assertEquals(7, guest.csr(0, 0x106), "scounteren");
            assertEquals(0, guest.csr(0, 0x180), "satp");
            assertEquals(0x222, guest.csr(0, 0x303), "mideleg");
            assertEquals(0x1f1818, guest.csr(0, 0x3a0), "pmpcfg0");
            assertEquals(0x801fff, guest.csr(0, 0x3b0), "pmpaddr0: the CLINT");
            assertEquals(0x2000ffff, guest.csr(0, 0x3b1), "pmpaddr1: the firmware");
        }

        @Test
        void otherHartsAreStopped() throws Exception {
            assertEquals(HartState.STOPPED, state(1));
            assertEquals(HartState.STOPPED, state(2));
        }
    }

    @Nested
    class Base {
        @Test
        void announcesVersionTwoOfTheSpecification() throws Exception {
            assertEquals(new Answer(0, 0x02000000), guest.call(BASE, 0));
            assertEquals(new Answer(0, 0x4653), guest.call(BASE, 1));
            assertEquals(new Answer(0, 0x10000), guest.call(BASE, 2));
        }

        @ParameterizedTest
        @ValueSource(ints = {BASE, TIME, IPI, RFENCE, HSM, SRST, DBCN, 0, 8})
        void probesExtensionsThatAreThere(int extension) throws Exception {
            assertEquals(new Answer(0, 1), guest.call(BASE, 3, extension));
        }

        @ParameterizedTest
        @ValueSource(longs = {PMU, 9, 0x12345678, 0x1_0000_0010L, -1})
        void probesExtensionsThatAreMissing(long extension) throws Exception {
            assertEquals(OK, guest.call(BASE, 3, extension));
        }

        @Test
        void givesTheMachinesIdentity() throws Exception {
            for (int function = 4; function <= 6; function++) {
                long csr = guest.csr(0, 0xf11 + function - 4);
                assertEquals(new Answer(0, csr), guest.call(BASE, function));
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {BASE, TIME, IPI, RFENCE, HSM, SRST, DBCN})
        void unknownFunctionsAreNotSupported(int extension) throws Exception {
            assertEquals(new Answer(NOT_SUPPORTED, 0), guest.call(extension, 99));
        }

        @Test
        void unknownExtensionsAreNotSupported() throws Exception {
            assertEquals(new Answer(NOT_SUPPORTED, 0), guest.call(PMU, 0));
            assertEquals(new Answer(NOT_SUPPORTED, 0), guest.call(9, 0));
        }
    }

    @Nested
    class Time {
        @Test
        void timerInterruptIsPendingOnceItsTimeHasCome() throws Exception {
            long now = guest.time();
            assertEquals(OK, guest.call(TIME, 0, now + 5));
            assertFalse(guest.pending(0, SbiGuest.STIP));
            guest.step(0, 1000);
            assertTrue(guest.pending(0, SbiGuest.STIP));
        }

        @Test
        void settingTheTimerClearsThePendingInterrupt() throws Exception {
            guest.call(TIME, 0, 0);
            assertTrue(guest.pending(0, SbiGuest.STIP), "already reached");
            assertEquals(OK, guest.call(TIME, 0, -1));
            assertFalse(guest.pending(0, SbiGuest.STIP));
            guest.step(0, 1000);
            assertFalse(guest.pending(0, SbiGuest.STIP), "never");
        }

        @Test
        void legacyTimerIsTheSame() throws Exception {
            guest.call(0, 0, 0);
            assertTrue(guest.pending(0, SbiGuest.STIP));
        }
    }

    @Nested
    class Ipi {
        @Test
        void reachesTheSelectedHarts() throws Exception {
            startHart(1);
            startHart(2);
            assertEquals(OK, guest.call(IPI, 0, 0b11, 1));
            assertFalse(guest.pending(0, SbiGuest.SSIP));
            assertTrue(guest.pending(1, SbiGuest.SSIP));
            assertTrue(guest.pending(2, SbiGuest.SSIP));
        }

        @Test
        void baseMinusOneSelectsAllHarts() throws Exception {
            startHart(2);
            assertEquals(OK, guest.call(IPI, 0, 0, -1));
            assertTrue(guest.pending(0, SbiGuest.SSIP));
            assertTrue(guest.pending(2, SbiGuest.SSIP));
        }

        @Test
        void hartsThatDoNotExistAreInvalid() throws Exception {
            assertEquals(INVALID_PARAM, guest.call(IPI, 0, 0b1000, 0).error());
            assertEquals(INVALID_PARAM, guest.call(IPI, 0, 1, 3).error());
            assertEquals(INVALID_PARAM, guest.call(IPI, 0, 1, Long.MAX_VALUE).error());
            assertEquals(INVALID_PARAM, guest.call(IPI, 0, 1, -2).error());
        }

        @Test
        void stoppedHartsAreLeftAlone() throws Exception {
            assertEquals(OK, guest.call(IPI, 0, 0b10, 0));
            startHart(1);
            assertFalse(guest.pending(1, SbiGuest.SSIP));
        }
    }

    @Nested
    class Rfence {
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2})
        void fencesExistingHarts(int function) throws Exception {
            assertEquals(OK, guest.call(RFENCE, function, 0b111, 0, 0, -1, 0));
            assertEquals(OK, guest.call(RFENCE, function, 0, -1, 0, 4096, 0));
            assertEquals(INVALID_PARAM, guest.call(RFENCE, function, 0b11000, 0, 0, -1, 0).error());
        }

        @ParameterizedTest
        @ValueSource(ints = {3, 4, 5, 6})
        void fencesOfTheHypervisorAreNotSupported(int function) throws Exception {
            assertEquals(NOT_SUPPORTED, guest.call(RFENCE, function, 1, 0, 0, -1).error());
        }
    }

    @Nested
    class Hsm {
        @Test
        void startedHartEntersWithItsNumberAndTheArgument() throws Exception {
            long address = Guest.KERNEL + 4;
            assertEquals(OK, guest.call(HSM, 0, 1, address, 0x1234));
            assertEquals(HartState.STARTED, state(1));
            assertEquals(address, guest.pc(1));
            assertEquals(1, guest.x(1, 10));
            assertEquals(0x1234, guest.x(1, 11));
            assertEquals(
                    Privilege.SUPERVISOR, guest.read(inspection -> inspection.hart(1).privilege()));
        }

        @Test
        void hartsCannotBeStartedTwice() throws Exception {
            assertEquals(ALREADY_AVAILABLE, guest.call(HSM, 0, 0, Guest.KERNEL, 0).error());
            startHart(1);
            assertEquals(ALREADY_AVAILABLE, guest.call(HSM, 0, 1, Guest.KERNEL, 0).error());
        }

        @Test
        void startNeedsAnExistingHartAndMemoryOfTheKernels() throws Exception {
            assertEquals(INVALID_PARAM, guest.call(HSM, 0, 3, Guest.KERNEL, 0).error());
            assertEquals(INVALID_PARAM, guest.call(HSM, 0, -1, Guest.KERNEL, 0).error());
            assertEquals(INVALID_ADDRESS, guest.call(HSM, 0, 1, 0x80000000L, 0).error());
            assertEquals(INVALID_ADDRESS, guest.call(HSM, 0, 1, 0x88000000L, 0).error());
            assertEquals(INVALID_ADDRESS, guest.call(HSM, 0, 1, 0x1000, 0).error());
            assertEquals(HartState.STOPPED, state(1));
        }

        @Test
        void statusTellsStartedFromStopped() throws Exception {
            assertEquals(new Answer(0, 0), guest.call(HSM, 2, 0));
            assertEquals(new Answer(0, 1), guest.call(HSM, 2, 1));
            startHart(1);
            assertEquals(new Answer(0, 0), guest.call(HSM, 2, 1));
            assertEquals(INVALID_PARAM, guest.call(HSM, 2, 3).error());
        }

        @Test
        void stoppedHartCanBeStartedAgain() throws Exception {
            startHart(1);
            guest.makeCall(1, HSM, 1);
            assertEquals(HartState.STOPPED, state(1));
            startHart(1);
            assertEquals(HartState.STARTED, state(1));
        }

        @Test
        void suspendedHartIsWokenByAnInterruptAndKeepsItsRegisters() throws Exception {
            startHart(1);
            guest.change(control -> control.setCsr(1, SbiGuest.SIE, SbiGuest.SSIP));
            guest.change(control -> control.setX(1, 9, 4711));
            guest.makeCall(1, HSM, 3, 0);
            assertEquals(HartState.WAITING, state(1));
            assertEquals(new Answer(0, 4), guest.call(HSM, 2, 1), "SUSPENDED");
            guest.call(IPI, 0, 0b10, 0);
            guest.step(1, 1);
            assertEquals(new Answer(0, 0), guest.call(HSM, 2, 1));
            assertEquals(4711, guest.x(1, 9));
            assertEquals(0, guest.x(1, 10), "success");
        }

        @Test
        void nonRetentiveSuspensionResumesElsewhereAndKeepsTheTimer() throws Exception {
            startHart(1);
            guest.change(control -> control.setCsr(1, SbiGuest.SIE, SbiGuest.STIP));
            guest.callOf(1, TIME, 0, guest.time() + 100);
            guest.makeCall(1, HSM, 3, 0x80000000L, Guest.KERNEL + 4, 0x77);
            assertEquals(HartState.WAITING, state(1));
            guest.step(1, 1);
            assertEquals(HartState.STARTED, state(1));
            assertEquals(Guest.KERNEL + 4, guest.pc(1));
            assertEquals(1, guest.x(1, 10));
            assertEquals(0x77, guest.x(1, 11));
            assertTrue(guest.pending(1, SbiGuest.STIP));
        }

        @Test
        void suspendRefusesWhatItDoesNotKnow() throws Exception {
            assertEquals(INVALID_PARAM, guest.call(HSM, 3, 1).error(), "reserved");
            assertEquals(INVALID_PARAM, guest.call(HSM, 3, 0x80000001L).error(), "reserved");
            assertEquals(NOT_SUPPORTED, guest.call(HSM, 3, 0x10000000).error(), "platform's own");
            assertEquals(NOT_SUPPORTED, guest.call(HSM, 3, 0x90000000L).error());
            assertEquals(INVALID_ADDRESS, guest.call(HSM, 3, 0x80000000L, 0x1000).error());
        }
    }

    @Nested
    class Reset {
        private StopReason.GuestExit exit(int extension, long type, long reason) throws Exception {
            StopReason stop = guest.makeCall(0, extension, 0, type, reason);
            return assertInstanceOf(StopReason.GuestExit.class, stop);
        }

        @Test
        void shutdownEndsTheMachineWithCodeZero() throws Exception {
            assertEquals(0, exit(SRST, 0, 0).code());
        }

        @Test
        void shutdownAfterAFailureEndsTheMachineWithCodeOne() throws Exception {
            assertEquals(1, exit(SRST, 0, 1).code());
        }

        @Test
        void legacyShutdownEndsTheMachineWithCodeZero() throws Exception {
            assertEquals(0, exit(8, 0, 0).code());
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2})
        void rebootStartsTheKernelAgain(long type) throws Exception {
            startHart(1);
            guest.change(
                    control -> {
                        control.writePhysical(Guest.KERNEL + 4, new byte[8], 0, 4);
                        control.writePhysical(BUFFER, new byte[] {9}, 0, 1);
                    });
            StopReason stop = guest.makeCall(0, SRST, 0, type, 0);
            assertInstanceOf(StopReason.LimitReached.class, stop);
            assertEquals(Guest.KERNEL, guest.pc(0));
            assertEquals(HartState.STOPPED, state(1));
            long code = guest.memory(Guest.KERNEL);
            assertEquals(0x6f_0000_0073L, code, "the image is loaded again");
            assertEquals(9, guest.memory(BUFFER));
            guest.step(0, 5);
        }

        @Test
        void unknownTypesAndReasonsAreRefused() throws Exception {
            assertEquals(INVALID_PARAM, guest.call(SRST, 0, 3, 0).error());
            assertEquals(INVALID_PARAM, guest.call(SRST, 0, 0, 2).error());
            assertEquals(NOT_SUPPORTED, guest.call(SRST, 0, 0xf0000000L, 0).error());
        }
    }

    @Nested
    class Console {
        @Test
        void writesFromMemory() throws Exception {
            guest.change(control -> control.writePhysical(BUFFER, "hello".getBytes(), 0, 5));
            assertEquals(new Answer(0, 5), guest.call(DBCN, 0, 5, BUFFER, 0));
            assertEquals("hello", printed.toString());
        }

        @Test
        void sendsACarriageReturnBeforeEveryLineFeed() throws Exception {
            guest.change(control -> control.writePhysical(BUFFER, "a\nb".getBytes(), 0, 3));
            assertEquals(new Answer(0, 3), guest.call(DBCN, 0, 3, BUFFER, 0));
            assertEquals(OK, guest.call(DBCN, 2, '\n'));
            assertEquals(0, guest.call(1, 0, '\n').error());
            assertEquals("a\r\nb\r\n\r\n", printed.toString());
        }

        @Test
        void writesOneByte() throws Exception {
            assertEquals(OK, guest.call(DBCN, 2, 'x' | 0x100));
            assertEquals("x", printed.toString());
        }

        @Test
        void longWritesAreDoneInPart() throws Exception {
            assertEquals(new Answer(0, 4096), guest.call(DBCN, 0, 10_000, BUFFER, 0));
        }

        @Test
        void readsWhatWasTypedWithoutWaiting() throws Exception {
            assertEquals(OK, guest.call(DBCN, 1, 8, BUFFER, 0));
            guest.machine.console().input("abc".getBytes());
            guest.step(0, 20_000);
            assertEquals(new Answer(0, 3), guest.call(DBCN, 1, 8, BUFFER, 0));
            assertEquals(0x636261L, guest.memory(BUFFER));
        }

        @ParameterizedTest
        @ValueSource(longs = {0x80000000L, 0x10000000, 0x88000000L - 4, 0, -8})
        void buffersMustBeMemoryOfTheKernels(long address) throws Exception {
            for (int function = 0; function < 2; function++) {
                assertEquals(INVALID_PARAM, guest.call(DBCN, function, 8, address, 0).error());
                assertEquals(INVALID_PARAM, guest.call(DBCN, function, 8, BUFFER, 1).error());
                assertEquals(INVALID_PARAM, guest.call(DBCN, function, -1, BUFFER, 0).error());
            }
        }
    }

    @Nested
    class Legacy {
        /** A legacy call, with a canary in a1. */
        private Answer call(int extension, long argument) throws Exception {
            return guest.call(extension, 0, argument, 0xcafe);
        }

        @Test
        void putcharPrintsAndKeepsA1() throws Exception {
            assertEquals(new Answer(0, 0xcafe), call(1, 'p'));
            assertEquals("p", printed.toString());
        }

        @Test
        void getcharIsMinusOneWithoutInput() throws Exception {
            assertEquals(new Answer(-1, 0xcafe), call(2, 0));
            guest.machine.console().input("q".getBytes());
            guest.step(0, 20_000);
            assertEquals(new Answer('q', 0xcafe), call(2, 0));
        }

        @Test
        void ipiIsSentToTheMaskInMemoryAndCleared() throws Exception {
            guest.change(control -> control.writePhysical(BUFFER, new byte[] {1}, 0, 1));
            assertEquals(new Answer(0, 0xcafe), call(4, BUFFER));
            assertTrue(guest.pending(0, SbiGuest.SSIP));
            assertEquals(new Answer(0, 0xcafe), call(3, 0));
            assertFalse(guest.pending(0, SbiGuest.SSIP));
        }

        @Test
        void maskAtAddressZeroMeansAllHarts() throws Exception {
            startHart(1);
            assertEquals(new Answer(0, 0xcafe), call(4, 0));
            assertTrue(guest.pending(0, SbiGuest.SSIP));
            assertTrue(guest.pending(1, SbiGuest.SSIP));
        }

        @ParameterizedTest
        @ValueSource(ints = {5, 6, 7})
        void fencesAreServed(int extension) throws Exception {
            assertEquals(new Answer(0, 0xcafe), call(extension, 0));
        }

        @Test
        void maskThatCannotBeReadIsAnError() throws Exception {
            assertEquals(INVALID_ADDRESS, call(4, 0x10).error());
        }
    }
}
