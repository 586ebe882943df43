package dev.framescope.insight.text;

import static dev.framescope.insight.fixture.Tables.A;
import static dev.framescope.insight.fixture.Tables.D;
import static dev.framescope.insight.fixture.Tables.G;
import static dev.framescope.insight.fixture.Tables.R;
import static dev.framescope.insight.fixture.Tables.U;
import static dev.framescope.insight.fixture.Tables.V;
import static dev.framescope.insight.fixture.Tables.W;
import static dev.framescope.insight.fixture.Tables.X;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.insight.InsightSnapshot;
import dev.framescope.insight.fixture.AllocatorCalls;
import dev.framescope.insight.fixture.FakeInspection;
import dev.framescope.insight.fixture.FakeMachine;
import dev.framescope.insight.fixture.Kernels;
import dev.framescope.insight.fixture.Tables;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.AllocationLedger;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.machine.PlacedBlob;
import dev.framescope.machine.Translation;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.OptionalLong;

/** A machine of 8 MiB with a small kernel, its allocator in use, and paging on. */
class InsightTextTest {
    private static final long ROOT = 0x80208;
    private static final long MIDDLE = 0x80209;
    private static final long LAST = 0x8020a;
    private static final long SATP = Tables.satp(ROOT, 1);

    private final FakeInspection inspection = new FakeInspection(8 << 20, 1);
    private final FakeMachine machine = new FakeMachine(inspection);
    private final KernelImage kernel = Kernels.smallImage();
    private InsightSnapshot snapshot;

    @BeforeEach
    void buildTheMachine() {
        inspection.place("built-in firmware", PlacedBlob.Kind.FIRMWARE, 0x8000_0000L, 0x8_0000);
        inspection.place("device tree", PlacedBlob.Kind.DEVICE_TREE, 0x8060_0000L, 0x1234);
        AllocatorCalls calls = new AllocatorCalls(machine, inspection);
        try (AllocationLedger ledger =
                AllocationLedger.attach(machine, kernel, kernel.allocator().orElseThrow())) {
            for (long frame = 0x8020_8000L; frame < 0x8020_d000L; frame += 0x1000) {
                calls.alloc(0, frame);
            }
            calls.free(0, 0x8020_b000L);
            calls.free(0, 0x8020_b000L);
            calls.alloc(0, 0x8020_b000L);
            calls.alloc(0, 0);
            inspection.fakeHart(0).satp = SATP;
            mapMemory(new Tables(inspection));
            snapshot = InsightSnapshot.of(inspection, kernel, ledger.snapshot(), 0);
        }
    }

    private static void mapMemory(Tables tables) {
        tables.pointer(ROOT, 2, MIDDLE).pointer(MIDDLE, 1, LAST);
        tables.leaf(LAST, 0, 0x80200, R | X | G | A).leaf(LAST, 1, 0x80201, R | X | G | A);
        tables.leaf(LAST, 2, 0x80202, R | G | A);
        for (int vpn = 3; vpn < 512; vpn++) {
            tables.leaf(LAST, vpn, 0x80200 + vpn, R | W | G | A | D);
        }
        tables.leaf(MIDDLE, 2, 0x80400, R | W | G | A | D);
        tables.leaf(MIDDLE, 3, 0x80600, R | W | G | A | D);
        tables.leaf(ROOT, 0, 0x80208, R);
        tables.set(ROOT, 1, Tables.pte(0x80208, R | W)).pointer(ROOT, 3, 5);
        tables.set(ROOT, 511, Tables.pte(0xc0000, V | R | W | U));
    }

    @Test
    void theLayoutIsATableFromTheFirstWindowToTheLast() {
        assertEquals(
                """
                BASE                SIZE  NAME
                0x0                256 B  VIRT_DEBUG           debug
                0x100            3.8 KiB  gap                  nothing answers
                0x1000            60 KiB  VIRT_MROM            reset
                0x10000        255.9 MiB  gap                  nothing answers
                0x10000000         256 B  VIRT_UART0           console
                0x10000100       1.7 GiB  gap                  nothing answers
                0x80000000         8 MiB  VIRT_DRAM            main memory
                  0x80000000     512 KiB    built-in firmware  M-mode
                  0x80080000     1.5 MiB    left to firmware   M-mode
                  0x80200000       6 KiB    .text              5 functions
                  0x80202000       512 B    .rodata            greeting
                  0x80203000       128 B    .data
                  0x80204000       8 KiB    boot stack
                  0x80206000       6 KiB    .bss               tree, frameAllocator
                  0x80208000     4.0 MiB    frames             5 of 1,016 in use
                  0x80600000     4.6 KiB    device tree        where a1 points at entry
                  0x80602000     2.0 MiB    frames             0 of 510 in use
                """,
                InsightText.layout(snapshot.layout()));
    }

