package dev.framescope.machine.run;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;
import static dev.framescope.testing.Asm.A6;
import static dev.framescope.testing.Asm.A7;
import static dev.framescope.testing.Asm.T0;
import static dev.framescope.testing.Asm.T1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.framescope.machine.IsaProfile;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.RunLimit;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.board.VirtMachine;
import dev.framescope.testing.Asm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The supervisor timer, set through stimecmp or through the SBI, wakes a hart in time. */
@Timeout(30)
class SupervisorTimerTest {
    private static final int SIE = 0x104;
    private static final int SIP = 0x144;
    private static final int STIMECMP = 0x14d;
    private static final int MIE = 0x304;
    private static final int MENVCFG = 0x30a;
    private static final int TIME = 0xc01;
    private static final int STI = 1 << 5;
    private static final int SET_TIMER = 0x54494d45;

    /** So many ticks ahead: longer than any slice. */
    private static final int AHEAD = 100_000;

    private static long ticksUntilAwake(MachineConfig config) throws Exception {
        try (Machine machine = VirtMachine.create(config)) {
            machine.resume(RunLimit.instructions(1_000_000));
            assertInstanceOf(StopReason.GuestExit.class, machine.awaitStop());
            return machine.inspect(state -> state.hart(0).x(A1) - state.hart(0).x(A0)).get();
        }
    }

    private static void deadline(Asm asm) {
        asm.csrr(A0, TIME).li(T0, AHEAD).add(A0, A0, T0);
    }

    /** Waits, takes the time into a1, and ends the run. */
    private static void waitAndFinish(Asm asm) {
        asm.wfi().csrr(A1, TIME).li(T0, Guest.FINISHER).li(T1, 0x5555).sw(T1, 0, T0);
        asm.label("end").j("end");
    }

    @Test
    void aProgramInMachineModeSetsStimecmp() throws Exception {
        MachineConfig config =
                Guest.bare(
                        asm -> {
                            asm.li(T0, 1L << 63).csrw(MENVCFG, T0).li(T0, STI).csrw(MIE, T0);
                            deadline(asm);
                            waitAndFinish(asm.csrw(STIMECMP, A0));
                        });
        assertEquals(0, ticksUntilAwake(config));
    }

    @Test
    void aKernelSetsStimecmpUnderTheBuiltInFirmware() throws Exception {
        MachineConfig config =
                Guest.kernel(
                        asm -> {
                            asm.li(T0, STI).csrw(SIE, T0);
                            deadline(asm);
                            waitAndFinish(asm.csrw(STIMECMP, A0));
                        });
        assertEquals(0, ticksUntilAwake(config));
    }

    @ParameterizedTest
    @EnumSource
    void aKernelSetsTheTimerThroughTheSbiWhateverTheProfile(IsaProfile profile) throws Exception {
        MachineConfig config =
                Guest.kernel(
                                asm -> {
                                    asm.li(T0, STI).csrw(SIE, T0);
                                    deadline(asm);
                                    asm.mv(Asm.S0, A0).li(A7, SET_TIMER).li(A6, 0).ecall();
                                    waitAndFinish(asm.mv(A0, Asm.S0));
                                })
                        .withProfile(profile);
        assertEquals(0, ticksUntilAwake(config));
    }

    @Test
    void noInterruptIsPendingWhenAKernelStarts() throws Exception {
        MachineConfig config =
                Guest.kernel(
                        asm -> {
                            asm.csrr(A1, SIP).li(A0, 0).li(T0, Guest.FINISHER).li(T1, 0x5555);
                            asm.sw(T1, 0, T0).label("end").j("end");
                        });
        assertEquals(0, ticksUntilAwake(config));
    }
}
