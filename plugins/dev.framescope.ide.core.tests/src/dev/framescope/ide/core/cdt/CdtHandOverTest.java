package dev.framescope.ide.core.cdt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.DebugSession;
import dev.framescope.ide.core.breakpoints.KernelFunctionBreakpoint;
import dev.framescope.ide.core.examples.ExampleProject;
import dev.framescope.ide.core.fixture.DebugEvents;
import dev.framescope.ide.core.fixture.SampleWorkspace;
import dev.framescope.ide.core.launch.DebuggerChoice;
import dev.framescope.ide.core.launch.KernelLaunch;
import dev.framescope.ide.core.launch.KernelLaunchAttributes;
import dev.framescope.ide.core.model.HartThread;
import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.ide.core.model.KernelProcess;
import dev.framescope.ide.core.model.KernelStackFrame;
import dev.framescope.ide.core.model.RestartCommand;
import dev.framescope.ide.core.sourcelookup.KernelSourceLocator;
import dev.framescope.machine.RunState;

import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.variables.VariablesPlugin;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.IProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The hand-over to CDT, with a stand-in that has the id of CDT's launch configuration type. */
class CdtHandOverTest {
    private static final String JTAG = "org.eclipse.cdt.debug.gdbjtag.core.";
    private static final String LAUNCH = "org.eclipse.cdt.launch.";
    private static final String GDB = "org.eclipse.cdt.dsf.gdb.";
    private static final int DEADLINE_SECONDS = 30;

    @TempDir private Path folder;
    private SampleWorkspace sample;
    private DebugEvents events;
    private Path gdb;

    @BeforeEach
    void createSample() throws CoreException, IOException {
        gdb = program("riscv-gdb", "The target architecture is set to \\\"riscv:rv64\\\".");
        sample = new SampleWorkspace();
        events = new DebugEvents();
    }

    @AfterEach
    void removeSample() throws CoreException {
        FakeCdt.plan(FakeCdt.Plan.SUCCEED);
        events.close();
        sample.close();
    }

    private Path program(String name, String says) throws IOException {
        Path program = folder.resolve(name);
        Files.writeString(program, "#!/bin/sh\necho \"" + says + "\"\n");
        assertTrue(program.toFile().setExecutable(true));
        return program;
    }

    private ILaunchConfiguration configuration(DebuggerChoice debugger) throws CoreException {
        ILaunchConfigurationWorkingCopy copy = sample.configuration().getWorkingCopy();
        copy.setAttribute(KernelLaunchAttributes.DEBUGGER, debugger.value());
        copy.setAttribute(KernelLaunchAttributes.GDB, gdb.toString());
        return copy.doSave();
    }

    private static ILaunch debug(ILaunchConfiguration configuration) throws CoreException {
        return configuration.launch(ILaunchManager.DEBUG_MODE, new NullProgressMonitor());
    }

    private ILaunch debug() throws CoreException {
        return debug(configuration(DebuggerChoice.CDT));
    }

