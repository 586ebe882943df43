package dev.framescope.machine.run;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;
import static dev.framescope.testing.Asm.SP;
import static dev.framescope.testing.Asm.T0;
import static dev.framescope.testing.Asm.T1;
import static dev.framescope.testing.Asm.ZERO;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.HartState;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.RunLimit;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.board.VirtMachine;
import dev.framescope.testing.Asm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** Programs that own the machine, without firmware. */
@Timeout(30)
class BareMachineTest {
    private static final long DATA = Guest.BARE + 0x10000;
    private static final int MSTATUS = 0x300;
    private static final int MIE = 0x304;
    private static final int MTVEC = 0x305;
    private static final int MHARTID = 0xf14;

    private static StopReason run(Consumer<Asm> program) throws Exception {
        try (Machine machine = VirtMachine.create(Guest.bare(program))) {
            machine.resume(RunLimit.instructions(1_000_000));
            return machine.awaitStop();
        }
    }

    private static long read(Machine machine, ToLongFunction<Inspection> reader) throws Exception {
        return machine.inspect(reader::applyAsLong).get();
    }

    private static void finish(Asm asm, long value) {
        asm.li(T0, Guest.FINISHER).li(T1, value).sw(T1, 0, T0).label("end").j("end");
    }

    @Test
    void everyHartStartsInTheResetVectorAndJumpsToTheEntry() throws Exception {
        MachineConfig config = Guest.bare(asm -> asm.label("spin").j("spin")).withHarts(2);
        try (Machine machine = VirtMachine.create(config)) {
            assertEquals(
                    new StopReason.Where(0, 0x1000, Privilege.MACHINE, 0),
                    machine.lastStop().where());
            for (int hart = 0; hart < 2; hart++) {
                int id = hart;
                machine.step(id, 6);
                machine.awaitStop();
                assertEquals(Guest.BARE, read(machine, machine0 -> machine0.hart(id).pc()));
                assertEquals(id, read(machine, machine0 -> machine0.hart(id).x(A0)));
                assertEquals(0x87e00000L, read(machine, machine0 -> machine0.hart(id).x(A1)));
                assertEquals(
                        HartState.STARTED,
                        machine.inspect(machine0 -> machine0.hart(id).state()).get());
            }
            assertEquals(0x4942534f, read(machine, machine0 -> machine0.readPhysicalLong(0x1028)));
        }
    }

    @ParameterizedTest
    @CsvSource({"0x5555, 0", "0x3333, 1", "0x70003333, 28672", "0x00073333, 7"})
    void testFinisherGivesTheExitCode(String value, int code) throws Exception {
        StopReason stop = run(asm -> finish(asm, Long.decode(value)));
        StopReason.GuestExit exit = assertInstanceOf(StopReason.GuestExit.class, stop);
        assertEquals(code, exit.code());
        assertTrue(exit.how().startsWith("test finisher"), exit.how());
    }

    @Test
    void resetStartsTheProgramAgainAndTimeGoesOn() throws Exception {
        MachineConfig config =
                Guest.bare(
                        asm -> {
                            // counts its starts in memory that no image covers
                            asm.li(SP, DATA).ld(T0, 0, SP).addi(T0, T0, 1).sd(T0, 0, SP);
                            asm.li(T1, 3).branch("beq", T0, T1, "third");
                            finish(asm, 0x7777);
                            asm.label("third").li(T0, Guest.FINISHER).li(T1, 0x5555);
                            asm.sw(T1, 0, T0).label("halt").j("halt");
                        });
        try (Machine machine = VirtMachine.create(config)) {
            machine.resume();
            StopReason stop = machine.awaitStop();
            assertInstanceOf(StopReason.GuestExit.class, stop);
            assertEquals(3, read(machine, inspection -> inspection.readPhysicalLong(DATA)));
            assertTrue(stop.where().instructions() > 3 * 10, stop.describe());
        }
    }

