package dev.framescope.machine.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.Firmware;
import dev.framescope.machine.HartState;
import dev.framescope.machine.LoadImage;
import dev.framescope.machine.LoadSegment;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.MachineException;
import dev.framescope.machine.MemoryMapEntry;
import dev.framescope.machine.RunLimit;
import dev.framescope.machine.RunState;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.run.Hardware;
import dev.framescope.machine.run.RunControl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;

@Timeout(60)
class VirtMachineTest {
    private static final long KERNEL = 0x80200000L;
    private static final byte[] SPIN = {0x6f, 0, 0, 0};

    private static MachineConfig config(byte[] code) {
        LoadSegment segment = new LoadSegment(KERNEL, code, code.length);
        return MachineConfig.of(new LoadImage("guest", KERNEL, List.of(segment)));
    }

    @Test
    void largestMachineCostsOnlyWhatItTouches() throws Exception {
        MachineConfig config = config(SPIN).withMemoryBytes(MachineConfig.MAX_MEMORY_BYTES);
        try (Machine machine = VirtMachine.create(config)) {
            machine.resume(RunLimit.instructions(1000));
            assertInstanceOf(StopReason.LimitReached.class, machine.awaitStop());
            byte[] last = new byte[8];
            long end = 0x80000000L + MachineConfig.MAX_MEMORY_BYTES;
            int read =
                    machine.inspect(inspection -> inspection.readPhysical(end - 4, last, 0, 8))
                            .get();
            assertEquals(4, read, "the memory ends there");
        }
    }

    @Test
    void kernelThatDoesNotFitIsRefusedWithAMessage() {
        MachineConfig config = config(new byte[4 << 20]).withMemoryBytes(4 << 20);
        String message =
                assertThrows(MachineException.class, () -> VirtMachine.create(config)).getMessage();
        assertTrue(message.startsWith("guest: segment at 0x80200000 needs"), message);
    }

    @Test
    void memoryMapEndsWithTheConfiguredMemory() throws Exception {
        try (Machine machine = VirtMachine.create(config(SPIN).withMemoryBytes(64 << 20))) {
            List<MemoryMapEntry> map = machine.inspect(inspection -> inspection.memoryMap()).get();
            assertEquals(64 << 20, map.get(map.size() - 1).size());
        }
    }

    private static final RunLimit LIMIT =
            new RunLimit(OptionalLong.of(20_000), Optional.of(Duration.ofMillis(500)));

    /** Random bytes are a program too, if a strange one. */
    static List<Firmware> embeddedFirmware() {
        return List.of(Firmware.BUILTIN, Firmware.NONE);
    }

    @ParameterizedTest
    @MethodSource("embeddedFirmware")
    void noProgramMakesTheMachineFail(Firmware firmware) throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            byte[] code = new byte[8192];
            random.nextBytes(code);
            for (int at = 0; at < code.length; at += 4) {
                // mostly instructions of 32 bits, of the groups that reach the system
                code[at] = (byte) (code[at] & 0xf0 | (random.nextBoolean() ? 0x3 : 0x13));
            }
            MachineConfig config = config(code).withFirmware(firmware).withHarts(1 + i % 2);
            try (Machine machine = VirtMachine.create(config)) {
                machine.resume(LIMIT);
                StopReason stop = machine.awaitStop();
                boolean expected =
                        stop instanceof StopReason.LimitReached
                                || stop instanceof StopReason.DeadlinePassed && waits(machine)
                                || stop instanceof StopReason.TrapLoop
                                || stop instanceof StopReason.GuestExit;
                assertTrue(expected, "program " + i + ": " + stop.describe());
            }
        }
    }

    /** Whether hart 0 is in wfi, where such programs end now and then. */
    private static boolean waits(Machine machine) throws Exception {
        return machine.inspect(inspection -> inspection.hart(0).state()).get() == HartState.WAITING;
    }

    /** A board that breaks when its power switch is looked at. */
    private static Hardware broken(Board board) {
        return (Hardware)
                Proxy.newProxyInstance(
                        Hardware.class.getClassLoader(),
                        new Class<?>[] {Hardware.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("takePowerRequest")) {
                                throw new IllegalStateException("broken by a test");
                            }
                            try {
                                return method.invoke(board, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @Test
    void defectOfTheMachineTerminatesItWithItsCause() throws Exception {
        MachineConfig config = config(SPIN);
        BootImages images = new BootImages(config);
        Logger log = Logger.getLogger(RunControl.class.getName());
        log.setLevel(Level.OFF);
        try (Machine machine =
                RunControl.create(
                        config,
                        (clocks, consoles) ->
                                broken(new Board(config, images, List.of(), clocks, consoles)))) {
            machine.resume();
            StopReason.InternalError error =
                    assertInstanceOf(StopReason.InternalError.class, machine.awaitStop());
            assertEquals("broken by a test", error.cause().getMessage());
            assertEquals(RunState.TERMINATED, machine.state());
        } finally {
            log.setLevel(null);
        }
    }
}
