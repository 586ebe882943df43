package dev.framescope.machine.board;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.Firmware;
import dev.framescope.machine.LoadImage;
import dev.framescope.machine.MachineConfig;
import dev.framescope.testing.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class DeviceTreeTest {
    private static final MachineConfig CONFIG =
            MachineConfig.of(new LoadImage("kernel", 0x80200000L, List.of()));

    @TempDir private Path directory;

    /** The source that the device tree compiler makes of a blob. */
    private String decompile(byte[] blob) throws IOException {
        Path file = Files.write(directory.resolve("virt.dtb"), blob);
        List<String> command = List.of("dtc", "-q", "-I", "dtb", "-O", "dts", file.toString());
        return Tool.run(directory, Duration.ofSeconds(20), command).orFail();
    }

    @Test
    void builtInFirmwareReservesItsMemory() throws IOException {
        String source = decompile(DeviceTree.of(CONFIG));
        assertTrue(source.contains("mmode_resv0@80000000"), source);
        assertTrue(source.contains("reg = <0x00 0x80000000 0x00 0x80000>;"), source);
        String without = decompile(DeviceTree.of(CONFIG.withFirmware(Firmware.NONE)));
        assertFalse(without.contains("reserved-memory"), without);
    }

    @Test
    void memoryNodeHasTheConfiguredSize() throws IOException {
        String source = decompile(DeviceTree.of(CONFIG.withMemoryBytes(16L << 30)));
        assertTrue(source.contains("reg = <0x00 0x80000000 0x04 0x00>;"), source);
    }

    @Test
    void oneHartHasTheSamePhandlesAsInQemu() throws IOException {
        String source = decompile(DeviceTree.of(CONFIG));
        assertTrue(source.contains("interrupts-extended = <0x02 0x0b 0x02 0x09>;"), source);
        assertTrue(source.contains("regmap = <0x04>;"), source);
        assertFalse(source.contains("cpu@1 {"), source);
    }

    @Test
    void headerDescribesTheBlob() {
        byte[] blob = DeviceTree.of(CONFIG);
        ByteBuffer header = ByteBuffer.wrap(blob);
        assertEquals(0xd00dfeed, header.getInt(0));
        assertEquals(blob.length, header.getInt(4), "totalsize");
        assertEquals(56, header.getInt(8), "off_dt_struct");
        int strings = header.getInt(12);
        assertEquals(40, header.getInt(16), "off_mem_rsvmap");
        assertEquals(17, header.getInt(20), "version");
        assertEquals(16, header.getInt(24), "last_comp_version");
        assertEquals(0, header.getInt(28), "boot_cpuid_phys");
        assertEquals(blob.length - strings, header.getInt(32), "size_dt_strings");
        assertEquals(strings - 56, header.getInt(36), "size_dt_struct");
        assertEquals(9, header.getInt(strings - 4), "the structure ends with FDT_END");
    }

    @Test
    void dependsOnTheConfigurationAlone() {
        assertArrayEquals(DeviceTree.of(CONFIG), DeviceTree.of(CONFIG.withHarts(1)));
    }
}
