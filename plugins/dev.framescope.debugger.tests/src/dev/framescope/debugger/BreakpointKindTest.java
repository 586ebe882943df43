package dev.framescope.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.program.ProgramScope;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.isa.Csr;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

/** What breakpoints can be about, and when they count, on the C sample kernel. */
class BreakpointKindTest {
    private static final int ECALL_FROM_USER = 8;
    private static final int SUPERVISOR_TIMER = 5;

    private SessionDriver driver;

    @BeforeEach
    void startTheSample() throws Exception {
        driver =
                SessionDriver.start(
                        SessionConfig.of(Samples.framesCElf())
                                .withHarts(2)
                                .withProgram(Samples.framesCSortElf(), ProgramScope.USER));
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private Breakpoint add(BreakpointSpec spec) {
        return driver.session().add(spec);
    }

    private Breakpoint allocFrame(BreakpointOptions options) {
        return driver.session().add(new BreakpointSpec.AtFunction("allocFrame"), options);
    }

    @Test
    void stopsFromTheNthArrivalOnAndEveryNth() throws Exception {
        Breakpoint all = allocFrame(BreakpointOptions.NONE);
        for (int i = 0; i < 4; i++) {
            driver.resume();
        }
        long fourth = driver.resume().reason().where().instructions();
        all.setEnabled(false);
        driver.close();
        startTheSample();
        Breakpoint some = allocFrame(BreakpointOptions.NONE.withFirstHit(3).withEvery(2));
        driver.resume();
        long fifth = driver.resume().reason().where().instructions();
        assertEquals(fourth, fifth, "arrivals 3 and 5");
        assertEquals(2, some.hits());
        assertEquals(driver.pc(), some.lastHit().orElseThrow().pc());
    }

    @Test
    void countsOneHartOnly() throws Exception {
        Breakpoint never = allocFrame(BreakpointOptions.NONE.withHart(1));
        Breakpoint main = allocFrame(BreakpointOptions.NONE.withHart(0));
        assertEquals(List.of(main), driver.resume().hit());
        assertEquals(0, never.hits());
    }

    @Test
    void countsOneModeOnly() throws Exception {
        Breakpoint never = allocFrame(BreakpointOptions.NONE.withPrivilege(Privilege.USER));
        Breakpoint kernel = allocFrame(BreakpointOptions.NONE.withPrivilege(Privilege.SUPERVISOR));
        assertEquals(List.of(kernel), driver.resume().hit());
        assertEquals(0, never.hits());
    }

    @Test
    void stopsInEveryFunctionThatAPatternMatches() throws Exception {
        Breakpoint frames = driver.breakAt("/^(de)?allocFrame$/");
        assertEquals(2, frames.locations().size(), frames.status());
        driver.resume();
        assertEquals("allocFrame", driver.functions().get(0));
    }

    @Test
    void saysWhatIsWrongWithAPattern() {
        assertEquals(
                "'(alloc' is no regular expression: Unclosed group",
                driver.breakAt("/(alloc/").status());
        assertEquals(
                "no function whose name matches /^allocFarm/",
                driver.breakAt("/^allocFarm/").status());
    }

    @Test
    void physicalAddressIsMetAtWhateverAddressItIsMapped() throws Exception {
        long link = driver.addressOf("userVector");
        long paddr = driver.session().kernel().locate(link).loadAddress().orElseThrow();
        Breakpoint vector = add(new BreakpointSpec.AtPhysicalAddress(paddr));
        assertEquals(List.of(vector), driver.resume().hit());
        assertNotEquals(link, driver.pc());
        assertTrue(vector.status().startsWith("stops at phys(0x802"), vector.status());
    }

    @Test
    void stopsAtAnExceptionByCauseAndMode() throws Exception {
        Breakpoint call =
                add(
                        new BreakpointSpec.OnException(
                                Set.of(ECALL_FROM_USER), Set.of(Privilege.USER), false));
        SessionStop stop = driver.resume();
        assertEquals(List.of(call), stop.hit());
        assertEquals(ECALL_FROM_USER, driver.read(h -> h.csr(Csr.SCAUSE).orElseThrow()).intValue());
        assertTrue(
                stop.describe().startsWith("breakpoint 1 (environment call from U-mode (8) at 0x1"),
                stop.describe());
        assertEquals("stops at exception 8 from U-mode", call.status());
    }

    @Test
    void systemCallsAreNotUnexpected() throws Exception {
        Breakpoint wrong = add(new BreakpointSpec.OnException(Set.of(), Set.of(), true));
        driver.session().resume();
        assertTrue(SessionDriver.exit(driver.awaitEnd()).isPresent());
        assertEquals(0, wrong.hits());
    }

    @Test
    void stopsAtAnInterrupt() throws Exception {
        Breakpoint timer = add(new BreakpointSpec.OnInterrupt(Set.of(SUPERVISOR_TIMER), Set.of()));
        SessionStop stop = driver.resume();
        assertEquals(List.of(timer), stop.hit());
        assertTrue(driver.read(h -> h.csr(Csr.SCAUSE).orElseThrow()) < 0);
        assertTrue(stop.reason() instanceof StopReason.TrapTaken, stop.toString());
    }

    @Test
    void stopsAtTheFirstInstructionInUserMode() throws Exception {
        Breakpoint user =
                add(
                        new BreakpointSpec.OnPrivilegeChange(
                                Set.of(Privilege.SUPERVISOR), Set.of(Privilege.USER)));
        SessionStop stop = driver.resume();
        assertEquals(List.of(user), stop.hit());
        assertEquals(Privilege.USER, driver.read(HartInspection::privilege));
        assertTrue(stop.describe().contains("from S-mode to U-mode"), stop.describe());
    }

    @Test
    void stopsBehindTheInstructionThatChangesSatp() throws Exception {
        Breakpoint satp = add(new BreakpointSpec.OnSatpChange());
        assertEquals(0, driver.read(PageTables::satpOf));
        SessionStop stop = driver.resume();
        assertEquals(List.of(satp), stop.hit());
        long now = driver.read(PageTables::satpOf);
        assertNotEquals(0, now);
        assertTrue(
                stop.describe().contains("satp 0x" + Long.toHexString(now) + ", before 0x0"),
                stop.describe());
    }

    @Test
    void eventsEndTheStepThatTheyHappenIn() throws Exception {
        driver.session().addTemporary(new BreakpointSpec.AtFunction("writeText"));
        driver.resume();
        driver.returning();
        Breakpoint call =
                add(new BreakpointSpec.OnException(Set.of(ECALL_FROM_USER), Set.of(), false));
        SessionStop stop = driver.over();
        while (stop.kind() == SessionStop.Kind.STEP_END) {
            stop = driver.over();
        }
        assertEquals(List.of(call), stop.hit());
        assertEquals("userVector", driver.functions().get(0));
    }

    @Test
    void disabledAndRemovedEventsDoNotStop() throws Exception {
        Breakpoint satp = add(new BreakpointSpec.OnSatpChange());
        satp.setEnabled(false);
        Breakpoint user = add(new BreakpointSpec.OnPrivilegeChange(Set.of(), Set.of()));
        driver.session().remove(user);
        driver.session().resume();
        assertTrue(SessionDriver.exit(driver.awaitEnd()).isPresent());
        assertEquals(0, satp.hits() + user.hits());
    }

    @Test
    void watchpointTellsOldAndNewValueAndWhoItWas() throws Exception {
        driver.breakAt("deallocFrame");
        driver.resume();
        long variable = driver.session().kernel().symbols().symbolAddress("ticks").orElseThrow();
        Breakpoint ticks = add(new BreakpointSpec.WatchVirtual(variable, 8, WatchMode.CHANGE));
        driver.session().breakpoints().get(0).setEnabled(false);
        SessionStop stop = driver.resume();
        assertEquals(List.of(ticks), stop.hit());
        String address = "0x" + Long.toHexString(variable);
        assertTrue(
                stop.describe().startsWith("watchpoint 2 (" + address + ": 0x0 -> 0x1, by "),
                stop.describe());
        assertEquals("watches " + address + ", 8 bytes at " + address, ticks.status());
    }
}
