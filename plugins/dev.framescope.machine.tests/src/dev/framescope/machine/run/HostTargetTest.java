package dev.framescope.machine.run;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;
import static dev.framescope.testing.Asm.T0;
import static dev.framescope.testing.Asm.T1;
import static dev.framescope.testing.Asm.ZERO;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.framescope.machine.HostInterface;
import dev.framescope.machine.LoadImage;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.RunLimit;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.board.VirtMachine;
import dev.framescope.testing.Asm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

@Timeout(30)
class HostTargetTest {
    private static final long TOHOST = 0x80001000L;
    private static final long FROMHOST = 0x80001040L;
    private static final long CONSOLE_WRITE = 0x0101_0000_0000_0000L;
    private static final RunLimit LIMIT = RunLimit.instructions(100_000);

    /** What came of a run: why it ended, and what was printed. */
    private record Outcome(StopReason stop, String printed) {}

    private static Outcome run(Consumer<Asm> program) throws Exception {
        MachineConfig bare = Guest.bare(program);
        LoadImage image =
                new LoadImage(
                        "guest",
                        bare.kernel().entry(),
                        bare.kernel().segments(),
                        Optional.of(new HostInterface(TOHOST, OptionalLong.of(FROMHOST))));
        MachineConfig config = MachineConfig.of(image).withFirmware(bare.firmware());
        try (Machine machine = VirtMachine.create(config)) {
            Recorder output = new Recorder();
            machine.console().addOutputListener(output);
            machine.resume(LIMIT);
            return new Outcome(machine.awaitStop(), output.text());
        }
    }

    private static int exitCode(Consumer<Asm> program) throws Exception {
        return assertInstanceOf(StopReason.GuestExit.class, run(program).stop()).code();
    }

    private static Asm command(Asm asm, long value) {
        return asm.li(T0, TOHOST).li(T1, value).sd(T1, 0, T0);
    }

    @Test
    void oneEndsTheRunAsPassed() throws Exception {
        assertEquals(0, exitCode(asm -> command(asm, 1).label("end").j("end")));
    }

    @Test
    void otherOddCommandsEndTheRunWithTheirCode() throws Exception {
        assertEquals(42, exitCode(asm -> command(asm, 42 << 1 | 1).label("end").j("end")));
    }

    @Test
    void commandMayBeStoredInHalves() throws Exception {
        assertEquals(
                3,
                exitCode(
                        asm ->
                                asm.li(T0, TOHOST)
                                        .li(T1, 7)
                                        .sw(T1, 0, T0)
                                        .sw(ZERO, 4, T0)
                                        .label("end")
                                        .j("end")));
    }

    @Test
    void consoleWritesArePrintedAndAnswered() throws Exception {
        Outcome outcome =
                run(
                        asm -> {
                            command(asm, CONSOLE_WRITE | 'H');
                            command(asm, CONSOLE_WRITE | 'i').lw(A0, 0, T0);
                            asm.lw(A1, (int) (FROMHOST - TOHOST) + 4, T0).add(A1, A1, A0);
                            asm.addi(A1, A1, 1).sd(A1, 0, T0).label("end").j("end");
                        });
        assertEquals("Hi", outcome.printed());
        StopReason.GuestExit exit = assertInstanceOf(StopReason.GuestExit.class, outcome.stop());
        assertEquals(
                0x0101_0000 >> 1, exit.code(), "tohost is zero, fromhost has device and function");
    }

    @Test
    void systemCallWritesAreServed() throws Exception {
        long block = 0x80002000L;
        Outcome outcome =
                run(
                        asm -> {
                            asm.li(T0, block).li(T1, 64).sd(T1, 0, T0);
                            asm.li(T1, 1).sd(T1, 8, T0);
                            asm.li(T1, block + 64).sd(T1, 16, T0);
                            asm.li(T1, 3).sd(T1, 24, T0);
                            asm.li(T1, 0x216948).sd(T1, 64, T0); // "Hi!"
                            command(asm, block);
                            asm.li(T0, block).ld(A0, 0, T0);
                            asm.add(A0, A0, A0).addi(A0, A0, 1);
                            asm.li(T0, TOHOST).sd(A0, 0, T0).label("end").j("end");
                        });
        assertEquals("Hi!", outcome.printed());
        assertEquals(3, assertInstanceOf(StopReason.GuestExit.class, outcome.stop()).code());
    }

    @Test
    void wildSystemCallsDoNoHarm() throws Exception {
        Outcome outcome =
                run(
                        asm -> {
                            command(asm, 0x40);
                            command(asm, 0xffff_ffff_fff8L);
                            command(asm, 0x7f00_0000_0000_0000L);
                            command(asm, 5).label("end").j("end");
                        });
        assertEquals(2, assertInstanceOf(StopReason.GuestExit.class, outcome.stop()).code());
    }
}
