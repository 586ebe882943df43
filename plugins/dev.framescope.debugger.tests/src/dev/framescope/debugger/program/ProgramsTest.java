package dev.framescope.debugger.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.SessionDriver;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Privilege;
import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.elf.ElfSection;
import dev.framescope.testing.CrossCompiler;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Whose code is at an address: in a machine with programs and page tables written by hand. */
class ProgramsTest {
    private static final long LINK = 0x10000;
    private static final long PAGE = 4096;

    /** Where programs are put in memory, and page tables behind them. */
    private static final long FIRST = 0x84000000L;

    private static final long SECOND = 0x84100000L;
    private static final long TABLES = 0x84200000L;
    private static final long SV39 = 8L << 60;

    /** Valid, readable, executable, user, accessed and dirty. */
    private static final long USER_CODE = 0xdb;

    private static final long KERNEL_CODE = 0xcb;
    private static final long TABLE = 1;

    /** A page of nops, and a second one that begins with the function. */
    private static final String SOURCE =
            """
                .option norvc
                .text
                .globl _start
            _start:
                .rept 1024
                nop
                .endr
                .globl NAME
                .type NAME, @function
            NAME:
                li a0, NUMBER
                ret
                .size NAME, . - NAME
            """;

    @TempDir private Path folder;
    private SessionDriver driver;
    private Programs programs;
    private long nextTable = TABLES;

