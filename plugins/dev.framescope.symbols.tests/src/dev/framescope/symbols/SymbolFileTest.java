package dev.framescope.symbols;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.symbols.elf.ElfBuilder;
import dev.framescope.symbols.elf.ElfSymbol;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a file without debug information tells. */
class SymbolFileTest {

    private static final int LOCAL = ElfSymbol.STB_LOCAL;
    private static final int GLOBAL = ElfSymbol.STB_GLOBAL;

    private static SymbolFile parse(ElfBuilder builder) throws SymbolException {
        return SymbolFile.parse("kernel", builder.build());
    }

    private static ElfBuilder text() {
        return new ElfBuilder().text(".text", 0x1000, 0x100);
    }

    @Test
    void typedSymbolsAreFunctionsOfTheirSize() throws SymbolException {
        SymbolFile file =
                parse(
                        text().symbol("second", ElfSymbol.STT_FUNC, GLOBAL, 0x1040, 0x20)
                                .symbol("first", ElfSymbol.STT_FUNC, LOCAL, 0x1000, 0x20));
        Function first = new Function("first", "first", 0x1000, 0x1020);
        Function second = new Function("second", "second", 0x1040, 0x1060);
        assertEquals(List.of(first, second), file.functions());
        assertEquals(Optional.of(first), file.functionAt(0x101f));
        assertEquals(Optional.empty(), file.functionAt(0x1020));
        assertEquals(0x1040, file.breakpointAddress(second));
    }

    @Test
    void labelsInCodeAreFunctionsUpToTheNextOne() throws SymbolException {
        SymbolFile file =
                parse(
                        text().symbol("_start", ElfSymbol.STT_NOTYPE, GLOBAL, 0x1000, 0)
                                .symbol("trap", ElfSymbol.STT_NOTYPE, GLOBAL, 0x1080, 0));
        assertEquals(
                List.of(
                        new Function("_start", "_start", 0x1000, 0x1080),
                        new Function("trap", "trap", 0x1080, 0x1100)),
                file.functions());
    }

    @Test
    void labelsInsideAFunctionAreNoFunctions() throws SymbolException {
        SymbolFile file =
                parse(
                        text().symbol("copy", ElfSymbol.STT_FUNC, GLOBAL, 0x1000, 0x40)
                                .symbol("loop", ElfSymbol.STT_NOTYPE, LOCAL, 0x1010, 0));
        assertEquals("copy+0x14", file.describe(0x1014));
        assertEquals(1, file.functions().size());
    }

    @Test
    void mappingSymbolsAndCompilersLabelsAreIgnored() throws SymbolException {
        SymbolFile file =
                parse(
                        text().symbol("$x", ElfSymbol.STT_NOTYPE, LOCAL, 0x1010, 0)
                                .symbol("$d", ElfSymbol.STT_NOTYPE, LOCAL, 0x1020, 0)
                                .symbol(".L1", ElfSymbol.STT_NOTYPE, LOCAL, 0x1030, 0)
                                .symbol("_start", ElfSymbol.STT_NOTYPE, GLOBAL, 0x1000, 0));
        assertEquals(List.of(new Function("_start", "_start", 0x1000, 0x1100)), file.functions());
    }

    @Test
    void labelsOutsideCodeAreNoFunctionsButHaveAddresses() throws SymbolException {
        SymbolFile file =
                parse(
                        text().symbol("_start", ElfSymbol.STT_NOTYPE, GLOBAL, 0x1000, 0)
                                .bss(".bss", 0x2000, 0x40)
                                .symbol("kernel_end", ElfSymbol.STT_NOTYPE, GLOBAL, 0x2040, 0));
        assertEquals(1, file.functions().size());
        assertEquals(List.of(), file.functions("kernel_end"));
        assertEquals(OptionalLong.of(0x2040), file.symbolAddress("kernel_end"));
    }

