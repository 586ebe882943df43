package dev.framescope.machine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.framescope.machine.Machine;
import dev.framescope.machine.RunLimit;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.board.VirtMachine;
import dev.framescope.machine.run.Probe.Access;
import dev.framescope.testing.Asm;
import dev.framescope.testing.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The same accesses to the devices, here and in QEMU, give the same values and exceptions. */
@Timeout(60)
class QemuDevicesTest {
    private static final long RTC = 0x101000;

    @TempDir private Path directory;

    private static String[] here(List<Access> accesses) throws Exception {
        try (Machine machine =
                VirtMachine.create(Guest.bare(asm -> Probe.program(asm, accesses)))) {
            Recorder output = new Recorder();
            machine.console().addOutputListener(output);
            machine.resume(RunLimit.instructions(10_000_000));
            assertInstanceOf(StopReason.GuestExit.class, machine.awaitStop());
            return output.text().split("\n");
        }
    }

    private String[] inQemu(List<Access> accesses) throws Exception {
        Asm asm = new Asm(Guest.BARE);
        Probe.program(asm, accesses);
        Path program = Files.write(directory.resolve("probe.bin"), asm.bytes());
        Path output = directory.resolve("output");
        Tool.run(
                        directory,
                        Duration.ofSeconds(30),
                        List.of(
                                "qemu-system-riscv64",
                                "-global",
                                "virtio-mmio.force-legacy=false",
                                "-M",
                                "virt",
                                "-bios",
                                "none",
                                "-device",
                                "loader,file=" + program + ",addr=0x80000000",
                                "-display",
                                "none",
                                "-monitor",
                                "none",
                                "-serial",
                                "file:" + output))
                .orFail();
        return Files.readString(output, StandardCharsets.ISO_8859_1).split("\n");
    }

    private void assertSame(List<Access> accesses) throws Exception {
        assertEquals(report(accesses, inQemu(accesses)), report(accesses, here(accesses)));
    }

    /** One line for each access, so that a failure shows which differ. */
    private static String report(List<Access> accesses, String[] results) {
        StringBuilder report = new StringBuilder();
        for (int i = 0; i < accesses.size(); i++) {
            String result = i < results.length ? results[i] : "missing";
            report.append(accesses.get(i)).append(": ").append(result).append('\n');
        }
        return report.toString();
    }

    @Test
    void windowsAnswerOrFaultAsInQemu() throws Exception {
        List<Access> accesses = new ArrayList<>();
        long[] addresses = {
            0x0,
            0x1000,
            0x1018,
            0x1028,
            0x2000,
            0xfff8,
            0x10000, // mask ROM
            0x100000,
            0x100ff8,
            0x101000 + 8,
            0x101018,
            0x101024,
            0x101040, // finisher, RTC
            0x2000000,
            0x2000004,
            0x2003ff8,
            0x2004000,
            0x2004008,
            0x200c000, // CLINT
            0xc000000,
            0xc000028,
            0xc001000,
            0xc002000,
            0xc200000,
            0xc201000,
            0xc5ffff8, // PLIC
            0xc600000,
            0x10000001,
            0x10000002,
            0x10000005,
            0x10000006,
            0x10000008, // UART
            0x10001000,
            0x10001004,
            0x10001008,
            0x1000100c,
            0x10001010,
            0x10001070, // virtio
            0x10001100,
            0x100011f8,
            0x10001200,
            0x10008000,
            0x10009000,
            0x20000000,
            0x21fffff8,
            0x22000000,
            0x24000000, // flash
            0x88000000L,
            0x87fffff8L
        };
        for (long address : addresses) {
            for (int bytes = 1; bytes <= 8; bytes *= 2) {
                if ((address & bytes - 1) == 0) {
                    accesses.add(Access.load(bytes, address));
                }
            }
        }
        assertSame(accesses);
    }

    /** Registers whose values do not depend on when they are read. */
    private static long register(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Guest.PLIC + 4 * random.nextInt(12);
            case 1 -> Guest.PLIC + 0x1000 + 4 * random.nextInt(4);
            case 2 -> Guest.PLIC + 0x2000 + 0x80 * random.nextInt(3) + 4 * random.nextInt(4);
            case 3 -> Guest.PLIC + 0x200000 + 0x1000 * random.nextInt(3) + 4 * random.nextInt(3);
            case 4 -> Guest.CLINT + 4 * random.nextInt(3);
            case 5 -> Guest.CLINT + 0x4000 + 4 * random.nextInt(4);
            case 6 -> RTC + 0x08 + 4 * random.nextInt(6);
            default -> Guest.UART + 1 + random.nextInt(7);
        };
    }

    @Test
    void randomAccessesToDeviceRegistersHaveTheSameEffectsAsInQemu() throws Exception {
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            List<Access> accesses = new ArrayList<>();
            while (accesses.size() < 400) {
                long address = register(random);
                int bytes = address >= Guest.UART ? 1 : 4;
                if (random.nextInt(3) == 0) {
                    accesses.add(Access.load(bytes, address));
                } else {
                    long value = random.nextInt() >>> random.nextInt(32);
                    accesses.add(Access.store(bytes, address, value));
                }
            }
            assertSame(accesses);
        }
    }
}
