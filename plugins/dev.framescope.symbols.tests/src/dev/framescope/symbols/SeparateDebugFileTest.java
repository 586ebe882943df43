package dev.framescope.symbols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debug information that lies in other files than the program. */
class SeparateDebugFileTest {

    private static final String PROGRAM =
            """
            volatile long sink;
            __attribute__((noinline)) static long leaf(long a) { return a + sink; }
            void _start(void)
            {
                for (int i = 0; i < 3; i++)
                    sink = leaf(i);
            }
            """;

    private static final String OBJCOPY = "riscv64-unknown-elf-objcopy";

    @TempDir Path directory;

    private GuestProgram program() throws IOException {
        return GuestProgram.ofText(directory, "-O1 -g", "program.c", PROGRAM);
    }

    /** A stripped copy that says where its debug information is. */
    private Path stripped(GuestProgram program, Path debug) {
        Path stripped = directory.resolve("stripped.elf");
        String elf = program.elf().toString();
        program.run(OBJCOPY, "--only-keep-debug", elf, debug.toString());
        program.run(
                OBJCOPY, "--strip-all", "--add-gnu-debuglink=" + debug, elf, stripped.toString());
        return stripped;
    }

    @Test
    void fileBesideTheProgramIsRead() throws IOException, SymbolException {
        GuestProgram program = program();
        SymbolFile whole = program.symbols();
        SymbolFile split = SymbolFile.open(stripped(program, directory.resolve("p.debug")));
        assertFalse(split.elf().debugSection(".debug_info").isPresent());
        assertEquals(whole.functions(), split.functions());
        assertEquals(2, split.functions().size());
        for (Function function : whole.functions()) {
            for (long at = function.low(); at < function.high(); at += 2) {
                assertEquals(whole.lineAt(at), split.lineAt(at));
                assertEquals(whole.frameRulesAt(at), split.frameRulesAt(at));
            }
        }
        assertEquals(whole.symbolAddress("sink"), split.symbolAddress("sink"));
        assertEquals(List.of(), split.problems());
    }

    @Test
    void fileInTheFolderForItIsRead() throws IOException, SymbolException {
        GuestProgram program = program();
        Path folder = Files.createDirectory(directory.resolve(".debug"));
        SymbolFile split = SymbolFile.open(stripped(program, folder.resolve("p.debug")));
        assertEquals(program.symbols().functions(), split.functions());
    }

    @Test
    void missingFileIsNamed() throws IOException, SymbolException {
        Path debug = directory.resolve("p.debug");
        Path stripped = stripped(program(), debug);
        Files.delete(debug);
        SymbolFile split = SymbolFile.open(stripped);
        assertEquals(List.of(), split.functions());
        assertEquals(1, split.problems().size());
        String problem = split.problems().get(0);
        assertTrue(problem.contains("has its debug information in p.debug"), problem);
        assertTrue(problem.contains("copy it there"), problem);
    }

    @Test
    void fileOfAnotherBuildIsRefused() throws IOException, SymbolException {
        Path debug = directory.resolve("p.debug");
        Path stripped = stripped(program(), debug);
        byte[] bytes = Files.readAllBytes(debug);
        bytes[bytes.length - 1] ^= 1;
        Files.write(debug, bytes);
        SymbolFile split = SymbolFile.open(stripped);
        assertTrue(split.problems().get(0).contains("of another build"));
    }

    @Test
    void splitUnitsAreNamedAndTheirLinesAreRead() throws IOException, SymbolException {
        for (String version : List.of("-gdwarf-4", "-gdwarf-5")) {
            String options = "-O1 -gsplit-dwarf " + version;
            GuestProgram program = GuestProgram.ofText(directory, options, "program.c", PROGRAM);
            SymbolFile symbols = program.symbols();
            assertTrue(symbols.lineAt(symbols.elf().entry()).isPresent());
            assertFalse(symbols.functions("_start").isEmpty());
            assertEquals(1, symbols.problems().size(), symbols.problems().toString());
            String problem = symbols.problems().get(0);
            assertTrue(problem.contains(".dwo, which are not read"), problem);
            assertTrue(problem.contains("without -gsplit-dwarf"), problem);
        }
    }
}
