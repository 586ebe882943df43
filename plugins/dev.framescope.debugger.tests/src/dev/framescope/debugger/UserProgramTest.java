package dev.framescope.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.program.CodePlace;
import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.program.ProgramScope;
import dev.framescope.debugger.space.AddressSpace;
import dev.framescope.debugger.variables.FrameId;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Privilege;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The C sample kernel with its three processes: two of one program, one of another, all linked at
 * one address.
 */
class UserProgramTest {
    private static final long TRAMPOLINE = 0x3ffffff000L;

    private static final FrameId INNERMOST = new FrameId(0, 0);

    private SessionDriver driver;

    @BeforeEach
    void startTheSample() throws Exception {
        driver =
                SessionDriver.start(
                        SessionConfig.of(Samples.framesCElf())
                                .withProgram(Samples.framesCSortElf(), ProgramScope.USER)
                                .withProgram(Samples.framesCPrimesElf(), ProgramScope.USER));
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void userBreakpointStopsInTheProcessesOfItsProgramOnly() throws Exception {
        Breakpoint add = driver.breakAt("add");
        Set<Long> roots = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            SessionStop stop = driver.resume();
            assertEquals(List.of(add), stop.hit());
            assertEquals("frames-c-primes.elf", place().program().name());
            assertEquals("add", place().function().orElseThrow().name());
            assertEquals(Privilege.USER, driver.read(HartInspection::privilege));
            roots.add(root());
        }
        assertEquals(1, roots.size(), "one process runs primes");
    }

    @Test
    void bothProcessesOfAProgramStopAtItsBreakpointUnlessOneIsChosen() throws Exception {
        Breakpoint sort = driver.breakAt("sortRound");
        driver.resume();
        long first = root();
        driver.resume();
        long second = root();
        assertNotEquals(first, second, "the other process, in turn");
        sort.setOptions(BreakpointOptions.NONE.withSpace(second));
        driver.resume();
        assertEquals(second, root(), "not the first one, though it comes there in between");
    }

