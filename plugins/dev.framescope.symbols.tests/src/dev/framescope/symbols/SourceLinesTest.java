package dev.framescope.symbols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.symbols.dwarf.SourcePath;
import dev.framescope.symbols.elf.ElfSection;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Addresses and source lines, compared with what binutils says. */
class SourceLinesTest {

    private static final String PROGRAM =
            """
            volatile int sink;
            static void leaf(int n)
            {
                sink = n;

                // nothing here
                sink++;
            }

            void _start(void)
            {
                for (int i = 0; i < 3; i++)
                    leaf(i);
                sink = 0; sink = 1;
                if (sink)
                    leaf(7);
            }
            """;

    private static final String PARTITIONED = "-freorder-blocks-and-partition";

    @TempDir Path directory;

    @Test
    void linesOfTheSampleKernelAreThoseOfAddr2line() throws IOException, SymbolException {
        assertLinesAgree(new GuestProgram(Samples.framesCElf()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-O0 -gdwarf-4", "-O2 -gdwarf-5"})
    void linesOfTheSampleKernelBuiltOtherwiseAreThoseOfAddr2line(String options)
            throws IOException, SymbolException {
        assertLinesAgree(new GuestProgram(Samples.framesCBuilt(directory, options)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-O0 -gdwarf-2 -gstrict-dwarf",
                "-O2 -gdwarf-3",
                "-O2 -gdwarf-4 -ffunction-sections -Wl,--gc-sections",
                "-O0 -gdwarf-5 -gno-as-loc-support"
            })
    void everyFormOfLineTableGivesTheLinesOfAddr2line(String options)
            throws IOException, SymbolException {
        assertLinesAgree(GuestProgram.ofText(directory, options, "program.c", PROGRAM));
    }

    @Test
    void debugInformationIn64BitFormatGivesTheSame() throws IOException, SymbolException {
        SymbolFile narrow =
                GuestProgram.ofText(directory, "-O1 -gdwarf-5", "program.c", PROGRAM).symbols();
        SymbolFile wide =
                GuestProgram.ofText(directory, "-O1 -gdwarf-5 -gdwarf64", "program.c", PROGRAM)
                        .symbols();
        assertEquals(narrow.functions(), wide.functions());
        long low = narrow.functions().get(0).low();
        for (long address = low; narrow.lineAt(address).isPresent(); address++) {
            assertEquals(narrow.lineAt(address), wide.lineAt(address));
        }
        assertEquals(List.of(), wide.problems());
    }

    private static void assertLinesAgree(GuestProgram program) throws IOException, SymbolException {
        SymbolFile symbols = program.symbols();
        List<Long> addresses = new ArrayList<>();
        for (ElfSection section : symbols.elf().sections()) {
            for (long at = 0; section.executable() && at < section.size(); at += 2) {
                addresses.add(section.address() + at);
            }
        }
        List<String> expected = program.addr2line(addresses);
        assertTrue(expected.stream().anyMatch(line -> !line.startsWith("?")), "no lines at all");
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            String line = expected.get(i).endsWith("?") ? "" : normalised(expected.get(i));
            String ours = symbols.lineAt(addresses.get(i)).map(SourceLine::toString).orElse("");
            if (!line.equals(ours)) {
                wrong.add(Long.toHexString(addresses.get(i)) + ": " + line + " is not " + ours);
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(List.of(), symbols.problems());
    }

    private static String normalised(String line) {
        return SourcePath.normalise(line);
    }

    private SymbolFile program() throws IOException, SymbolException {
        return GuestProgram.ofText(directory, "-O0 -g", "program.c", PROGRAM).symbols();
    }

    @Test
    void lineRangeIsTheWholeRunOfTheLine() throws IOException, SymbolException {
        SymbolFile symbols = program();
        long start = symbols.addressesOf("program.c", 14).get(0);
        LineRange range = symbols.lineRangeAt(start + 2).orElseThrow();
        assertEquals(start, range.low());
        assertEquals(14, range.line().line());
        assertEquals(15, symbols.lineAt(range.high()).orElseThrow().line());
        assertEquals(14, symbols.lineAt(range.high() - 1).orElseThrow().line());
    }

    @Test
    void lineInTwoPlacesHasTwoAddresses() throws IOException, SymbolException {
        SymbolFile symbols = program();
        List<Long> addresses = symbols.addressesOf("program.c", 12);
        assertEquals(2, addresses.size());
        assertTrue(addresses.get(0) < addresses.get(1));
        for (long address : addresses) {
            assertEquals(12, symbols.lineAt(address).orElseThrow().line());
            assertFalse(symbols.lineAt(address - 2).orElseThrow().line() == 12);
        }
    }

    @Test
    void lineWithoutCodeSlidesToTheNextThatHasSome() throws IOException, SymbolException {
        SymbolFile symbols = program();
        assertEquals(symbols.addressesOf("program.c", 7), symbols.addressesOf("program.c", 5));
        assertEquals(List.of(), symbols.addressesOf("program.c", 18));
    }

    @Test
    void fileIsFoundByTheEndOfItsPath() throws IOException, SymbolException {
        SymbolFile symbols = SymbolFile.open(Samples.framesCElf());
        List<Long> addresses = symbols.addressesOf("memory.c", 24);
        assertEquals(1, addresses.size());
        assertEquals(addresses, symbols.addressesOf("kernel/memory.c", 24));
        assertEquals(addresses, symbols.addressesOf("./kernel//memory.c", 24));
        assertEquals(List.of(), symbols.addressesOf("emory.c", 24));
        assertEquals(List.of(), symbols.addressesOf("other/memory.c", 24));
    }

    @Test
    void fileThatMovedSinceTheBuildIsFoundByItsAbsolutePath() throws IOException, SymbolException {
        SymbolFile symbols = SymbolFile.open(Samples.framesCElf());
        assertEquals(
                symbols.addressesOf("kernel/memory.c", 24),
                symbols.addressesOf("/home/me/workspace/frames-c/kernel/memory.c", 24));
        assertEquals(List.of(), symbols.addressesOf("/home/me/workspace/nothing.c", 24));
    }

    @Test
    void sourceFilesAreThoseWithCode() throws IOException, SymbolException {
        List<String> files = SymbolFile.open(Samples.framesCElf()).sourceFiles();
        assertTrue(files.contains("kernel/memory.c"), files.toString());
        assertTrue(files.contains("kernel/entry.S"), files.toString());
        assertFalse(files.contains("kernel/types.h"), files.toString());
    }

    @Test
    void functionOfAnAddressComesFromItsUnit() throws IOException, SymbolException {
        SymbolFile symbols = program();
        Function start = symbols.functions("_start").get(0);
        assertEquals(Optional.of(start), symbols.functionAt(start.high() - 2));
        Function leaf = symbols.functions("leaf").get(0);
        assertEquals(Optional.of(leaf), symbols.functionAt(leaf.low()));
        assertEquals("leaf+0x4", symbols.describe(leaf.low() + 4));
    }

    @Test
    void functionInTwoPiecesIsFoundInBoth() throws IOException, SymbolException {
        String text =
                """
                volatile int sink;
                __attribute__((cold, noinline)) void fail(int n) { sink = n; }
                __attribute__((noinline)) void work(int n)
                {
                    sink = 1;
                    if (n == 3) {
                        fail(1); fail(2); fail(n); sink = 9; sink = n;
                    }
                    sink = 2;
                }
                void _start(void) { work(sink); }
                """;
        SymbolFile symbols =
                GuestProgram.ofText(directory, "-O2 -gdwarf-5 " + PARTITIONED, "pieces.c", text)
                        .symbols();
        List<Function> pieces =
                symbols.functions().stream().filter(f -> f.name().equals("work")).toList();
        assertEquals(2, pieces.size());
        long entry = symbols.symbolAddress("work").orElseThrow();
        assertEquals(
                List.of(entry), symbols.functions("work").stream().map(Function::low).toList());
        for (Function piece : pieces) {
            assertEquals(Optional.of(piece), symbols.functionAt(piece.low()));
        }
    }

    @Test
    void functionsAndLinesOfSeveralThreadsAreTheSame() throws IOException, SymbolException {
        List<Function> expected = SymbolFile.open(Samples.framesCElf()).functions();
        SymbolFile shared = SymbolFile.open(Samples.framesCElf());
        List<Boolean> same =
                Stream.generate(() -> shared)
                        .limit(64)
                        .parallel()
                        .map(symbols -> answersLike(symbols, expected))
                        .toList();
        assertFalse(same.contains(false));
    }

    private static boolean answersLike(SymbolFile symbols, List<Function> expected) {
        for (Function function : expected) {
            if (!symbols.functionAt(function.low()).equals(Optional.of(function))
                    || symbols.lineAt(function.low()).isEmpty()) {
                return false;
            }
        }
        return symbols.functions().equals(expected);
    }
}
