package dev.framescope.machine.firmware;

import static dev.framescope.testing.Asm.A0;
import static dev.framescope.testing.Asm.A1;
import static dev.framescope.testing.Asm.A2;
import static dev.framescope.testing.Asm.A6;
import static dev.framescope.testing.Asm.A7;
import static dev.framescope.testing.Asm.S0;
import static dev.framescope.testing.Asm.T0;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.framescope.machine.HartState;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.RunLimit;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.board.VirtMachine;
import dev.framescope.machine.run.Guest;
import dev.framescope.testing.Asm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** A kernel that brings up its harts one after the other, as kernels do. */
@Timeout(30)
class SupervisorHartsTest {
    private static final int HARTS = 4;
    private static final long SECONDARY = Guest.KERNEL + 0x200;

    private static final int SIE = 0x104;
    private static final int SIP = 0x144;
    private static final int SSIP = 1 << 1;

    private static final int PUTCHAR = 1;
    private static final int IPI = 0x735049;
    private static final int HSM = 0x48534d;
    private static final int SHUTDOWN = 8;
    private static final int HART_START = 0;
    private static final int HART_STOP = 1;

    /**
     * Hart 0 starts the next one and waits; each prints its number, starts its successor, and waits
     * for an interrupt; the last one sends an interrupt to hart 0, which switches off.
     */
    private static void program(Asm asm) {
        asm.j("begin").org(SECONDARY);
        asm.label("begin").mv(S0, A0).li(T0, SSIP).csrw(SIE, T0);
        asm.addi(A0, S0, '0').li(A7, PUTCHAR).ecall();
        asm.li(T0, HARTS - 1).branch("beq", S0, T0, "last");
        asm.addi(A0, S0, 1).li(A1, SECONDARY).li(A2, 0).li(A7, HSM).li(A6, HART_START).ecall();
        asm.wfi().li(T0, SSIP).csrc(SIP, T0).bnez(S0, "stop");
        asm.li(A7, SHUTDOWN).ecall();
        asm.label("stop").li(A7, HSM).li(A6, HART_STOP).ecall();
        asm.label("last").li(A0, 1).li(A1, 0).li(A7, IPI).li(A6, 0).ecall().j("stop");
    }

    @Test
    void hartsStartWaitAndWakeEachOther() throws Exception {
        MachineConfig config = Guest.kernel(SupervisorHartsTest::program).withHarts(HARTS);
        StringBuilder printed = new StringBuilder();
        try (Machine machine = VirtMachine.create(config)) {
            machine.console()
                    .addOutputListener(
                            bytes -> printed.append(new String(bytes, StandardCharsets.US_ASCII)));
            machine.resume(RunLimit.instructions(1_000_000));
            StopReason.GuestExit exit =
                    assertInstanceOf(StopReason.GuestExit.class, machine.awaitStop());
            assertEquals("0123", printed.toString());
            assertEquals(0, exit.where().hart());
            assertEquals(
                    List.of(
                            HartState.STARTED,
                            HartState.WAITING,
                            HartState.WAITING,
                            HartState.STOPPED),
                    machine.inspect(
                                    inspection ->
                                            IntStream.range(0, HARTS)
                                                    .mapToObj(inspection::hart)
                                                    .map(hart -> hart.state())
                                                    .toList())
                            .get());
        }
    }
}
