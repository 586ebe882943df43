package dev.framescope.debugger.disassembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.SessionDriver;
import dev.framescope.machine.Privilege;
import dev.framescope.symbols.elf.ElfSection;
import dev.framescope.testing.Samples;
import dev.framescope.testing.Tool;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sample kernel's code as lines, compared with objdump's. */
class ListingTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Pattern OBJDUMP_LINE =
            Pattern.compile(" *([0-9a-f]+):\\t([0-9a-f ]+)\\t(\\S+).*");

    private static final long DRAM = 0x8000_0000L;

    private static SessionDriver driver;
    private static ElfSection text;
    private static CodeBytes code;
    private static CodeNames names;
    private static List<DisassemblyLine.Code> all;

    @BeforeAll
    static void readTheKernelBeforeItRuns() throws Exception {
        driver = SessionDriver.sample();
        text =
                driver.session().kernel().symbols().elf().sections().stream()
                        .filter(section -> section.name().equals(".text"))
                        .findFirst()
                        .orElseThrow();
        code = read(text.address(), (int) text.size());
        names = CodeNames.of(driver.session().kernel(), CodeSpace.physical(0));
        all = instructions(Listing.of(code, names, code.low(), code.high()));
    }

    @AfterAll
    static void close() {
        driver.close();
    }

    private static CodeBytes read(long address, int length) {
        return driver.session()
                .machine()
                .inspect(i -> CodeBytes.read(i, CodeSpace.physical(0), address, length))
                .join();
    }

    private static List<DisassemblyLine.Code> instructions(List<DisassemblyLine> lines) {
        return lines.stream()
                .filter(DisassemblyLine.Code.class::isInstance)
                .map(DisassemblyLine.Code.class::cast)
                .toList();
    }

    @Test
    void hasTheInstructionsThatObjdumpHas() {
        String dump =
                Tool.run(
                                Path.of("").toAbsolutePath(),
                                LIMIT,
                                List.of(
                                        "riscv64-unknown-elf-objdump",
                                        "-d",
                                        "-z",
                                        "-j",
                                        ".text",
                                        Samples.framesCElf().toString()))
                        .orFail();
        List<String> expected =
                dump.lines()
                        .map(OBJDUMP_LINE::matcher)
                        .filter(Matcher::matches)
                        .map(m -> m.group(1) + " " + m.group(2).strip())
                        .toList();
        List<String> actual =
                all.stream()
                        .map(
                                c ->
                                        Long.toHexString(c.address())
                                                + " "
                                                + String.format(
                                                        c.length() == 2 ? "%04x" : "%08x",
                                                        c.bits()))
                        .toList();
        assertTrue(expected.size() > 500, () -> "objdump has " + expected.size());
        assertEquals(expected, actual);
    }

    @Test
    void findsTheInstructionBeforeEachByTheSymbols() {
        for (int i = 1; i < all.size(); i++) {
            long before = all.get(i - 1).address();
            long middle = all.get(i).address() - 1;
            assertEquals(before, Listing.startOf(code, names, middle, middle));
        }
    }

    @Test
    void findsTheInstructionBeforeNearlyEachWithoutSymbols() {
        List<Long> wrong = new ArrayList<>();
        for (int i = 1; i < all.size(); i++) {
            long anchor = all.get(i).address();
            if (Listing.startOf(code, CodeNames.NONE, anchor - 1, anchor)
                    != all.get(i - 1).address()) {
                wrong.add(anchor);
            }
        }
        // What is wrong comes right after a function's end, where zeros and constants lie.
        assertTrue(wrong.size() * 100 < all.size(), () -> wrong.size() + " of " + all.size());
    }

    @Test
    void isTheSameInOnePieceAndInMany() {
        List<DisassemblyLine> whole = Listing.of(code, names, code.low(), code.high());
        List<DisassemblyLine> joined = new ArrayList<>();
        for (int i = 0; i < all.size(); i += 7) {
            long high = i + 7 < all.size() ? all.get(i + 7).address() : code.high();
            joined.addAll(Listing.of(code, names, all.get(i).address(), high));
        }
        assertEquals(whole, joined);
    }

    @Test
    void saysWhichFunctionIsCalled() {
        long target = driver.addressOf("allocFrame");
        List<DisassemblyLine.Code> calls =
                all.stream()
                        .filter(c -> c.reference().filter(r -> r.address() == target).isPresent())
                        .toList();
        assertTrue(!calls.isEmpty());
        calls.forEach(
                call -> {
                    assertEquals("allocFrame", call.reference().orElseThrow().symbol());
                    assertTrue(call.reference().orElseThrow().code());
                });
    }

    @Test
    void saysWhichDataTwoInstructionsNameTogether() {
        assertTrue(
                all.stream()
                        .flatMap(c -> c.reference().stream())
                        .anyMatch(r -> !r.code() && r.symbol().equals("frameAllocator")));
    }

    @Test
    void putsTheFunctionsNameAndItsFirstLineAboveIt() {
        long start = driver.addressOf("allocFrame");
        List<DisassemblyLine> lines = Listing.of(code, names, start, start + 2);
        assertEquals(new DisassemblyLine.Label(start, "allocFrame"), lines.get(0));
        DisassemblyLine.Source source = (DisassemblyLine.Source) lines.get(1);
        assertEquals("memory.c", source.line().fileName());
        assertEquals(source.first(), source.line().line());
        DisassemblyLine.Code first = (DisassemblyLine.Code) lines.get(2);
        assertEquals("allocFrame", first.symbol());
    }

    @Test
    void saysWhereThereIsNoMemory() {
        long end = DRAM + driver.session().machine().config().memoryBytes();
        CodeBytes bytes = read(end - 4, 16);
        List<DisassemblyLine> lines = Listing.of(bytes, CodeNames.NONE, end - 4, end + 12);
        DisassemblyLine.Unmapped nothing = (DisassemblyLine.Unmapped) lines.getLast();
        assertEquals(end, nothing.address());
        assertEquals(end + 12, nothing.end());
        assertTrue(nothing.why().contains("no memory"), nothing.why());
    }

    @Test
    void readsVirtualAddressesThroughTheTablesAndKnowsWhereTheyAre() throws Exception {
        try (SessionDriver paged = SessionDriver.sample()) {
            paged.breakAt("makeComb");
            paged.resume();
            long satp = paged.read(hart -> hart.effectiveSatp());
            assertTrue(satp != 0, "paging is off");
            CodeSpace space = new CodeSpace(0, Privilege.SUPERVISOR, satp);
            long start = paged.addressOf("allocFrame");
            CodeBytes mapped =
                    paged.session()
                            .machine()
                            .inspect(i -> CodeBytes.read(i, space, start, 16))
                            .join();
            assertEquals(code.word(start), mapped.word(start));
            assertTrue(mapped.physical(start).isPresent());
            CodeBytes unmapped =
                    paged.session().machine().inspect(i -> CodeBytes.read(i, space, 0, 16)).join();
            assertTrue(!unmapped.problem(0).isEmpty());
        }
    }
}
