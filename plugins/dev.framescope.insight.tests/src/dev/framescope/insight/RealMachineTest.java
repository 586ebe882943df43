package dev.framescope.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.insight.frames.FrameDetails;
import dev.framescope.insight.frames.FrameState;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.AllocationLedger;
import dev.framescope.insight.ledger.FrameHistory.Status;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.insight.paging.PageTable;
import dev.framescope.insight.paging.PageTableEntry;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.machine.Access;
import dev.framescope.machine.CodeHandler;
import dev.framescope.machine.IsaProfile;
import dev.framescope.machine.Machine;
import dev.framescope.machine.MachineConfig;
import dev.framescope.machine.MachineControl;
import dev.framescope.machine.RunState;
import dev.framescope.machine.StopReason;
import dev.framescope.machine.Translation;
import dev.framescope.machine.board.VirtMachine;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The sample kernel on the real machine. */
class RealMachineTest {
    private KernelImage kernel;
    private Machine machine;
    private AllocationLedger ledger;

    @BeforeEach
    void start() throws Exception {
        kernel = KernelImage.load(Samples.framesCElf());
        machine = VirtMachine.create(MachineConfig.of(kernel.loadImage()));
        ledger = AllocationLedger.attach(machine, kernel, kernel.allocator().orElseThrow());
    }

    @AfterEach
    void stop() {
        ledger.close();
        machine.close();
    }

    private StopReason runTo(String function) throws InterruptedException {
        long address = kernel.symbols().functions(function).getFirst().low();
        var point = machine.addCodePoint(kernel.locate(address), CodeHandler.STOP);
        machine.resume();
        StopReason reason = machine.awaitStop();
        machine.removeCodePoint(point);
        return reason;
    }

    private InsightSnapshot look() {
        return machine.inspect(state -> InsightSnapshot.of(state, kernel, ledger.snapshot(), 0))
                .join();
    }

    @ParameterizedTest(name = "{0}: bits 61 to 63 of {1} make an entry {2}")
    @CsvSource({
        "RV64GC, 2, RESERVED",
        "VIRT, 2, RESERVED",
        "VIRT, 4, RESERVED",
        "RVA22, 2, LEAF",
        "RVA22, 4, RESERVED",
        "MAX, 1, LEAF",
        "MAX, 3, RESERVED",
        "MAX, 4, LEAF",
        "MAX, 6, LEAF"
    })
    void entriesMeanWhatTheProfileMakesOfThem(
            IsaProfile profile, long upper, PageTableEntry.Kind kind) throws Exception {
        long tables = 0x8100_0000L;
        long satp = 8L << 60 | tables >>> 12;
        MachineConfig config = MachineConfig.of(kernel.loadImage()).withProfile(profile);
        try (Machine other = VirtMachine.create(config)) {
            other.control(
                            state -> {
                                write(state, tables, (tables >>> 12) + 1 << 10 | 1);
                                write(state, tables + 0x1000, (tables >>> 12) + 2 << 10 | 1);
                                write(state, tables + 0x2000, upper << 61 | 0x81008L << 10 | 0xcf);
                                PageTables read = PageTables.of(state, satp);
                                PageTable last =
                                        read.root()
                                                .flatMap(root -> read.target(root.entry(0)))
                                                .flatMap(middle -> read.target(middle.entry(0)))
                                                .orElseThrow();
                                assertEquals(kind, last.entry(0).kind());
                                Translation walk = state.hart(0).translate(satp, 0, Access.LOAD);
                                assertEquals(
                                        kind == PageTableEntry.Kind.LEAF, walk.fault().isEmpty());
                                return null;
                            })
                    .join();
        }
    }

    private static void write(MachineControl machine, long paddr, long value) {
        byte[] bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
        assertEquals(8, machine.writePhysical(paddr, bytes, 0, 8));
    }

    @Test
    void allFramesButTheTablesAreGivenBackAtTheEnd() throws Exception {
        machine.resume();
        assertInstanceOf(StopReason.GuestExit.class, machine.awaitStop());
        InsightSnapshot end = look();
        LedgerSnapshot book = end.ledger();
        assertEquals(List.of(), book.findings());
        assertEquals(book.allocations() - book.frees(), book.inUse());
        Set<Long> tables = new HashSet<>(end.pageTables().tablePpns());
        Set<Long> inUse = new HashSet<>();
        book.forEachFrame(
                (ppn, status) -> {
                    if (status == Status.ALLOCATED) {
                        inUse.add(ppn);
                    }
                });
        assertEquals(tables, inUse);
        assertEquals(0, end.frames().count(FrameState.ALLOCATED));
        assertEquals(tables.size(), end.frames().count(FrameState.PAGE_TABLE));
    }