    private static <T extends IProcess> T process(ILaunch launch, Class<T> type) {
        return Arrays.stream(launch.getProcesses())
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private static DebugSession session(ILaunch launch) {
        return process(launch, KernelProcess.class).session();
    }

    private static Thread[] framescopeThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("framescope-"))
                .toArray(Thread[]::new);
    }

    private static void assertEnd(Thread[] threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
            assertFalse(thread.isAlive(), thread.getName());
        }
    }

    @Test
    void gdbAndTheMachineRunInTheLaunchThatCdtMade() throws CoreException {
        ILaunch launch = debug();

        assertInstanceOf(FakeCdt.FakeLaunch.class, launch);
        assertEquals(0, launch.getDebugTargets().length);
        assertEquals(2, launch.getProcesses().length);
        assertEquals(RunState.SUSPENDED, session(launch).state());
        assertEquals("QC1", process(launch, FakeGdb.class).ask("qC").replaceAll("[p.]+.*C", "QC"));
    }

    @Test
    void everythingThatCdtReadsIsKeptInTheConfiguration() throws CoreException {
        debug();

        Map<String, Object> kept = sample.configuration().getAttributes();
        Map<String, Object> expected =
                Map.ofEntries(
                        Map.entry(GDB + "DEBUG_NAME", gdb.toString()),
                        Map.entry(GDB + "UPDATE_THREADLIST_ON_SUSPEND", true),
                        Map.entry(GDB + "NON_STOP", false),
                        Map.entry(
                                LAUNCH + "PROGRAM_NAME",
                                sample.file("frames-c.elf").getLocation().toOSString()),
                        Map.entry(LAUNCH + "PROJECT_ATTR", ""),
                        Map.entry(LAUNCH + "DEBUGGER_START_MODE", "remote"),
                        Map.entry(LAUNCH + "ATTR_BUILD_BEFORE_LAUNCH_ATTR", 0),
                        Map.entry("process_factory_id", GDB + "GdbProcessFactory"),
                        Map.entry(JTAG + "jtagDeviceId", JTAG + "jtagdevice.genericDevice"),
                        Map.entry(JTAG + "useRemoteTarget", false),
                        Map.entry(
                                JTAG + "initCommands",
                                "set remotetimeout 20\n"
                                        + "target remote localhost:${framescope_gdb_port}"),
                        Map.entry(JTAG + "loadImage", false),
                        Map.entry(JTAG + "loadSymbols", true),
                        Map.entry(JTAG + "useProjBinaryForSymbols", true),
                        Map.entry(JTAG + "useProjBinaryForImage", true),
                        Map.entry(JTAG + "doReset", false),
                        Map.entry(JTAG + "doHalt", false),
                        Map.entry(JTAG + "setResume", true),
                        Map.entry(JTAG + "setStopAt", true),
                        Map.entry(JTAG + "stopAt", "allocFrame"),
                        Map.entry(
                                "org.eclipse.debug.core.SOURCE_PATH_COMPUTER_ID",
                                "org.eclipse.cdt.debug.core.sourcePathComputer"),
                        Map.entry(
                                "org.eclipse.debug.core.source_locator_id",
                                "org.eclipse.cdt.debug.core.sourceLocator"));
        expected.forEach((key, value) -> assertEquals(value, kept.get(key), key));
        String groups = String.valueOf(kept.get(LAUNCH + "DEBUGGER_REGISTER_GROUPS"));
        for (String part : List.of("Supervisor", "satp", "Machine", "mstatus", "pmpaddr15")) {
            assertTrue(groups.contains(part), groups);
        }
        assertFalse(sample.configuration().isWorkingCopy());
    }

    @Test
    void registerGroupsThatAPersonHasMadeStay() throws CoreException {
        ILaunchConfigurationWorkingCopy copy = configuration(DebuggerChoice.CDT).getWorkingCopy();
        copy.setAttribute(LAUNCH + "DEBUGGER_REGISTER_GROUPS", "<registerGroups/>");

        debug(copy.doSave());

        assertEquals(
                "<registerGroups/>",
                sample.configuration().getAttribute(LAUNCH + "DEBUGGER_REGISTER_GROUPS", ""));
    }

    @Test
    void gdbGetsAFunctionOfRustByItsPath() throws CoreException {
        try (SampleWorkspace rust = new SampleWorkspace(ExampleProject.FRAMES_RUST)) {
            ILaunchConfigurationWorkingCopy copy = rust.configuration().getWorkingCopy();
            copy.setAttribute(KernelLaunchAttributes.DEBUGGER, DebuggerChoice.CDT.value());
            copy.setAttribute(KernelLaunchAttributes.GDB, gdb.toString());

            debug(copy.doSave());

            String stopAt = rust.configuration().getAttribute(JTAG + "stopAt", "");
            assertTrue(stopAt.matches("[a-z_:]+::alloc_frame"), stopAt);
        }
    }

    @Test
    void automaticIsCdtWhereItIsInstalledAndBuiltInIsNot() throws CoreException {
        assertInstanceOf(FakeCdt.FakeLaunch.class, debug(configuration(DebuggerChoice.AUTOMATIC)));
        assertInstanceOf(KernelLaunch.class, debug(configuration(DebuggerChoice.BUILTIN)));
    }

    @Test
    void aSessionUnderTheBuiltInDebuggerAfterwardsFindsItsSources() throws CoreException {
        debug().terminate();

        ILaunch launch = debug(configuration(DebuggerChoice.BUILTIN));

        assertInstanceOf(KernelSourceLocator.class, launch.getSourceLocator());
        assertFalse(
                sample.configuration().hasAttribute("org.eclipse.debug.core.source_locator_id"));
    }

    @Test
    void aMissingGdbIsNamed() throws CoreException {
        gdb = folder.resolve("no-such-gdb");
        ILaunchConfiguration configuration = configuration(DebuggerChoice.CDT);

        CoreException problem = assertThrows(CoreException.class, () -> debug(configuration));

        assertTrue(problem.getMessage().contains(gdb.toString()), problem.getMessage());
        assertTrue(problem.getMessage().contains("choose another"), problem.getMessage());
    }

    @Test
    void aGdbThatDoesNotKnowRiscVIsRefused() throws CoreException, IOException {
        gdb = program("x86-gdb", "Undefined item: \\\"riscv:rv64\\\".");
        ILaunchConfiguration configuration = configuration(DebuggerChoice.CDT);

        CoreException problem = assertThrows(CoreException.class, () -> debug(configuration));

        assertTrue(problem.getMessage().contains("cannot debug RISC-V"), problem.getMessage());
    }

    @Test
    void theEndOfGdbEndsTheMachineAndLeavesNoThread() throws Exception {
        ILaunch launch = debug();
        Thread[] threads = framescopeThreads();
        assertTrue(threads.length > 0);

        process(launch, FakeGdb.class).terminate();

        events.next(DebugEvent.TERMINATE, KernelProcess.class);
        assertTrue(launch.isTerminated());
        assertEnd(threads);
    }

    @Test
    void theEndOfTheMachineEndsGdbAndLeavesNoThread() throws Exception {
        ILaunch launch = debug();
        Thread[] threads = framescopeThreads();

        process(launch, KernelProcess.class).terminate();

        events.next(DebugEvent.TERMINATE, FakeGdb.class);
        assertEnd(threads);
        assertTrue(launch.isTerminated());
    }

    @Test
    void aFailureOfCdtLeavesNothingBehind() throws Exception {
        Thread[] before = framescopeThreads();
        assertEnd(before);
        FakeCdt.plan(FakeCdt.Plan.FAIL);

        CoreException problem = assertThrows(CoreException.class, this::debug);

        assertEquals(FakeCdt.FAILURE, problem.getMessage());
        assertEnd(framescopeThreads());
        assertEquals(0, DebugPlugin.getDefault().getLaunchManager().getLaunches().length);
    }

    @Test
    void aCancelledLaunchLeavesNothingBehind() throws Exception {
        FakeCdt.plan(FakeCdt.Plan.BE_CANCELLED);

        debug();

        assertEnd(framescopeThreads());
        assertEquals(0, DebugPlugin.getDefault().getLaunchManager().getLaunches().length);
    }

    @Test
    void launchesAtTheSameTimeHaveTheirOwnMachines() throws Exception {
        ILaunchConfiguration configuration = configuration(DebuggerChoice.CDT);
        List<CompletableFuture<ILaunch>> both =
                List.of(inBackground(configuration), inBackground(configuration));

        FakeGdb first = process(await(both.get(0)), FakeGdb.class);
        FakeGdb second = process(await(both.get(1)), FakeGdb.class);

        assertNotEquals(first.port(), second.port());
        assertEquals(first.ask("qC"), second.ask("qC"));
        assertEquals(2, DebugPlugin.getDefault().getLaunchManager().getLaunches().length);
    }

    private static CompletableFuture<ILaunch> inBackground(ILaunchConfiguration configuration) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return debug(configuration);
                    } catch (CoreException e) {
                        throw new CompletionException(e);
                    }
                });
    }

    private static ILaunch await(CompletableFuture<ILaunch> launch) throws Exception {
        return launch.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void aRestartEndsTheOldSessionAndLaunchesAnother() throws CoreException {
        ILaunch old = debug();
        int port = process(old, FakeGdb.class).port();

        RestartCommand.restart(old, new NullProgressMonitor());

        assertTrue(old.isTerminated());
        ILaunch restarted =
                Arrays.stream(DebugPlugin.getDefault().getLaunchManager().getLaunches())
                        .filter(launch -> !launch.isTerminated())
                        .findFirst()
                        .orElseThrow();
        assertInstanceOf(FakeCdt.FakeLaunch.class, restarted);
        assertNotEquals(port, process(restarted, FakeGdb.class).port());
    }

    @Test
    void thePortHasAValueOnlyWhileALaunchBegins() {
        CoreException problem =
                assertThrows(
                        CoreException.class,
                        () ->
                                VariablesPlugin.getDefault()
                                        .getStringVariableManager()
                                        .performStringSubstitution("${framescope_gdb_port}"));

        assertTrue(
                problem.getMessage().contains("while a launch of type RV64 Kernel begins"),
                problem.getMessage());
    }

    /** An element of CDT's debug model, as far as it matters. */
    private record Element(ILaunch launch, String text) implements IAdaptable {
        @Override
        public <T> T getAdapter(Class<T> adapter) {
            return adapter == ILaunch.class ? adapter.cast(launch) : null;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Test
    void elementsOfCdtLeadToHartAndFrame() throws CoreException {
        ILaunch launch = debug();
        KernelDebugTarget target = KernelDebugTarget.of(launch).orElseThrow();
        session(launch).addTemporary(new BreakpointSpec.AtFunction("allocFrame"));
        session(launch).resume();
        HartThread hart = events.next(DebugEvent.SUSPEND, HartThread.class);
        String thread = "(gdb[0].proc[1].threadGroup[i1],gdb[0].proc[1].OSthread[1]).thread[1]";

        assertSame(hart, GdbContext.toKernel(new Element(launch, thread)));
        for (int level = 0; level < 2; level++) {
            Element element = new Element(launch, thread + ".frame[" + level + "]");
            KernelStackFrame frame =
                    assertInstanceOf(KernelStackFrame.class, GdbContext.toKernel(element));
            assertSame(hart.getStackFrames()[level], frame);
        }
        Element unknown = new Element(launch, thread.replace("thread[1]", "thread[7]"));
        assertSame(target, GdbContext.toKernel(unknown));
        Element whole = new Element(launch, "gdb[0].proc[1].threadGroup[i1]");
        assertSame(whole, GdbContext.toKernel(whole));
        assertSame(target, KernelDebugTarget.of(whole).orElseThrow());
        assertSame(session(launch), new CdtAdapters().getAdapter(whole, DebugSession.class));
        assertSame(launch, Adapters.adapt(whole, ILaunch.class));
    }

    @Test
    void breakpointsOfOurModelStopASessionUnderCdt() throws CoreException {
        KernelFunctionBreakpoint.create("allocFrame");
        ILaunch launch = debug();

        session(launch).resume();

        HartThread hart = events.next(DebugEvent.SUSPEND, HartThread.class);
        assertTrue(hart.getDebugTarget().isFollowing());
        assertEquals("allocFrame() memory.c:25", hart.getTopStackFrame().getName());
        assertEquals(1, hart.getBreakpoints().length);
    }
}