    @Test
    void kernelAndUserBreakpointsAreSetTogether() throws Exception {
        Breakpoint trap = driver.breakAt("userTrap");
        Breakpoint write = driver.breakAt("writeText");
        driver.breakAt("strike");
        Set<String> stops = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            driver.resume();
            CodePlace place = place();
            stops.add(place.function().orElseThrow().name() + " of " + place.program().name());
            trap.setEnabled(i < 4);
            write.setEnabled(i < 4);
        }
        assertEquals(
                Set.of(
                        "userTrap of frames-c.elf",
                        "writeText of frames-c-sort.elf",
                        "strike of frames-c-primes.elf"),
                stops);
    }

    @Test
    void kernelBreakpointInTheTrampolineStopsWhereItIsMappedASecondTime() throws Exception {
        Breakpoint vector = driver.breakAt("userVector");
        SessionStop stop = driver.resume();
        assertEquals(List.of(vector), stop.hit());
        assertTrue(driver.pc() >= TRAMPOLINE, Long.toHexString(driver.pc()));
        assertEquals(Privilege.SUPERVISOR, driver.read(HartInspection::privilege));
        assertEquals("userVector", place().function().orElseThrow().name());
        assertEquals("frames-c.elf", place().program().name());
        assertTrue(stop.describe().contains("in userVector trampoline.S:"), stop.describe());
    }

    @Test
    void userBreakpointIsPendingUntilItsPageIsMapped() throws Exception {
        Breakpoint add = driver.breakAt("add");
        assertTrue(
                add.status()
                        .matches(
                                "pending at 0x1[0-9a-f]{4} \\(primes.c:[0-9]+\\) of"
                                    + " frames-c-primes.elf: not mapped yet in any address space"),
                add.status());
        SessionStop stop = driver.resume();
        long paddr = driver.read(hart -> hart.physicalAddress(hart.pc()).orElseThrow());
        assertEquals(List.of(add), stop.hit());
        assertTrue(
                add.status()
                        .contains(
                                "mapped to 0x"
                                        + Long.toHexString(paddr)
                                        + " in "
                                        + spaceHere().name()),
                add.status());
    }

    @Test
    void statusNamesEveryAddressSpaceThatHasTheCode() throws Exception {
        Breakpoint sort = driver.breakAt("report");
        driver.resume();
        driver.resume();
        assertNotEquals(0, root());
        assertEquals(3, sort.status().split(" in ").length, sort.status());
    }

    @Test
    void programThatIsAddedLaterGetsTheBreakpointsThatNameItsCode() throws Exception {
        for (Program program : driver.session().programs()) {
            if (program.scope() == ProgramScope.USER) {
                driver.session().removeProgram(program);
            }
        }
        Breakpoint add = driver.breakAt("strike");
        assertEquals("no function named strike", add.status());
        driver.session().addProgram(Samples.framesCPrimesElf(), ProgramScope.USER);
        assertEquals(1, add.locations().size());
        assertEquals(List.of(add), driver.resume().hit());
    }

    @Test
    void lineStopsInEveryProgramThatHasTheFile() throws Exception {
        int line = sourceLine("user/system.c", "systemCall(SYS_YIELD");
        Breakpoint yield = driver.session().add(new BreakpointSpec.AtLine("user/system.c", line));
        assertEquals(2, yield.locations().size(), yield.status());
        Set<String> programs = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            driver.resume();
            programs.add(place().program().name());
        }
        assertEquals(Set.of("frames-c-sort.elf", "frames-c-primes.elf"), programs);
    }

    @Test
    void onlyTheNamedProgramCounts() throws Exception {
        Breakpoint yield =
                driver.session()
                        .add(
                                new BreakpointSpec.AtFunction("yield"),
                                BreakpointOptions.NONE.withProgram("frames-c-primes.elf"));
        assertEquals(1, yield.locations().size());
        driver.resume();
        assertEquals("frames-c-primes.elf", place().program().name());
    }

    @Test
    void addressCountsWhateverProgramHasCodeThere() throws Exception {
        long address =
                driver.session().programs().get(1).symbols().functions("_start").get(0).low();
        driver.session().add(new BreakpointSpec.AtAddress(address));
        Set<Long> roots = new HashSet<>();
        List<String> programs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            driver.resume();
            roots.add(root());
            programs.add(place().program().name());
        }
        assertEquals(3, roots.size(), "each process begins there");
        assertEquals(
                List.of("frames-c-sort.elf", "frames-c-sort.elf", "frames-c-primes.elf"), programs);
    }

    @Test
    void everyAddressSpaceIsKnownWithItsPrograms() throws Exception {
        driver.breakAt("add");
        driver.resume();
        List<AddressSpace> spaces = driver.session().addressSpaces().join();
        assertEquals(
                List.of(
                        "frames-c.elf",
                        "frames-c-sort.elf",
                        "frames-c-sort.elf",
                        "frames-c-primes.elf"),
                spaces.stream()
                        .flatMap(space -> space.programs().stream())
                        .map(program -> program.name())
                        .toList());
        assertEquals("kernel", spaces.get(0).name());
        assertEquals(PageTables.Mode.SV39, spaces.get(0).mode());
        assertEquals(List.of(0), spaceHere().harts());
        assertTrue(
                spaceHere().name().matches("space [0-9] \\(root 0x[0-9a-f]+\\)"),
                spaceHere().name());
        driver.session().nameAddressSpace(root(), "primes");
        assertEquals("primes", spaceHere().name());
    }

    @Test
    void virtualRangeIsWatchedInOneAddressSpace() throws Exception {
        Breakpoint sort = driver.breakAt("sortRound");
        driver.resume();
        driver.resume();
        long second = root();
        sort.setEnabled(false);
        Program program = driver.session().programs().get(1);
        long table = program.symbols().symbolAddress("table").orElseThrow();
        Breakpoint read =
                driver.session()
                        .add(
                                new BreakpointSpec.WatchVirtual(table, 4, WatchMode.READ),
                                BreakpointOptions.NONE.withSpace(second));
        SessionStop stop = driver.resume();
        assertEquals(List.of(read), stop.hit());
        assertEquals(second, root());
        assertTrue(stop.describe().contains(" read, by sortRound sort.c:"), stop.describe());
    }

    private String text(String expression) {
        return driver.session().values().evaluate(INNERMOST, expression).join().text();
    }

    private String problem(String expression) {
        CompletionException e =
                assertThrows(
                        CompletionException.class,
                        () -> driver.session().values().evaluate(INNERMOST, expression).join());
        return e.getCause().getMessage();
    }

    @Test
    void kernelCodeReadsTheVariablesOfTheOneProcessOfAProgram() throws Exception {
        assertEquals(
                "no process runs frames-c-primes.elf now",
                problem("frames-c-primes.elf::composite[4]"));
        driver.session().addTemporary(new BreakpointSpec.AtFunction("add"));
        driver.resume();
        assertEquals("frames-c-primes.elf", place().program().name());
        Breakpoint prime = driver.breakAt("add");
        driver.resume();
        prime.setEnabled(false);
        driver.breakAt("userTrap");
        driver.resume();
        assertEquals("frames-c.elf", place().program().name());
        for (String name : List.of("frames-c-primes.elf", "'frames-c-primes.elf'")) {
            assertEquals("1", text(name + "::composite[4],d"), name);
            assertEquals("0", text(name + "::composite[5],d"), name);
        }
        assertEquals("20000", text("sizeof('frames-c-primes.elf'::composite)"));
        driver.session()
                .values()
                .assign(INNERMOST, "frames-c-primes.elf::composite[5]", "7")
                .join();
        assertEquals("7", text("frames-c-primes.elf::composite[5],d"));
        String help = problem("composite[4]");
        assertTrue(
                help.contains("frames-c-primes.elf has one: 'frames-c-primes.elf'::composite"),
                help);
        assertEquals(
                "frames-c-primes.elf has no variable 'nothing'",
                problem("frames-c-primes.elf::nothing"));
    }

    @Test
    void whichOfSeveralProcessesIsMeantMustBeClear() throws Exception {
        driver.breakAt("sortRound");
        driver.resume();
        long first = root();
        while (root() == first) {
            driver.resume();
        }
        assertEquals(text("table.rounds"), text("frames-c-sort.elf::table.rounds"));
        assertEquals(text("table.records[0]"), text("frames-c-sort.elf::table.records[0]"));
        driver.breakAt("userTrap");
        driver.resume();
        assertEquals(
                "2 processes run frames-c-sort.elf; stop in the one that is meant",
                problem("frames-c-sort.elf::table"));
    }

    @Test
    void userCodeReadsTheVariablesOfTheKernelByItsName() throws Exception {
        driver.breakAt("sortRound");
        driver.resume();
        assertEquals("frames-c-sort.elf", place().program().name());
        assertEquals(
                text("frameAllocator.startPpn"), text("frames-c.elf::frameAllocator.startPpn"));
        assertEquals("frames-c.elf has no variable 'table'", problem("frames-c.elf::table"));
    }

    @Test
    void listenersAreToldOfProgramsSpacesAndBreakpoints() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        driver.session()
                .addListener(
                        new SessionListener() {
                            @Override
                            public void programsChanged() {
                                told.add("programs");
                            }

                            @Override
                            public void spacesChanged() {
                                told.add("spaces");
                            }

                            @Override
                            public void breakpointsChanged() {
                                told.add("breakpoints");
                            }
                        });
        Program program = driver.session().programs().get(1);
        driver.session().removeProgram(program);
        assertTrue(told.contains("programs"), told.toString());
        driver.session().nameAddressSpace(0x80234, "mine");
        assertTrue(told.contains("spaces"), told.toString());
        told.clear();
        driver.breakAt("add");
        driver.resume();
        assertTrue(told.containsAll(List.of("breakpoints", "spaces")), told.toString());
    }

    private static int sourceLine(String file, String text) {
        return SampleSource.line(Samples.framesC().resolve(file), text);
    }

    private AddressSpace spaceHere() {
        long here = root();
        return driver.session().addressSpaces().join().stream()
                .filter(space -> space.rootPpn() == here)
                .findFirst()
                .orElseThrow();
    }

    private long root() {
        return PageTables.rootPpn(driver.read(HartInspection::effectiveSatp));
    }

    private CodePlace place() {
        Optional<CodePlace> place =
                driver.session()
                        .machine()
                        .inspect(
                                machine ->
                                        driver.session()
                                                .programLookup()
                                                .at(machine.hart(0), machine))
                        .join();
        return place.orElseThrow();
    }
}
