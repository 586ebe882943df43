package dev.framescope.symbols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.symbols.elf.ElfBuilder;
import dev.framescope.symbols.elf.ElfSection;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.DeflaterOutputStream;

/** Debug information in compressed sections. */
class CompressedSectionsTest {

    private static final String PROGRAM =
            """
            volatile long sink;
            __attribute__((noinline)) long leaf(long a) { return a + sink; }
            void _start(void)
            {
                for (int i = 0; i < 3; i++)
                    sink = leaf(i);
            }
            """;

    private static final int ZLIB = 1;
    private static final int ZSTD = 2;
    private static final int PROGBITS = ElfSection.SHT_PROGBITS;
    private static final long COMPRESSED = ElfSection.SHF_COMPRESSED;

    @TempDir Path directory;
    private Path elf;

    @BeforeEach
    void build() throws IOException {
        elf = GuestProgram.ofText(directory, "-O1 -g", "program.c", PROGRAM).elf();
    }

    @ParameterizedTest
    @CsvSource({"zlib, .debug_info", "zlib-gnu, .zdebug_info"})
    void compressedSectionsSayWhatTheyDidBefore(String format, String section)
            throws IOException, SymbolException {
        SymbolFile plain = SymbolFile.open(elf);
        SymbolFile compressed = SymbolFile.open(compress(format));
        assertTrue(compressed.elf().section(section).isPresent());
        assertFalse(plain.functions().isEmpty());
        assertEquals(plain.functions(), compressed.functions());
        assertEquals(plain.sourceFiles(), compressed.sourceFiles());
        for (Function function : plain.functions()) {
            for (long at = function.low(); at < function.high(); at += 2) {
                assertEquals(plain.lineAt(at), compressed.lineAt(at));
                assertEquals(plain.frameRulesAt(at), compressed.frameRulesAt(at));
            }
        }
        assertEquals(List.of(), compressed.problems());
    }

    private Path compress(String format) {
        Path target = directory.resolve(format + ".elf");
        new GuestProgram(elf)
                .run(
                        "riscv64-unknown-elf-objcopy",
                        "--compress-debug-sections=" + format,
                        elf.toString(),
                        target.toString());
        return target;
    }

    private static byte[] header(int method, long size) {
        return ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(method)
                .putInt(0)
                .putLong(size)
                .putLong(1)
                .array();
    }

    private static byte[] deflated(long size, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header(ZLIB, size));
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(content);
        }
        return out.toByteArray();
    }

    private static String problemOf(String section, long flags, byte[] content)
            throws SymbolException {
        byte[] bytes =
                new ElfBuilder()
                        .text(".text", 0x1000, 0x100)
                        .section(section, PROGBITS, flags, 0, content)
                        .build();
        SymbolFile file = SymbolFile.parse("kernel", bytes);
        assertEquals(List.of(), file.functions());
        assertEquals(1, file.problems().size(), file.problems().toString());
        return file.problems().get(0);
    }

    @Test
    void otherMethodsAreNamedWithAdvice() throws SymbolException {
        String problem = problemOf(".debug_info", COMPRESSED, header(ZSTD, 100));
        assertTrue(problem.contains("kernel: .debug_info"), problem);
        assertTrue(problem.contains("compressed with zstd"), problem);
        assertTrue(problem.contains("objcopy --decompress-debug-sections"), problem);
        assertTrue(
                problemOf(".debug_line", COMPRESSED, header(77, 100)).contains("with method 77"));
        assertTrue(problemOf(".zdebug_info", 0, new byte[12]).contains("does not start with ZLIB"));
    }

    @Test
    void brokenContentIsReportedOnce() throws IOException, SymbolException {
        byte[] broken = deflated(100, new byte[100]);
        broken[26] ^= 0x55;
        assertTrue(problemOf(".debug_info", COMPRESSED, broken).contains("compressed, but broken"));
        byte[] shorter = deflated(100, new byte[99]);
        assertTrue(
                problemOf(".debug_info", COMPRESSED, shorter).contains("99 bytes instead of 100"));
        assertTrue(problemOf(".debug_info", COMPRESSED, new byte[5]).contains("are needed"));
    }

    @Test
    void sizeThatNoCompressionReachesIsRefusedBeforeAnythingIsInflated()
            throws IOException, SymbolException {
        byte[] content = deflated(1L << 40, new byte[100]);
        assertTrue(problemOf(".debug_info", COMPRESSED, content).contains("too many"));
    }

    @Test
    void fileOnDiskThatIsWrittenToKeepsItsNameInTheProblem() throws IOException, SymbolException {
        SymbolFile symbols = SymbolFile.open(elf);
        assertFalse(symbols.isOutdated());
        byte[] content = Files.readAllBytes(elf);
        Files.write(elf, new byte[content.length - 1]);
        assertTrue(symbols.isOutdated());
        // All of this small file is in the first pages, or it is refused: never a wrong answer.
        symbols.functions();
        symbols.problems().forEach(p -> assertTrue(p.contains("has been changed"), p));
    }
}
