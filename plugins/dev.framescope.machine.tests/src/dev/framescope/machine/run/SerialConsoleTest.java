package dev.framescope.machine.run;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A6;
import static dev.framescope.testing.Asm.A7;
import static dev.framescope.testing.Asm.S0;
import static dev.framescope.testing.Asm.S1;
import static dev.framescope.testing.Asm.T0;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.RunLimit;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.board.VirtMachine;
import dev.framescope.testing.Asm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.CompletableFuture;

@Timeout(30)
class SerialConsoleTest {
    private static final int SHUTDOWN = 8;

    private static void shutdown(Asm asm) {
        asm.li(A7, SHUTDOWN).ecall();
    }

    /** Prints the alphabet from 'a', so many characters in all, and powers off. */
    private static MachineConfig printer(int count) {
        return Guest.kernel(
                asm -> {
                    asm.li(S0, Guest.UART).li(S1, count).li(A0, 'a');
                    asm.label("loop").store("sb", A0, 0, S0).addi(A0, A0, 1);
                    asm.li(T0, 'z' + 1).branch("bne", A0, T0, "next").li(A0, 'a');
                    asm.label("next").addi(S1, S1, -1).bnez(S1, "loop");
                    shutdown(asm);
                });
    }

    /** Returns every character to the sender, until a full stop; polls the UART. */
    private static MachineConfig echo() {
        return Guest.kernel(
                asm -> {
                    asm.li(S0, Guest.UART).li(S1, '.');
                    asm.label("wait").load("lbu", T0, 5, S0).i("andi", T0, T0, 1);
                    asm.beqz(T0, "wait").load("lbu", A0, 0, S0).store("sb", A0, 0, S0);
                    asm.branch("bne", A0, S1, "wait");
                    shutdown(asm);
                });
    }

    /** The same, by SBI calls. */
    private static MachineConfig echoBySbi() {
        return Guest.kernel(
                asm -> {
                    asm.li(S1, '.').li(A6, 0);
                    asm.label("wait").li(A7, 2).ecall().branch("blt", A0, 0, "wait");
                    asm.mv(S0, A0).li(A7, 1).ecall();
                    asm.branch("bne", S0, S1, "wait");
                    shutdown(asm);
                });
    }

    private static String alphabet(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) ('a' + i % 26));
        }
        return text.toString();
    }

    private static void awaitExit(Machine machine) throws InterruptedException {
        assertInstanceOf(StopReason.GuestExit.class, machine.awaitStop());
    }

    @Test
    void listenersReceiveWhatTheGuestPrintsInOrder() throws Exception {
        try (Machine machine = VirtMachine.create(printer(10_000))) {
            Recorder output = new Recorder();
            machine.console().addOutputListener(output);
            machine.resume();
            awaitExit(machine);
            assertEquals(alphabet(10_000), output.text());
        }
    }

    @Test
    void lateListenerGetsWhatItMissedAndThenTheRest() throws Exception {
        try (Machine machine = VirtMachine.create(printer(10_000))) {
            machine.resume(RunLimit.instructions(20_003));
            machine.awaitStop();
            Recorder output = new Recorder();
            machine.console().addOutputListener(output);
            machine.resume();
            awaitExit(machine);
            assertEquals(alphabet(10_000), output.text());
        }
    }

    @Test
    void listenerOfATerminatedMachineGetsItsOutput() throws Exception {
        Machine machine = VirtMachine.create(printer(100));
        machine.resume();
        awaitExit(machine);
        machine.close();
        CompletableFuture<String> output = new CompletableFuture<>();
        machine.console().addOutputListener(bytes -> output.complete(new String(bytes)));
        assertEquals(alphabet(100), output.get());
    }

    @Test
    void lastMebibyteIsKeptForLateListeners() throws Exception {
        int count = (1 << 20) + 12_345;
        try (Machine machine = VirtMachine.create(printer(count))) {
            machine.resume();
            awaitExit(machine);
            Recorder output = new Recorder();
            machine.console().addOutputListener(output);
            machine.inspect(inspection -> null).get();
            assertEquals(1 << 20, output.text().length());
            assertTrue(alphabet(count).endsWith(output.text()));
        }
    }

    @Test
    void removedListenerReceivesNothingMore() throws Exception {
        try (Machine machine = VirtMachine.create(printer(1000))) {
            Recorder output = new Recorder();
            machine.console().addOutputListener(output);
            machine.console().removeOutputListener(output);
            machine.resume();
            awaitExit(machine);
            assertEquals("", output.text());
        }
    }

    @Test
    void inputReachesAGuestThatPollsTheUart() throws Exception {
        echoes(echo());
    }

    @Test
    void inputReachesAGuestThatPollsTheFirmware() throws Exception {
        echoes(echoBySbi());
    }

    private static void echoes(MachineConfig config) throws Exception {
        try (Machine machine = VirtMachine.create(config)) {
            Recorder output = new Recorder();
            machine.console().addOutputListener(output);
            String typed = "The quick brown fox jumps over the lazy dog, which is over 16 bytes";
            machine.console().input(typed.getBytes());
            machine.resume();
            machine.console().input(".".getBytes());
            awaitExit(machine);
            assertEquals(typed + ".", output.text());
        }
    }
}
