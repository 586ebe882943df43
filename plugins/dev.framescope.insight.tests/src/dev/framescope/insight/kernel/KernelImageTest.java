package dev.framescope.insight.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.insight.fixture.ElfBuilder;
import dev.framescope.insight.fixture.Kernels;
import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.LoadSegment;
import dev.framescope.symbols.SymbolException;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

class KernelImageTest {
    private static final long HIGH = 0xffff_ffff_c020_0000L;
    private static final long HIGH_OFFSET = 0xffff_ffff_4000_0000L;

    private static ElfBuilder higherHalf() {
        return new ElfBuilder()
                .virtualOffset(HIGH_OFFSET)
                .entry(HIGH + 0x10)
                .text(".text", HIGH, 0x1000)
                .bss(".bss", HIGH + 0x1000, 0x800)
                .function("start", HIGH + 0x10, 0x20)
                .label("end", HIGH + 0x2000);
    }

    @Test
    void segmentsAreLoadedAtTheirPhysicalAddresses() {
        List<LoadSegment> segments = Kernels.image(higherHalf()).loadImage().segments();
        assertEquals(
                List.of(0x8020_0000L, 0x8020_1000L),
                segments.stream().map(LoadSegment::paddr).toList());
        assertEquals(0x1000, segments.get(0).bytes().length);
        assertEquals(0, segments.get(1).bytes().length);
        assertEquals(0x800, segments.get(1).memorySize());
    }

    @Test
    void aVirtualEntryPointBecomesAPhysicalOne() {
        assertEquals(0x8020_0010L, Kernels.image(higherHalf()).loadImage().entry());
    }