    @Test
    void theFirstFrameIsTakenByTheTestOfTheAllocator() throws Exception {
        runTo("allocFrame");
        assertEquals(0, look().ledger().eventCount());
        runTo("deallocFrame");
        LedgerSnapshot book = ledger.snapshot();
        assertEquals(2, book.allocations());
        assertEquals(1, book.frees());
        FrameDetails first = look().frames().details(kernel.kernelEnd().orElseThrow() >>> 12);
        assertEquals(FrameState.FREE, first.state());
        assertEquals(2, first.history().eventCount());
        assertEquals(
                List.of("deallocFrame", "testAllocator", "main", "_start"),
                first.callStack().stream().map(line -> line.split(" ")[0]).toList());
        assertTrue(first.callStack().get(1).contains("workload.c:"), first::toString);
    }

    @Test
    void theTablesAgreeWithTheMachinesOwnWalk() throws Exception {
        runTo("makeComb");
        InsightSnapshot snapshot = look();
        PageTables tables = snapshot.pageTables();
        assertEquals(PageTables.Mode.SV39, tables.mode());
        assertEquals(List.of(), tables.problems());
        for (var range : tables.ranges()) {
            for (long offset : new long[] {0, range.size() / 2, range.size() - 1}) {
                Translation walk =
                        machine.inspect(
                                        state ->
                                                state.hart(0)
                                                        .translate(
                                                                tables.satp(),
                                                                range.vaddr() + offset,
                                                                Access.LOAD))
                                .join();
                assertEquals(range.paddr() + offset, walk.paddr().orElseThrow());
            }
        }
        assertEquals("R-X -G AD", tables.ranges().getFirst().flags().text());
    }

    @Test
    void theKernelsOwnTablesAreKnownWhileAProcessRuns() throws Exception {
        runTo("makeChurn");
        long variable = kernel.symbols().symbolAddress("kernelRoot").orElseThrow();
        long root = machine.inspect(state -> state.readPhysicalLong(variable)).join() >>> 12;
        InsightSnapshot snapshot = look();
        assertNotEquals(root, snapshot.pageTables().rootPpn());
        assertEquals(FrameState.PAGE_TABLE, snapshot.frames().stateOf(root));
        assertEquals(2, snapshot.frames().addressSpaces().size());
    }

    @Test
    void aCallIsSeenThoughTheUserStepsThroughItByInstruction() throws Exception {
        runTo("testAllocator");
        long frame = kernel.kernelEnd().orElseThrow() >>> 12;
        long entry = kernel.symbols().functions("allocFrame").getFirst().low();
        while (pc() != entry) {
            stepInstruction();
        }
        stepInstruction();
        runTo("sayHex");
        assertEquals(1, ledger.snapshot().allocations());
        assertEquals(Status.ALLOCATED, ledger.snapshot().statusOf(frame));
    }

    private void stepInstruction() throws InterruptedException {
        machine.step(0, 1);
        machine.awaitStop();
    }

    private long pc() {
        return machine.lastStop().where().pc();
    }

    @Test
    void snapshotsTakenWhileTheMachineRunsAreWholeAndInOrder() {
        machine.resume();
        long last = 0;
        while (machine.state() != RunState.TERMINATED) {
            LedgerSnapshot snapshot = ledger.snapshot();
            long[] allocated = new long[1];
            snapshot.forEachFrame(
                    (ppn, status) -> allocated[0] += status == Status.ALLOCATED ? 1 : 0);
            assertEquals(snapshot.inUse(), allocated[0]);
            assertEquals(snapshot.eventCount(), snapshot.allocations() + snapshot.frees());
            assertTrue(snapshot.eventCount() >= last);
            last = snapshot.eventCount();
            Thread.onSpinWait();
        }
        assertTrue(ledger.snapshot().eventCount() > 0);
    }

    @Test
    void sameKernelSameStory() throws Exception {
        runTo("makeProcesses");
        String first = look().ledger().latestEvents(1000).toString();
        stop();
        start();
        runTo("makeProcesses");
        assertEquals(first, look().ledger().latestEvents(1000).toString());
    }

    @Test
    void lookingDoesNotChangeTheMachine() throws Exception {
        runTo("makeChurn");
        long before = machine.inspect(state -> state.stateHash()).join();
        look().frames().details(look().frames().firstPpn() + 600);
        assertEquals(before, machine.inspect(state -> state.stateHash()).join());
    }
}