    @Test
    void theFramesAreCountsAndAMap() {
        assertEquals(
                """
                DRAM 0x80000000-0x80800000, 2,048 frames of 4 KiB
                  D device tree          2
                  F firmware           512
                  P page table           3
                  S boot stack           2
                  T kernel text          2
                  R rodata               1
                  K data, bss            3
                  A allocated            2
                  . free             1,521
                allocFrame and deallocFrame: 6 allocations, 2 frees, 5 in use
                suspicious: freed twice, 1 time
                suspicious: no frame left, 1 time
                one row = 64 frames (256 KiB)
                0x80000000 FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF
                *
                0x80200000 TTRKSSKKPPPAA...................................................
                0x80240000 ................................................................
                *
                0x80600000 DD..............................................................
                0x80640000 ................................................................
                *
                """,
                InsightText.frames(snapshot.frames()));
    }

    @Test
    void withoutALedgerTheFramesSaySo() {
        String text =
                InsightText.frames(
                        InsightSnapshot.of(inspection, kernel, LedgerSnapshot.none(), 0).frames());
        assertTrue(text.contains("no frame allocator is observed\n"), text);
    }

    @Test
    void findingsTellBothCallersOfADoubleFree() {
        assertEquals(
                """
                frame 0x8020b freed twice, at instruction 13 by hart 0
                    deallocFrame
                    mapPage
                  before: given back at instruction 11 by hart 0
                    deallocFrame
                    mapPage
                no frame left, at instruction 18 by hart 0
                    allocFrame
                    mapPage
                """,
                InsightText.findings(snapshot.ledger(), kernel));
    }

    @Test
    void noFindingsAreSaidToBeNone() {
        LedgerSnapshot quiet = LedgerSnapshot.empty(kernel.allocator().orElseThrow());
        assertEquals("nothing suspicious\n", InsightText.findings(quiet, kernel));
        assertEquals(
                "no frame allocator is observed\n",
                InsightText.findings(LedgerSnapshot.none(), kernel));
    }

    @Test
    void aFrameTellsItsStoryFromTheLatestEventBackwards() {
        assertEquals(
                """
                frame 0x8020b: 0x8020b000-0x8020bfff, allocated
                taken, allocation #6, at instruction 16 by hart 0
                  allocFrame
                  mapPage
                before: given back, free #2, at instruction 13 by hart 0 in mapPage
                before: given back, free #1, at instruction 11 by hart 0 in mapPage
                before: taken, allocation #4, at instruction 8 by hart 0 in mapPage
                mapped at 0x8020b000 RW- -G AD, satp 0x8000100000080208
                """,
                InsightText.frame(snapshot.frames().details(0x8020b), kernel));
    }

    @Test
    void aFrameOfTheKernelTellsItsSymbols() {
        assertEquals(
                """
                frame 0x80206: 0x80206000-0x80206fff, kernel .bss
                mapped at 0x80206000 RW- -G AD, satp 0x8000100000080208
                symbols bootstacktop, frameAllocator, tree
                """,
                InsightText.frame(snapshot.frames().details(0x80206), kernel));
    }

    @Test
    void pageTablesAreATreeAndRanges() {
        assertEquals(
                """
                satp 0x8000100000080208: Sv39, ASID 1, 3 tables
                note: a table is said to be in frame 0x5, where there is no memory
                root 0x80208
                  [000] faults: 0x20082003, misaligned superpage
                  [001] not valid: 0x20082006
                  [002] -> table 0x80209, VA 0x80000000
                    [001] -> table 0x8020a, VA 0x80200000
                      [000-001] 0x80200 4K R-X -G A-  .text
                      [002] 0x80202 4K R-- -G A-  .rodata
                      [003-511] 0x80203 4K RW- -G AD  .data boot stack .bss
                    [002-003] 0x80400 2M RW- -G AD
                  [003] -> table 0x5, VA 0xc0000000, not in memory
                  [511] 0xc0000 1G RW- U- --
                ranges
                  0x80200000-0x80202000                  -> same        R-X -G A-  2 pages 4K  .text
                  0x80202000-0x80203000                  -> same        R-- -G A-  1 page 4K  .rodata
                  0x80203000-0x80800000                  -> same        RW- -G AD  509 pages 4K and 2 pages 2M  .data boot stack .bss
                  0xffffffffc0000000-0x10000000000000000 -> 0xc0000000  RW- U- --  1 page 1G
                """,
                InsightText.pageTables(snapshot.pageTables(), kernel));
    }

