package dev.framescope.cli.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.cli.CliDriver;
import dev.framescope.testing.Samples;
import dev.framescope.testing.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class BenchCommandTest {
    @TempDir private Path folder;

    @Test
    void measuresEveryGuestHereAndInQemu() {
        CliDriver.Result result =
                CliDriver.run("bench", "--scale", "0.2", "--repeat", "2", "--json");
        assertEquals("", result.err());
        assertEquals(0, result.status());
        String guest =
                "\\{\"guest\":\"%s\",\"instructions\":\\d+"
                        + Stream.of(
                                        "wall_mips",
                                        "cpu_mips",
                                        "qemu_wall_mips",
                                        "qemu_cpu_mips",
                                        "wall_ratio",
                                        "cpu_ratio")
                                .map(key -> ",\"" + key + "\":\\d+\\.\\d+")
                                .collect(Collectors.joining())
                        + "\\}";
        String expected =
                "\\["
                        + guest.formatted("integer")
                        + ","
                        + guest.formatted("walk")
                        + ","
                        + guest.formatted("watched")
                        + ","
                        + guest.formatted("allocator")
                        + Stream.of("condition", "next", "gdb-next", "stepi", "read-x", "read-m")
                                .map(BenchCommandTest::figure)
                                .collect(Collectors.joining())
                        + "\\]";
        assertTrue(result.out().strip().matches(expected), result.out());
    }

    private static String figure(String name) {
        String qemu = name.equals("read-x") ? "null" : "\\d+\\.\\d+";
        return ",\\{\"debugger\":\"%s\",\"unit\":\"[^\"]+\",\"value\":\\d+\\.\\d+,\"qemu_value\":%s\\}"
                .formatted(name, qemu);
    }

    @Test
    void withoutQemuOnlyThisMachineIsMeasured() {
        CliDriver.Result result =
                CliDriver.run(
                        "bench",
                        "--scale",
                        "0.001",
                        "--repeat",
                        "1",
                        "--qemu",
                        "no-such-qemu",
                        "--gdb",
                        "no-such-gdb");
        assertEquals(0, result.status());
        assertTrue(result.err().contains("no-such-qemu is not installed"), result.err());
        assertTrue(result.err().contains("no-such-gdb is not installed"), result.err());
        assertEquals(5 + 2 + 6, result.out().lines().count(), result.out());
        assertTrue(result.out().lines().anyMatch(l -> l.matches("gdb-next +- +- +ms .*")));
    }

    @Test
    void runsThatAreTooShortAreNoFigures() {
        CliDriver.Result result = CliDriver.run("bench", "--scale", "0.000001", "--repeat", "1");
        assertEquals(2, result.status());
        assertTrue(result.err().contains("--scale"), result.err());
    }

    @Test
    void factorsThatMakeNoSenseAreRefused() {
        assertEquals(2, CliDriver.run("bench", "--repeat", "0").status());
        assertEquals(2, CliDriver.run("bench", "--scale", "-1").status());
    }

    @ParameterizedTest
    @EnumSource(BenchGuest.class)
    void moreRoundsAreMoreInstructions(BenchGuest guest) throws Exception {
        long once = MachineBench.run(guest, 1).instructions();
        long twice = MachineBench.run(guest, 2).instructions();
        if (guest == BenchGuest.EMPTY) {
            assertEquals(once, twice);
        } else {
            assertTrue(twice > once, once + " and " + twice);
        }
    }

    @ParameterizedTest
    @EnumSource(BenchGuest.class)
    void guestIsWhatItsSourceMakes(BenchGuest guest) throws Exception {
        Path source = Samples.kernels().resolve("../../dev.framescope.cli/guests").normalize();
        Tool.run(
                        source,
                        Duration.ofSeconds(60),
                        List.of(
                                "make",
                                "BUILD=" + folder,
                                "OUT=" + folder,
                                folder + "/" + guest.fileName()))
                .orFail();
        try (InputStream committed = BenchGuest.class.getResourceAsStream(guest.fileName())) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve(guest.fileName())), committed.readAllBytes());
        }
    }
}