    @Test
    void trapWithoutAHandlerIsATrapLoop() throws Exception {
        StopReason stop = run(asm -> asm.word(0));
        StopReason.TrapLoop loop = assertInstanceOf(StopReason.TrapLoop.class, stop);
        assertEquals(1, loop.trap().cause(), "no memory at mtvec, which is 0: fetch access fault");
        assertTrue(loop.describe().contains("is the trap vector set"), loop.describe());
    }

    @Test
    void machineTimerInterruptsAtTheExactTick() throws Exception {
        MachineConfig config =
                Guest.bare(
                        asm -> {
                            asm.li(T0, Guest.BARE + 0x100).csrw(MTVEC, T0);
                            asm.li(T0, Guest.CLINT + 0x4000).li(T1, 57).sd(T1, 0, T0);
                            asm.li(T0, 1 << 7).csrw(MIE, T0).csr("csrrsi", ZERO, MSTATUS, 8);
                            asm.label("spin").j("spin").org(Guest.BARE + 0x100);
                            finish(asm, 0x5555);
                        });
        try (Machine machine = VirtMachine.create(config)) {
            machine.addTrapHandler((trap, hart, inspection) -> true);
            machine.resume();
            StopReason.TrapTaken stop =
                    assertInstanceOf(StopReason.TrapTaken.class, machine.awaitStop());
            assertTrue(stop.trap().interrupt());
            assertEquals(7, stop.trap().cause());
            assertEquals(5_700, stop.where().instructions(), "tick 57 begins after 5,700 slots");
            assertEquals(57, read(machine, Inspection::time));
        }
    }

    @Test
    void softwareInterruptWakesAnotherHart() throws Exception {
        MachineConfig config =
                Guest.bare(
                                asm -> {
                                    asm.csrr(T0, MHARTID).bnez(T0, "second");
                                    asm.li(T0, 500).label("delay").addi(T0, T0, -1);
                                    asm.bnez(T0, "delay");
                                    asm.li(T0, Guest.CLINT).li(T1, 1).sw(T1, 4, T0);
                                    asm.label("spin").j("spin");
                                    asm.label("second").li(T0, 1 << 3).csrw(MIE, T0).wfi();
                                    finish(asm, 0x5555);
                                })
                        .withHarts(2);
        try (Machine machine = VirtMachine.create(config)) {
            machine.resume(RunLimit.instructions(100_000));
            StopReason.GuestExit exit =
                    assertInstanceOf(StopReason.GuestExit.class, machine.awaitStop());
            assertEquals(1, exit.where().hart());
        }
    }

    @Test
    void spinningHartSeesWhatAnotherHartStores() throws Exception {
        MachineConfig config =
                Guest.bare(
                                asm -> {
                                    asm.li(SP, DATA).csrr(T0, MHARTID).bnez(T0, "second");
                                    asm.label("wait").ld(T0, 0, SP).beqz(T0, "wait");
                                    finish(asm, 0x5555);
                                    asm.label("second").li(T0, 1).sd(T0, 0, SP);
                                    asm.label("spin").j("spin");
                                })
                        .withHarts(2);
        try (Machine machine = VirtMachine.create(config)) {
            machine.resume(RunLimit.instructions(100_000));
            assertInstanceOf(StopReason.GuestExit.class, machine.awaitStop());
        }
    }

    @Test
    void steppingOneHartLeavesTheOthersWhereTheyAre() throws Exception {
        MachineConfig config =
                Guest.bare(asm -> asm.label("loop").addi(T0, T0, 1).j("loop")).withHarts(3);
        try (Machine machine = VirtMachine.create(config)) {
            machine.resume(RunLimit.instructions(4_500));
            machine.awaitStop();
            machine.step(2, 50_000);
            StopReason stop = machine.awaitStop();
            assertEquals(2, stop.where().hart());
            assertEquals(54_500, stop.where().instructions());
            assertEquals(2_000, read(machine, inspection -> inspection.hart(0).instructions()));
            machine.resume(RunLimit.instructions(100_000));
            machine.awaitStop();
            long first = read(machine, inspection -> inspection.hart(0).instructions());
            long third = read(machine, inspection -> inspection.hart(2).instructions());
            assertTrue(Math.abs(first - third) <= 1_000, "the others have caught up");
        }
    }
}