    @Test
    void pagesOf64KAndMemoryTypesAreTold() {
        FakeInspection machine = new FakeInspection(4 << 20, 1);
        machine.fakeHart(0).pteExtensions = 7L << 61;
        Tables tables = new Tables(machine);
        tables.pointer(0x80010, 0, 0x80011).pointer(0x80011, 0, 0x80012);
        for (int vpn = 0; vpn < 16; vpn++) {
            tables.set(0x80012, vpn, 1L << 63 | Tables.pte(0x80128, Tables.V | Tables.R));
        }
        tables.set(0x80010, 1, 2L << 61 | Tables.pte(0, Tables.V | Tables.R));
        assertEquals(
                """
                satp 0x8000000000080010: Sv39, ASID 0, 3 tables
                root 0x80010
                  [000] -> table 0x80011, VA 0x0
                    [000] -> table 0x80012, VA 0x0
                      [000-015] 0x80120 64K R-- -- --
                  [001] 0x0 1G R-- -- -- IO
                ranges
                  0x0-0x10000           -> 0x80120000  R-- -- --  1 page 64K
                  0x40000000-0x80000000 -> 0x0         R-- -- -- IO  1 page 1G
                """,
                InsightText.pageTables(PageTables.of(machine, Tables.satp(0x80010, 0)), kernel));
    }

    @Test
    void bareModeIsANote() {
        assertEquals(
                """
                satp 0x0: bare
                note: paging is off: virtual addresses are physical addresses
                """,
                InsightText.pageTables(PageTables.of(inspection, 0), kernel));
    }

    @Test
    void aTranslationIsToldStepByStep() {
        Translation walk =
                new Translation(
                        0x8020_36c5L,
                        SATP,
                        List.of(
                                new Translation.Step(2, 2, 0x8020_8010L, 0x2008_2401L),
                                new Translation.Step(1, 1, 0x8020_9008L, 0x2008_2801L),
                                new Translation.Step(0, 3, 0x8020_a018L, 0x2008_0ce7L)),
                        OptionalLong.of(0x8020_36c5L),
                        4096,
                        "");
        assertEquals(
                """
                virtual 0x802036c5, satp 0x8000100000080208
                VPN[2]=002 PTE@0x80208010 = 0x20082401 -> table 0x80209
                VPN[1]=001 PTE@0x80209008 = 0x20082801 -> table 0x8020a
                VPN[0]=003 PTE@0x8020a018 = 0x20080ce7 RW- -G AD -> 0x80203
                physical 0x802036c5, frame 0x80203: data, bss
                """,
                InsightText.translation(walk, snapshot.frames()));
    }

    @Test
    void aFaultIsToldWhereItHappens() {
        Translation walk =
                new Translation(
                        0x1000,
                        SATP,
                        List.of(new Translation.Step(2, 0, 0x8020_8000L, 0)),
                        OptionalLong.empty(),
                        0,
                        "the page-table entry is not valid (V=0)");
        assertEquals(
                """
                virtual 0x1000, satp 0x8000100000080208
                VPN[2]=000 PTE@0x80208000 = 0x0 not valid
                fault: the page-table entry is not valid (V=0)
                """,
                InsightText.translation(walk, snapshot.frames()));
    }

    @Test
    void anAddressOutsideOfTheDramHasNoFrame() {
        Translation bare =
                new Translation(0x1000_0000L, 0, List.of(), OptionalLong.of(0x1000_0000L), 0, "");
        assertEquals(
                """
                virtual 0x10000000, not translated
                physical 0x10000000, not in DRAM
                """,
                InsightText.translation(bare, snapshot.frames()));
    }
}