    @Test
    void secondNameOfAFunctionFindsIt() throws SymbolException {
        SymbolFile file =
                parse(
                        text().symbol("memset", ElfSymbol.STT_FUNC, GLOBAL, 0x1000, 0x20)
                                .symbol("fill", ElfSymbol.STT_FUNC, LOCAL, 0x1000, 0x20));
        assertEquals("memset", file.functions().get(0).name());
        assertEquals(List.of(new Function("fill", "fill", 0x1000, 0x1020)), file.functions("fill"));
    }

    @Test
    void lastComponentOfAMangledRustNameFindsTheFunction() throws SymbolException {
        String mangled = "_ZN2os6memory15frame_allocator11alloc_frame17h0123456789abcdefE";
        SymbolFile file = parse(text().symbol(mangled, ElfSymbol.STT_FUNC, GLOBAL, 0x1000, 0x20));
        String path = "os::memory::frame_allocator::alloc_frame";
        List<Function> expected = List.of(new Function(path, mangled, 0x1000, 0x1020));
        assertEquals(path + "+0x4", file.describe(0x1004));
        assertEquals(expected, file.functions("alloc_frame"));
        assertEquals(expected, file.functions("frame_allocator::alloc_frame"));
        assertEquals(expected, file.functions(mangled));
        assertEquals(List.of(), file.functions("frame"));
        assertEquals(List.of(), file.functions("other::alloc_frame"));
    }

    @Test
    void globalSymbolIsPreferredToALocalOneOfTheSameName() throws SymbolException {
        SymbolFile file =
                parse(
                        text().symbol("count", ElfSymbol.STT_OBJECT, LOCAL, 0x1000, 8)
                                .symbol("count", ElfSymbol.STT_OBJECT, GLOBAL, 0x1008, 8)
                                .symbol("count", ElfSymbol.STT_OBJECT, LOCAL, 0x1010, 8));
        assertEquals(OptionalLong.of(0x1008), file.symbolAddress("count"));
    }

    @Test
    void addressIsDescribedByTheNearestSymbolOfItsSection() throws SymbolException {
        SymbolFile file =
                parse(
                        text().symbol("_start", ElfSymbol.STT_FUNC, GLOBAL, 0x1000, 0x10)
                                .section(".data", 1, 3, 0x1100, new byte[0x20])
                                .symbol("table", ElfSymbol.STT_OBJECT, GLOBAL, 0x1108, 8));
        assertEquals("_start", file.describe(0x1000));
        assertEquals("_start+0x20", file.describe(0x1020));
        assertEquals("0x1104", file.describe(0x1104));
        assertEquals("table+0x4", file.describe(0x110c));
        assertEquals("0x80000000", file.describe(0x80000000L));
    }

    @Test
    void symbolThatContainsTheAddressIsPreferredToANearerLabel() throws SymbolException {
        SymbolFile file =
                parse(
                        text().symbol("array", ElfSymbol.STT_OBJECT, GLOBAL, 0x1000, 0x40)
                                .symbol("middle", ElfSymbol.STT_NOTYPE, LOCAL, 0x1020, 0));
        assertEquals("array", file.symbolAt(0x1028).orElseThrow().name());
        assertEquals("middle", file.symbolAt(0x1048).orElseThrow().name());
    }

    @Test
    void fileWithoutDebugInformationHasNoLinesAndNoProblems() throws SymbolException {
        SymbolFile file = parse(text());
        assertEquals(Optional.empty(), file.lineAt(0x1000));
        assertEquals(Optional.empty(), file.lineRangeAt(0x1000));
        assertEquals(List.of(), file.addressesOf("main.c", 1));
        assertEquals(List.of(), file.sourceFiles());
        assertEquals(List.of(), file.problems());
    }

    @Test
    void compressedDebugInformationIsReportedWithAdvice() throws SymbolException {
        SymbolFile file = parse(text().section(".debug_info", 1, 0x800, 0, new byte[24]));
        assertEquals(List.of(), file.functions());
        assertEquals(1, file.problems().size());
        assertEquals(true, file.problems().get(0).contains("--compress-debug-sections"));
    }
}