    @Test
    void aPhysicalEntryPointStaysWhatItIs() {
        KernelImage image = Kernels.image(higherHalf().entry(0x8020_0020L));
        assertEquals(0x8020_0020L, image.loadImage().entry());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "243 | 1 | kernel.elf is an object file: link it into a kernel first",
                "243 | 3 | kernel.elf is a shared object or a position-independent executable",
                "243 | 4 | kernel.elf is a core dump, no kernel",
                "62 | 2 | kernel.elf is a program for another processor (x86-64)"
            })
    void whatIsNoKernelForRv64IsRefusedByName(int machine, int type, String message) {
        byte[] elf = Kernels.small().machine(machine).type(type).build();
        SymbolException refused =
                assertThrows(
                        SymbolException.class, () -> KernelImage.parse(Path.of("kernel.elf"), elf));
        assertTrue(refused.getMessage().startsWith(message), refused.getMessage());
    }

    @Test
    void aFileWithoutLoadableSegmentsIsRefused() {
        SymbolException refused =
                assertThrows(
                        SymbolException.class,
                        () -> KernelImage.parse(Path.of("kernel.elf"), new ElfBuilder().build()));
        assertTrue(refused.getMessage().contains("no loadable segments"), refused.getMessage());
    }

    @Test
    void anEntryPointOutsideOfAllSegmentsIsRefused() {
        SymbolException refused =
                assertThrows(
                        SymbolException.class,
                        () ->
                                KernelImage.parse(
                                        Path.of("kernel.elf"),
                                        Kernels.small().entry(0x1234).build()));
        assertTrue(refused.getMessage().contains("0x1234"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 17, 63, 100, 400})
    void aTruncatedFileIsRefusedWithAMessage(int length) {
        byte[] elf = Arrays.copyOf(Kernels.small().build(), length);
        SymbolException refused =
                assertThrows(
                        SymbolException.class, () -> KernelImage.parse(Path.of("kernel.elf"), elf));
        assertTrue(refused.getMessage().contains("kernel.elf"), refused.getMessage());
    }

    @Test
    void theBootStackIsCarvedOutOfBss() {
        assertEquals(
                List.of(
                        section(".text", SectionKind.TEXT, 0x8020_0000L, 0x1800),
                        section(".rodata", SectionKind.RODATA, 0x8020_2000L, 0x200),
                        section(".data", SectionKind.DATA, 0x8020_3000L, 0x80),
                        section("boot stack", SectionKind.STACK, 0x8020_4000L, 0x2000),
                        section(".bss", SectionKind.BSS, 0x8020_6000L, 0x1800)),
                Kernels.smallImage().sections());
    }

    private static KernelSection section(String name, SectionKind kind, long address, long size) {
        return new KernelSection(name, kind, address, address, size);
    }

    @Test
    void aStackInTheMiddleOfBssLeavesBssOnBothSides() {
        KernelImage image =
                Kernels.image(
                        new ElfBuilder()
                                .entry(0x8000_0000L)
                                .text(".text", 0x8000_0000L, 0x100)
                                .bss(".bss", 0x8000_1000L, 0x4000)
                                .symbol("stack0", 0x8000_2000L, 0x1000, ElfBuilder.OBJECT));
        assertEquals(
                List.of(
                        section(".text", SectionKind.TEXT, 0x8000_0000L, 0x100),
                        section(".bss", SectionKind.BSS, 0x8000_1000L, 0x1000),
                        section("boot stack", SectionKind.STACK, 0x8000_2000L, 0x1000),
                        section(".bss", SectionKind.BSS, 0x8000_3000L, 0x2000)),
                image.sections());
    }

    @Test
    void neighbouringSectionsOfAKindMakeOneGroup() {
        KernelImage image =
                Kernels.image(
                        new ElfBuilder()
                                .entry(0x8000_0000L)
                                .text(".text.entry", 0x8000_0000L, 0x10)
                                .text(".text", 0x8000_0010L, 0x100)
                                .rodata(".rodata", 0x8000_1000L, 0x10)
                                .rodata(".eh_frame", 0x8000_1010L, 0x20)
                                .data(".sdata", 0x8000_2000L, 0x8)
                                .data(".data", 0x8000_2008L, 0x8));
        assertEquals(
                List.of(
                        section(".text", SectionKind.TEXT, 0x8000_0000L, 0x110),
                        section(".rodata", SectionKind.RODATA, 0x8000_1000L, 0x30),
                        section(".data", SectionKind.DATA, 0x8000_2000L, 0x10)),
                image.sections());
    }

    @Test
    void sectionsOfTheHigherHalfHaveBothAddresses() {
        assertEquals(
                new KernelSection(".bss", SectionKind.BSS, HIGH + 0x1000, 0x8020_1000L, 0x800),
                Kernels.image(higherHalf()).sectionAt(0x8020_1234L).orElseThrow());
    }

    @Test
    void theKernelsEndIsPhysicalEvenBehindTheLastSegment() {
        assertEquals(OptionalLong.of(0x8020_2000L), Kernels.image(higherHalf()).kernelEnd());
    }

    @ParameterizedTest
    @CsvSource({
        "alloc_frame, dealloc_frame",
        "allocFrame, deallocFrame",
        "frame_alloc, frame_dealloc",
        "alloc_page, free_page",
        "kalloc, kfree"
    })
    void theAllocatorIsRecognisedByItsNames(String alloc, String dealloc) {
        KernelImage image =
                Kernels.image(
                        new ElfBuilder()
                                .entry(Kernels.TEXT)
                                .text(".text", Kernels.TEXT, 0x100)
                                .function(alloc, Kernels.TEXT, 0x10)
                                .function(dealloc, Kernels.TEXT + 0x10, 0x10));
        assertEquals(
                Optional.of(new AllocatorFunctions(alloc, dealloc, FrameUnit.AUTO)),
                image.allocator());
        assertEquals(Optional.of(alloc), image.defaultStopAt());
    }

    @Test
    void theAllocatorOfARustKernelIsRecognisedBehindItsPath() {
        String path = "_ZN2os6memory15frame_allocator";
        String hash = "17h0123456789abcdefE";
        KernelImage image =
                Kernels.image(
                        new ElfBuilder()
                                .entry(Kernels.TEXT)
                                .text(".text", Kernels.TEXT, 0x100)
                                .function(path + "11alloc_frame" + hash, Kernels.TEXT, 0x10)
                                .function(
                                        path + "13dealloc_frame" + hash,
                                        Kernels.TEXT + 0x10,
                                        0x10));
        assertEquals(Optional.of("alloc_frame"), image.defaultStopAt());
        assertEquals("dealloc_frame", image.allocator().orElseThrow().dealloc());
    }

    @Test
    void aKernelWithoutKnownNamesHasNoAllocator() {
        KernelImage image = Kernels.image(higherHalf());
        assertEquals(Optional.empty(), image.allocator());
        assertEquals(Optional.empty(), image.defaultStopAt());
    }

    @Test
    void codeIsFoundAtItsLoadAddressBeforePagingIsOn() {
        KernelImage image = Kernels.image(higherHalf());
        assertEquals(HIGH + 0x10, image.linkAddress(0x8020_0010L, false));
        assertEquals(0x8020_0010L, image.linkAddress(0x8020_0010L, true));
        assertEquals(CodeLocation.at(HIGH + 0x10, 0x8020_0010L), image.locate(HIGH + 0x10));
        assertTrue(image.isCode(HIGH + 0x10));
        assertFalse(image.isCode(HIGH + 0x1000));
    }

    @Test
    void symbolsAreFoundByPhysicalAddress() {
        KernelImage image = Kernels.smallImage();
        assertEquals(Optional.of("frameAllocator+0x8"), image.describeData(0x8020_6008L));
        assertEquals(Optional.empty(), image.describeData(0x8100_0000L));
        assertEquals(
                List.of("bootstacktop", "frameAllocator", "tree"),
                image.symbolsIn(0x8020_6000L, 0x1000, 10).stream()
                        .map(PlacedSymbol::name)
                        .toList());
        assertEquals(2, image.symbolsIn(0x8020_6000L, 0x1000, 2).size());
    }

    @Test
    void theSampleKernelIsUnderstood() throws Exception {
        KernelImage image = KernelImage.load(Samples.framesCElf());
        assertEquals(0x8020_0000L, image.loadImage().entry());
        assertEquals(
                List.of(".text", ".rodata", "boot stack", ".bss"),
                image.sections().stream().map(KernelSection::name).toList());
        assertEquals(Optional.of("allocFrame"), image.defaultStopAt());
        long alloc = image.symbols().functions("allocFrame").getFirst().low();
        assertTrue(
                image.describeCode(alloc).matches("allocFrame memory\\.c:[0-9]+"),
                image.describeCode(alloc));
    }
}
