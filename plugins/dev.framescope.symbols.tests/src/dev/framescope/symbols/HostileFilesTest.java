package dev.framescope.symbols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.symbols.elf.ElfSection;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Truncated and broken files: a clear exception, or what is left of them, and nothing else. */
class HostileFilesTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long SEED = 20261120;
    private static final int ROUNDS = 30;
    private static final int SECTION_TABLE_POINTER = 40;
    private static final int SECTION_ENTRY = 64;

    private static final String OPTIMISED =
            """
            volatile int sink;
            static inline __attribute__((always_inline)) void note(int n) { sink = n; }
            __attribute__((cold, noinline)) void fail(int n) { note(n); }
            __attribute__((noinline)) void work(int n)
            {
                note(1);
                if (n == 3) {
                    fail(1); fail(2); fail(n); sink = 9; sink = n;
                }
                note(2);
            }
            void _start(void) { work(sink); }
            """;

    private static byte[] kernel;
    private static byte[] optimised;
    private static byte[] optimised4;

    @BeforeAll
    static void readPrograms(@TempDir Path directory) throws IOException {
        kernel = Files.readAllBytes(Samples.framesCElf());
        String options = "-O2 -fasynchronous-unwind-tables -freorder-blocks-and-partition -gdwarf-";
        optimised = optimised(directory, options + 5);
        optimised4 = optimised(directory, options + 4);
    }

    private static byte[] optimised(Path directory, String options) throws IOException {
        GuestProgram program = GuestProgram.ofText(directory, options, "work.c", OPTIMISED);
        return Files.readAllBytes(program.elf());
    }

    /**
     * Asks everything there is to ask about a file.
     *
     * @return whether it could be opened
     */
    private static boolean useAll(byte[] bytes) {
        SymbolFile symbols;
        try {
            symbols = SymbolFile.parse("hostile.elf", bytes);
        } catch (SymbolException e) {
            assertTrue(e.getMessage().startsWith("hostile.elf: "), e.getMessage());
            return false;
        }
        for (Function function : symbols.functions()) {
            long low = function.low();
            symbols.breakpointAddress(function);
            symbols.functionAt(low + 1);
            symbols.lineRangeAt(low);
            symbols.describe(low + 2);
            symbols.frameRulesAt(low + 6);
            HostileScopes.useAll(symbols, function);
        }
        for (Function function : symbols.functions().stream().limit(2).toList()) {
            symbols.functions(function.name());
            symbols.inlinedPlaces(function.name());
        }
        HostileScopes.useNames(symbols);
        for (String file : symbols.sourceFiles()) {
            symbols.addressesOf(file, 20);
        }
        for (String problem : symbols.problems()) {
            assertTrue(problem.startsWith("hostile.elf: "), problem);
        }
        return true;
    }

    @Test
    void everyTruncationIsRefusedAsTheSectionTableIsLast() {
        assertTimeoutPreemptively(
                LIMIT,
                () -> {
                    for (int length = 0; length < kernel.length; length += 97) {
                        assertFalse(useAll(Arrays.copyOf(kernel, length)), "length " + length);
                    }
                });
    }

    @Test
    void flippedBytesAnywhereEndInAnExceptionOrAnAnswer() {
        assertTimeoutPreemptively(
                LIMIT,
                () -> {
                    Random random = new Random(SEED);
                    for (int round = 0; round < 120; round++) {
                        byte[] bytes = kernel.clone();
                        for (int flips = random.nextInt(8); flips >= 0; flips--) {
                            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                        }
                        useAll(bytes);
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".debug_info",
                ".debug_abbrev",
                ".debug_line",
                ".debug_frame",
                ".eh_frame",
                ".debug_ranges",
                ".debug_rnglists",
                ".debug_loc",
                ".debug_loclists",
                ".debug_str",
                ".debug_line_str",
                ".symtab",
                ".strtab"
            })
    void randomBytesInASectionEndInAnExceptionOrAnAnswer(String name) {
        assertTimeoutPreemptively(
                LIMIT,
                () -> {
                    boolean used = false;
                    for (byte[] program : List.of(kernel, optimised, optimised4)) {
                        Optional<ElfSection> section =
                                SymbolFile.parse("intact", program).elf().section(name);
                        used |= section.isPresent();
                        section.ifPresent(s -> randomBytes(program, s));
                    }
                    assertTrue(used);
                });
    }

    private static void randomBytes(byte[] program, ElfSection section) {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = program.clone();
            for (int changes = random.nextInt(12); changes >= 0; changes--) {
                int at = (int) random.nextLong(section.size());
                bytes[(int) section.offset() + at] = (byte) random.nextInt();
            }
            useAll(bytes);
        }
    }

    @Test
    void randomValuesInHeadersEndInAnExceptionOrAnAnswer() {
        assertTimeoutPreemptively(
                LIMIT,
                () -> {
                    long[] interesting = {
                        0, 1, -1, 0xff, 0xffff, 0x7fff_ffff, 0xffff_ffffL, Long.MAX_VALUE, 1L << 32
                    };
                    Random random = new Random(SEED);
                    for (int round = 0; round < 500; round++) {
                        byte[] bytes = kernel.clone();
                        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
                        long value = interesting[random.nextInt(interesting.length)];
                        int header = headerOffset(buffer, random);
                        int field = header + 4 * random.nextInt(SECTION_ENTRY / 4);
                        buffer.putInt(field, (int) value);
                        useAll(bytes);
                    }
                });
    }

    /** The ELF header or the header of a section. */
    private static int headerOffset(ByteBuffer file, Random random) {
        int table = (int) file.getLong(SECTION_TABLE_POINTER);
        int count = (file.capacity() - table) / SECTION_ENTRY;
        int index = random.nextInt(count + 1);
        return index == count ? 0 : table + index * SECTION_ENTRY;
    }

    @Test
    void functionsOfTheSymbolTableRemainWhenAllDebugInformationIsBroken() throws SymbolException {
        byte[] bytes = kernel.clone();
        List<ElfSection> sections = SymbolFile.parse("k", kernel).elf().sections();
        for (ElfSection section : sections) {
            if (section.name().startsWith(".debug_")) {
                int from = (int) section.offset();
                Arrays.fill(bytes, from, from + (int) section.size(), (byte) 0xa5);
            }
        }
        SymbolFile symbols = SymbolFile.parse("hostile.elf", bytes);
        assertEquals(1, symbols.functions("allocFrame").size());
        assertFalse(symbols.problems().isEmpty());
    }

    @Test
    void otherUnitsRemainWhenOneIsBroken() throws SymbolException {
        SymbolFile intact = SymbolFile.parse("k", kernel);
        byte[] bytes = kernel.clone();
        ElfSection info = intact.elf().section(".debug_info").orElseThrow();
        bytes[(int) info.offset() + 4] = 99; // the version of the first unit
        SymbolFile symbols = SymbolFile.parse("hostile.elf", bytes);
        long allocFrame = intact.functions("allocFrame").get(0).low();
        assertEquals(intact.functionAt(allocFrame), symbols.functionAt(allocFrame));
        assertEquals(intact.lineAt(allocFrame), symbols.lineAt(allocFrame));
        assertEquals(1, symbols.problems().size());
        assertTrue(symbols.problems().get(0).contains(".debug_info at offset 0x0"));
        assertTrue(symbols.problems().get(0).contains("version 99"));
    }

    @Test
    void linesRemainWhenTheEntriesOfAUnitAreBroken() throws SymbolException {
        SymbolFile intact = SymbolFile.parse("k", kernel);
        long entry = intact.elf().entry();
        byte[] bytes = kernel.clone();
        ElfSection info = intact.elf().section(".debug_info").orElseThrow();
        bytes[(int) info.offset() + 4] = 99;
        SymbolFile symbols = SymbolFile.parse("hostile.elf", bytes);
        assertEquals(
                intact.lineAt(entry).orElseThrow().line(),
                symbols.lineAt(entry).orElseThrow().line());
    }
}
