package dev.framescope.machine.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.machine.Firmware;
import dev.framescope.machine.LoadImage;
import dev.framescope.machine.MachineConfig;
import dev.framescope.testing.Tool;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The device tree is QEMU's, property by property, but for what is listed here. */
class QemuDeviceTreeTest {
    /** What differs, by regular expression, and why. */
    private static final Map<String, String> DIFFERENCES =
            Map.of(
                    "/pmu/.*", "the harts have no counters of hardware events",
                    "/chosen/rng-seed", "random at each start of QEMU; here it follows the seed",
                    "/cpus/cpu@./riscv,isa", "the harts have no hypervisor extension");

    @TempDir private Path directory;

    private Map<String, String> qemus(int harts, int mebibytes) throws IOException {
        Path dump = directory.resolve("qemu.dtb");
        List<String> command =
                List.of(
                        "qemu-system-riscv64",
                        "-M",
                        "virt,dumpdtb=" + dump,
                        "-smp",
                        String.valueOf(harts),
                        "-m",
                        mebibytes + "M",
                        "-display",
                        "none");
        Tool.run(directory, Duration.ofSeconds(20), command).orFail();
        return FdtReader.properties(Files.readAllBytes(dump));
    }

    private static Map<String, String> ours(int harts, int mebibytes) {
        LoadImage kernel = new LoadImage("kernel", 0x80200000L, List.of());
        MachineConfig config =
                MachineConfig.of(kernel)
                        .withFirmware(Firmware.NONE)
                        .withHarts(harts)
                        .withMemoryBytes((long) mebibytes << 20);
        return FdtReader.properties(DeviceTree.of(config));
    }

    private static boolean isListed(String path) {
        return DIFFERENCES.keySet().stream().anyMatch(path::matches);
    }

    @ParameterizedTest
    @CsvSource({"1, 128", "2, 128", "4, 128", "8, 3072"})
    void hasTheNodesAndPropertiesOfQemusTree(int harts, int mebibytes) throws IOException {
        Map<String, String> qemus = qemus(harts, mebibytes);
        Map<String, String> ours = ours(harts, mebibytes);
        Map<String, String> differences = new TreeMap<>();
        TreeSet<String> paths = new TreeSet<>(qemus.keySet());
        paths.addAll(ours.keySet());
        for (String path : paths) {
            String expected = qemus.getOrDefault(path, "absent");
            String actual = ours.getOrDefault(path, "absent");
            if (!expected.equals(actual) && !isListed(path)) {
                differences.put(path, "QEMU: " + expected + ", here: " + actual);
            }
        }
        assertEquals(Map.of(), differences);
    }

    @ParameterizedTest
    @CsvSource({"1", "4"})
    void hasThemInQemusOrder(int harts) throws IOException {
        List<String> ours = new ArrayList<>(ours(harts, 128).keySet());
        List<String> qemus = new ArrayList<>(qemus(harts, 128).keySet());
        ours.removeIf(QemuDeviceTreeTest::isListed);
        qemus.removeIf(QemuDeviceTreeTest::isListed);
        assertEquals(String.join("\n", qemus), String.join("\n", ours));
    }

    /** So that the list does not keep what is no longer true. */
    @ParameterizedTest
    @CsvSource({"1"})
    void everyListedDifferenceIsOne(int harts) throws IOException {
        Map<String, String> qemus = qemus(harts, 128);
        Map<String, String> ours = ours(harts, 128);
        Map<String, String> same = new LinkedHashMap<>(DIFFERENCES);
        same.keySet()
                .removeIf(
                        expression ->
                                qemus.keySet().stream()
                                        .filter(path -> path.matches(expression))
                                        .anyMatch(path -> !qemus.get(path).equals(ours.get(path))));
        assertEquals(Map.of(), same);
    }
}
