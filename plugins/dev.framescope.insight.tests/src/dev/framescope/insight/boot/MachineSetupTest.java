package dev.framescope.insight.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.Firmware;
import dev.framescope.machine.LoadImage;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.MachineException;
import dev.framescope.symbols.SymbolException;
import dev.framescope.testing.CrossCompiler;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

class MachineSetupTest {
    private static final int IMAGE_BYTES = 256;
    private static final long IMAGE_MEMORY = 0x10000;

    @TempDir private Path folder;

    /** A file with the header of Linux's Image, and nothing that could run. */
    private static byte[] image() {
        ByteBuffer image = ByteBuffer.allocate(IMAGE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        image.putLong(8, 0x200000).putLong(16, IMAGE_MEMORY).putInt(32, 2);
        image.putInt(48, 0x43534952).putInt(52, 0x56).putInt(56, 0x05435352);
        return image.array();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static MachineConfig load(MachineSetup setup) throws Exception {
        return setup.load().config();
    }

    private static String refusal(MachineSetup setup) {
        return assertThrows(MachineException.class, setup::load).getMessage();
    }

    @Test
    void linuxImageIsPlacedBehindTheFirmwareWithItsZeroedData() throws Exception {
        LoadImage kernel = load(MachineSetup.of(file("Image", image()))).kernel();
        assertEquals(0x80200000L, kernel.entry());
        assertEquals(0x80200000L, kernel.segments().get(0).paddr());
        assertEquals(IMAGE_MEMORY, kernel.segments().get(0).memorySize());
        assertArrayEquals(image(), kernel.segments().get(0).bytes());
    }

    @Test
    void compressedImageIsTheSameKernel() throws Exception {
        LoadImage kernel = load(MachineSetup.of(file("Image.gz", gzip(image())))).kernel();
        assertArrayEquals(image(), kernel.segments().get(0).bytes());
        assertEquals(IMAGE_MEMORY, kernel.segments().get(0).memorySize());
    }

    @Test
    void compressedElfFileIsTheSameKernel() throws Exception {
        byte[] elf = Files.readAllBytes(Samples.framesCElf());
        BootableMachine machine = MachineSetup.of(file("kernel.gz", gzip(elf))).load();
        assertEquals(Optional.of("allocFrame"), machine.kernel().defaultStopAt());
    }

    @Test
    void memoryContentsStartAtTheBeginningOfDramWithoutFirmware() throws Exception {
        Path raw = file("kernel.bin", new byte[] {0x6f, 0, 0, 0});
        MachineConfig config = load(MachineSetup.of(raw).withFirmware(FirmwareChoice.NONE));
        assertEquals(0x80000000L, config.kernel().entry());
        assertEquals(Firmware.NONE, config.firmware());
    }

    @Test
    void imageBorrowsTheSymbolsOfTheElfFileThatItWasMadeOf() throws Exception {
        MachineSetup setup = MachineSetup.of(file("Image", image()));
        BootableMachine machine =
                setup.withFiles(setup.files().withSymbols(Optional.of(Samples.framesCElf())))
                        .load();
        assertTrue(machine.kernel().symbols().symbolAddress("allocFrame").isPresent());
        assertEquals(IMAGE_BYTES, machine.config().kernel().segments().get(0).bytes().length);
    }

    @Test
    void firmwareThatIsLargePushesTheKernelUp() throws Exception {
        byte[] large = new byte[3 << 20];
        MachineSetup setup =
                MachineSetup.of(file("Image", image()))
                        .withFirmware(new FirmwareChoice.OfFile(file("fw.bin", large)));
        MachineConfig config = load(setup);
        Firmware.Program firmware = assertInstanceOf(Firmware.Program.class, config.firmware());
        assertEquals(0x80000000L, firmware.image().entry());
        assertEquals(0x80400000L, config.kernel().entry());
    }

    @Test
    void programInTheFirmwaresPlaceRunsWithoutUnlessToldOtherwise() throws Exception {
        Path bare =
                CrossCompiler.assemble(folder, 0x80000000L, ".globl _start\n_start: j _start\n");
        assertEquals(Firmware.NONE, load(MachineSetup.of(bare)).firmware());
        MachineSetup builtin = MachineSetup.of(bare).withFirmware(FirmwareChoice.BUILTIN);
        assertEquals(Firmware.BUILTIN, load(builtin).firmware());
        assertEquals(Firmware.BUILTIN, load(MachineSetup.of(Samples.framesCElf())).firmware());
    }

    @Test
    void tohostOfATestProgramIsFound() throws Exception {
        Path program =
                CrossCompiler.assemble(
                        folder,
                        0x80000000L,
                        ".globl _start\n_start: j _start\n.align 6\n.globl tohost\ntohost: .dword"
                                + " 0\n.align 6\n.globl fromhost\nfromhost: .dword 0\n");
        LoadImage kernel = load(MachineSetup.of(program)).kernel();
        assertEquals(0x80000040L, kernel.hostInterface().orElseThrow().tohost());
        assertEquals(0x80000080L, kernel.hostInterface().orElseThrow().fromhost().getAsLong());
    }

    @Test
    void filesThatCannotBeReadAreNamed() throws Exception {
        MachineSetup setup = MachineSetup.of(file("Image", image()));
        Path missing = folder.resolve("missing");
        Optional<Path> named = Optional.of(missing);
        assertEquals(missing + ": no such file", refusal(MachineSetup.of(missing)));
        for (BootFiles files :
                Arrays.asList(
                        setup.files().withSymbols(named),
                        setup.files().withInitialRamDisk(named),
                        setup.files().withDeviceTree(named))) {
            assertEquals(missing + ": no such file", refusal(setup.withFiles(files)));
        }
        assertEquals(
                missing + ": no such file",
                refusal(setup.withFirmware(FirmwareChoice.parse(missing.toString()))));
        assertTrue(refusal(MachineSetup.of(folder)).contains("a folder"));
    }

    @Test
    void filesThatAreTooLargeAreRefusedBeforeTheyAreRead() throws Exception {
        MachineSetup setup = MachineSetup.of(file("Image", image()));
        Optional<Path> large = Optional.of(file("large", new byte[(2 << 20) + 1]));
        String tree = refusal(setup.withFiles(setup.files().withDeviceTree(large)));
        assertTrue(tree.contains("the device tree of 2097153 bytes is too large"), tree);
        MachineSetup small = setup.withMemoryBytes(2 << 20);
        String disk = refusal(small.withFiles(setup.files().withInitialRamDisk(large)));
        assertTrue(disk.contains("the initial RAM disk of 2097153 bytes is too large"), disk);
    }

    @Test
    void whatIsNoKernelIsNamed() throws Exception {
        assertTrue(noKernel("empty", new byte[0]).contains("is empty"));
        assertTrue(
                noKernel("notes.txt", "some text\n".getBytes(StandardCharsets.US_ASCII))
                        .contains("is a text file"));
        byte[] archive = gzip("070701 and so on".getBytes(StandardCharsets.US_ASCII));
        assertTrue(noKernel("initrd.gz", archive).contains("is an initial RAM disk"));
        byte[] dos = new byte[100];
        dos[0] = 'M';
        dos[1] = 'Z';
        assertTrue(noKernel("boot.efi", dos).contains("no kernel for RISC-V"));
        byte[] broken = Arrays.copyOf(gzip(image()), 20);
        assertTrue(noKernel("Image.gz", broken).contains("compressed with gzip, but broken"));
        byte[] huge = image();
        huge[23] = (byte) 0x80;
        assertTrue(noKernel("Image", huge).contains("needs more memory than there is"));
    }

    private String noKernel(String name, byte[] content) throws IOException {
        MachineSetup setup = MachineSetup.of(file(name, content));
        return assertThrows(SymbolException.class, setup::load).getMessage();
    }
}
