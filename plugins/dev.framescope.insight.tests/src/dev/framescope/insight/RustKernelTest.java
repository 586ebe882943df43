package dev.framescope.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.insight.frames.FrameState;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.AllocationLedger;
import dev.framescope.insight.ledger.FrameEvent;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.insight.text.InsightText;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.board.VirtMachine;
import dev.framescope.symbols.Function;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The Rust sample kernel: {@code alloc_frame} returns an {@code Option<Frame>}. */
class RustKernelTest {
    enum Build {
        DEBUG(Samples.framesRustDebugElf()),
        RELEASE(Samples.framesRustReleaseElf());

        private final Path elf;

        Build(Path elf) {
            this.elf = elf;
        }
    }

    private static final int MANY = 1_000_000;

    /** The kernel has powered the machine off. */
    private record End(KernelImage kernel, InsightSnapshot snapshot) {
        static End of(Build build) throws Exception {
            KernelImage kernel = KernelImage.load(build.elf);
            try (Machine machine = VirtMachine.create(MachineConfig.of(kernel.loadImage()));
                    AllocationLedger ledger =
                            AllocationLedger.attach(
                                    machine, kernel, kernel.allocator().orElseThrow())) {
                machine.resume();
                assertInstanceOf(StopReason.GuestExit.class, machine.awaitStop());
                return new End(
                        kernel,
                        machine.inspect(
                                        state ->
                                                InsightSnapshot.of(
                                                        state, kernel, ledger.snapshot(), 0))
                                .join());
            }
        }

        /** Oldest first. */
        List<FrameEvent> events() {
            return snapshot.ledger().latestEvents(MANY).reversed();
        }
    }

    @ParameterizedTest
    @EnumSource(Build.class)
    void itsTestTakesTheHighestFramesAndGivesThemBack(Build build) throws Exception {
        List<String> story =
                End.of(build).events().stream()
                        .limit(6)
                        .map(event -> event.kind() + " " + Long.toHexString(event.ppn()))
                        .toList();
        assertEquals(
                List.of(
                        "ALLOCATED 80fff",
                        "ALLOCATED 80ffe",
                        "FREED 80fff",
                        "ALLOCATED 80fff",
                        "FREED 80ffe",
                        "FREED 80fff"),
                story);
    }

    @Test
    void allFramesButTheKernelsTablesAreGivenBackAtTheEnd() throws Exception {
        InsightSnapshot end = End.of(Build.DEBUG).snapshot();
        LedgerSnapshot book = end.ledger();
        assertEquals(List.of(), book.findings());
        assertEquals(Optional.empty(), book.unseenCalls());
        assertEquals(end.pageTables().tablePpns().size(), book.inUse());
        assertEquals(0, end.frames().count(FrameState.ALLOCATED));
    }

    /** Optimized, dealloc_frame is inlined where frames are given back in a loop. */
    @Test
    void framesThatInlinedCodeGivesBackAreNoMistakesButToldOf() throws Exception {
        InsightSnapshot end = End.of(Build.RELEASE).snapshot();
        assertEquals(List.of(), end.ledger().findings());
        String unseen = end.ledger().unseenCalls().orElseThrow();
        assertTrue(unseen.startsWith("dealloc_frame is inlined in 3 places: what is"), unseen);
        assertFalse(unseen.contains("; "), unseen);
        assertTrue(InsightText.frames(end.frames()).contains(unseen));
        assertEquals(List.of("Not all is known: " + unseen), end.frames().details(0x80f00).notes());
    }

    @ParameterizedTest
    @EnumSource(Build.class)
    void callersAreNamedByTheirLinkAddresses(Build build) throws Exception {
        End end = End.of(build);
        List<String> callers =
                end.events().getFirst().callStack().stream()
                        .limit(2)
                        .flatMap(pc -> end.kernel().symbols().functionAt(pc).stream())
                        .map(Function::name)
                        .toList();
        // Optimized, the test is inlined into memory::init.
        assertEquals(List.of("alloc_frame", build == Build.DEBUG ? "test" : "init"), callers);
    }
}