    @BeforeEach
    void startTheSample() throws Exception {
        driver = SessionDriver.sample();
        programs = new Programs(driver.session().programs().get(0));
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private Program program(String name, int number, ProgramScope scope) throws Exception {
        Path own = Files.createDirectory(folder.resolve(name));
        String source = SOURCE.replace("NAME", name).replace("NUMBER", "" + number);
        Path file = CrossCompiler.assemble(own, LINK, source);
        return Program.open(Files.move(file, own.resolve(name)), scope);
    }

    /** Loads a program's code to physical memory. */
    private void load(Program program, long paddr) throws Exception {
        ElfSection text = program.symbols().elf().section(".text").orElseThrow();
        byte[] code = program.symbols().elf().bytes(text);
        assertEquals(code.length, driver.session().writePhysical(paddr, code).join());
    }

    /** A page table that maps pages from a virtual address on to physical memory. */
    private long space(long vaddr, long paddr, int pages, long flags) {
        long root = nextTable;
        long middle = root + PAGE;
        long last = middle + PAGE;
        nextTable = last + PAGE;
        write(root + (vaddr >> 30 & 511) * 8, middle >> 12 << 10 | TABLE);
        write(middle + (vaddr >> 21 & 511) * 8, last >> 12 << 10 | TABLE);
        for (int i = 0; i < pages; i++) {
            long entry = (paddr >> 12) + i << 10 | flags;
            write(last + ((vaddr >> 12 & 511) + i) * 8, entry);
        }
        return SV39 | root >> 12;
    }

    private void write(long paddr, long value) {
        byte[] bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
        driver.session().writePhysical(paddr, bytes).join();
    }

    /** The program and function at an address; {@code none} if there is none. */
    private String at(Privilege privilege, long satp, long pc) {
        return inspect(
                machine -> {
                    MemoryView memory = new MemoryView(machine.hart(0), machine, privilege, satp);
                    Optional<CodePlace> place = programs.at(memory, pc);
                    return place.map(p -> p.program().name() + " " + p.symbol()).orElse("none");
                });
    }

    private <T> T inspect(Function<Inspection, T> reader) {
        return driver.session().machine().inspect(reader).join();
    }

    @Test
    void programsAtOneAddressAreToldApartByTheirCode() throws Exception {
        Program one = program("one", 1, ProgramScope.USER);
        Program two = program("two", 2, ProgramScope.USER);
        programs.add(one);
        programs.add(two);
        load(one, FIRST);
        load(two, SECOND);
        long inOne = space(LINK, FIRST, 2, USER_CODE);
        long inTwo = space(LINK, SECOND, 2, USER_CODE);
        assertEquals("one one", at(Privilege.USER, inOne, LINK + PAGE));
        assertEquals("two two", at(Privilege.USER, inTwo, LINK + PAGE));
        assertEquals(
                "one _start+0x4", at(Privilege.USER, inOne, LINK + 4), "the same page in both");
        assertEquals(
                "two _start+0x4", at(Privilege.USER, inTwo, LINK + 4), "the same page in both");
        assertEquals("none", at(Privilege.USER, inOne, LINK + 2 * PAGE), "not mapped");
        assertEquals("none", at(Privilege.SUPERVISOR, inOne, LINK + PAGE), "not in its mode");
    }

    @Test
    void placeOfAProgramIsReachedInItsAddressSpacesOnly() throws Exception {
        Program one = program("one", 1, ProgramScope.USER);
        Program two = program("two", 2, ProgramScope.USER);
        programs.add(one);
        programs.add(two);
        load(one, FIRST);
        load(two, SECOND);
        long inOne = space(LINK, FIRST, 2, USER_CODE);
        long inTwo = space(LINK, SECOND, 2, USER_CODE);
        for (long offset : new long[] {0, PAGE}) {
            CodePlace place = new CodePlace(one, LINK + offset);
            assertTrue(isAt(place, inOne), "offset " + offset);
            assertFalse(isAt(place, inTwo), "offset " + offset);
        }
        assertEquals(List.of(one), runIn(inOne));
        assertEquals(List.of(two), runIn(inTwo));
    }

    private boolean isAt(CodePlace place, long satp) {
        return inspect(
                machine ->
                        programs.isAt(
                                place,
                                new MemoryView(machine.hart(0), machine, Privilege.USER, satp),
                                place.linkPc()));
    }

    private List<Program> runIn(long satp) {
        return inspect(
                machine ->
                        programs.runIn(
                                new MemoryView(machine.hart(0), machine, Privilege.USER, satp)));
    }

    @Test
    void programOfOneAddressSpaceCountsThereAlone() throws Exception {
        Program probe = program("one", 1, ProgramScope.USER);
        load(probe, FIRST);
        long here = space(LINK, FIRST, 2, USER_CODE);
        long there = space(LINK, FIRST, 2, USER_CODE);
        programs.add(Program.open(probe.path(), new ProgramScope.Space(here & (1L << 44) - 1)));
        assertEquals("one one", at(Privilege.USER, here, LINK + PAGE));
        assertEquals("one one", at(Privilege.SUPERVISOR, here, LINK + PAGE));
        assertEquals("none", at(Privilege.USER, there, LINK + PAGE));
    }

    @Test
    void firmwareIsThatOfMachineModeAlone() throws Exception {
        Program probe = program("one", 1, ProgramScope.FIRMWARE);
        programs.add(probe);
        assertEquals("one one", at(Privilege.MACHINE, 0, LINK + PAGE));
        assertEquals("none", at(Privilege.SUPERVISOR, 0, LINK + PAGE));
    }

    @Test
    void kernelIsFoundByItsMemoryWhereverThatIsMapped() throws Exception {
        long link = driver.addressOf("allocFrame");
        long page = link & -PAGE;
        long high = 0x3ffffff000L;
        long satp = space(high, page, 1, KERNEL_CODE);
        String expected = "frames-c.elf allocFrame";
        assertEquals(expected, at(Privilege.SUPERVISOR, satp, high + (link - page)));
        assertEquals(expected, at(Privilege.SUPERVISOR, 0, link));
        assertEquals(expected, at(Privilege.MACHINE, 0, link));
        assertEquals("none", at(Privilege.USER, satp, link), "not mapped there");
    }

    @Test
    void memoryOfTheKernelThatAUserProgramWasGivenIsNoCodeOfTheKernel() throws Exception {
        long link = driver.addressOf("allocFrame");
        long page = link & -PAGE;
        long satp = space(LINK, page, 1, USER_CODE);
        long pc = LINK + (link - page);
        assertEquals("frames-c.elf allocFrame", at(Privilege.USER, satp, pc));
        driver.session().writePhysical(link, new byte[] {1, 2, 3, 4}).join();
        assertEquals("none", at(Privilege.USER, satp, pc));
    }

    @Test
    void programThatWasChangedInMemoryIsNotTakenForItself() throws Exception {
        Program one = program("one", 1, ProgramScope.USER);
        programs.add(one);
        load(one, FIRST);
        long satp = space(LINK, FIRST, 2, USER_CODE);
        driver.session().writePhysical(FIRST + PAGE + 4, new byte[] {1, 2, 3, 4}).join();
        assertEquals("none", at(Privilege.USER, satp, LINK + PAGE));
    }

    @Test
    void kernelCannotBeRemovedButOthersCan() throws Exception {
        Program one = program("one", 1, ProgramScope.USER);
        programs.add(one);
        assertTrue(programs.remove(one));
        assertFalse(programs.remove(one));
        assertThrows(IllegalArgumentException.class, () -> programs.remove(programs.kernel()));
    }

    @Test
    void scopesAreReadAsTheyAreWritten() {
        for (ProgramScope scope :
                List.of(
                        ProgramScope.KERNEL,
                        ProgramScope.USER,
                        ProgramScope.FIRMWARE,
                        ProgramScope.EVERYWHERE,
                        new ProgramScope.Space(0x80234))) {
            assertEquals(scope, ProgramScope.parse(scope.describe()));
        }
        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> ProgramScope.parse("somewhere"));
        assertTrue(wrong.getMessage().startsWith("'somewhere' is no scope"), wrong.getMessage());
    }

    @Test
    void fileThatIsNoProgramIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "hello");
        assertThrows(
                SymbolException.class, () -> driver.session().addProgram(text, ProgramScope.USER));
        assertThrows(
                IOException.class,
                () ->
                        driver.session()
                                .addProgram(Samples.framesC().resolve("none"), ProgramScope.USER));
        assertEquals(1, driver.session().programs().size());
    }
}
