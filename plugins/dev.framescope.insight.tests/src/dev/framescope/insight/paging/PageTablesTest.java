package dev.framescope.insight.paging;

import static dev.framescope.insight.fixture.Tables.A;
import static dev.framescope.insight.fixture.Tables.D;
import static dev.framescope.insight.fixture.Tables.G;
import static dev.framescope.insight.fixture.Tables.R;
import static dev.framescope.insight.fixture.Tables.U;
import static dev.framescope.insight.fixture.Tables.V;
import static dev.framescope.insight.fixture.Tables.W;
import static dev.framescope.insight.fixture.Tables.X;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.insight.fixture.FakeInspection;
import dev.framescope.insight.fixture.Tables;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class PageTablesTest {
    private static final long ROOT = 0x80010;
    private static final long MIDDLE = 0x80011;
    private static final long LAST = 0x80012;
    private static final long DRAM_PPN = 0x80000;

    private static final long N = 1L << 63;
    private static final long NC = 1L << 61;
    private static final long IO = 2L << 61;
    private static final long PBMT = NC | IO;

    private final FakeInspection machine = new FakeInspection(4 << 20, 1);
    private final Tables tables = new Tables(machine);

    private PageTables read() {
        return PageTables.of(machine, Tables.satp(ROOT, 7));
    }

    /** Root entry 2 and middle entry 1: virtual addresses from 0x80200000 on. */
    private void lastTable() {
        tables.pointer(ROOT, 2, MIDDLE).pointer(MIDDLE, 1, LAST);
    }

    @Test
    void satpIsTakenApart() {
        PageTables read = read();
        assertEquals(PageTables.Mode.SV39, read.mode());
        assertEquals(7, read.asid());
        assertEquals(ROOT, read.rootPpn());
        assertEquals(List.of(ROOT), read.tablePpns());
        assertEquals(List.of(), read.problems());
    }

    @Test
    void bareModeSaysSoAndHasNoTables() {
        PageTables read = PageTables.of(machine, 0);
        assertEquals(PageTables.Mode.BARE, read.mode());
        assertEquals(Optional.empty(), read.root());
        assertEquals(List.of(), read.ranges());
        assertEquals(
                List.of("paging is off: virtual addresses are physical addresses"),
                read.problems());
    }

    @Test
    void aModeTheMachineDoesNotHaveIsNamed() {
        PageTables read = PageTables.of(machine, 11L << 60 | ROOT);
        assertEquals(PageTables.Mode.UNSUPPORTED, read.mode());
        assertEquals(List.of("satp has mode 11, not Sv39, Sv48 or Sv57"), read.problems());
    }

    @ParameterizedTest(name = "mode {0}: {1} levels, root entry 256 at {2}")
    @CsvSource({"8, 3, ffffffc000000000", "9, 4, ffff800000000000", "10, 5, ff00000000000000"})
    void widerModesHaveMoreLevelsAndTheirOwnSign(long mode, int levels, String vaddr) {
        long table = ROOT;
        for (int level = levels - 1; level > 0; level--) {
            tables.pointer(table, level == levels - 1 ? 256 : 0, table + 1);
            table++;
        }
        tables.leaf(table, 0, DRAM_PPN, R | A);
        PageTables read = PageTables.of(machine, mode << 60 | ROOT);
        assertEquals(levels, read.mode().levels());
        assertEquals(levels - 1, read.root().orElseThrow().level());
        assertEquals(levels, read.tablePpns().size());
        MappedRange range = read.ranges().get(0);
        assertEquals(vaddr, Long.toHexString(range.vaddr()));
        assertEquals(DRAM_PPN << 12, range.paddr());
        PageTableEntry entry = read.root().orElseThrow().entry(256);
        assertEquals(vaddr, Long.toHexString(entry.vaddr()));
        assertEquals(vaddr, Long.toHexString(read.target(entry).orElseThrow().vaddr()));
    }

    @Test
    void aRootOutsideOfMemoryIsAProblemAndNoFailure() {
        PageTables read = PageTables.of(machine, Tables.satp(0x1, 0));
        assertEquals(Optional.empty(), read.root());
        assertEquals(
                List.of("a table is said to be in frame 0x1, where there is no memory"),
                read.problems());
    }

    @Test
    void threeLevelsLeadToAPage() {
        lastTable();
        tables.leaf(LAST, 5, 0x80123, R | W | A);
        PageTables read = read();
        PageTableEntry top = read.root().orElseThrow().entry(2);
        assertEquals(PageTableEntry.Kind.TABLE, top.kind());
        assertEquals(0x8001_0010L, top.pteAddress());
        PageTable middle = read.target(top).orElseThrow();
        assertEquals(0x8000_0000L, middle.vaddr());
        PageTable last = read.target(middle.entry(1)).orElseThrow();
        assertEquals(0, last.level());
        assertEquals(1, last.entries().size());
        PageTableEntry leaf = last.entries().getFirst();
        assertEquals(PageTableEntry.Kind.LEAF, leaf.kind());
        assertEquals(0x8020_5000L, leaf.vaddr());
        assertEquals(0x80123, leaf.ppn());
        assertEquals("RW- -- A-", leaf.flags().text());
        assertEquals(Optional.empty(), read.target(leaf));
        assertEquals(List.of(ROOT, MIDDLE, LAST), read.tablePpns());
        assertEquals(List.of(1), read.levelsOf(MIDDLE));
    }

    @Test
    void addressesAreSignExtended() {
        tables.leaf(ROOT, 256, 0x80000, R);
        assertEquals(0xffff_ffc0_0000_0000L, read().root().orElseThrow().entry(256).vaddr());
        assertEquals(0xffff_ffc0_0000_0000L, read().ranges().getFirst().vaddr());
    }

    @Test
    void superpagesOfBothSizesAreLeaves() {
        tables.leaf(ROOT, 3, 0x80000, R | X);
        tables.pointer(ROOT, 2, MIDDLE).leaf(MIDDLE, 4, 0x80200, R | W);
        assertEquals(
                List.of(
                        new MappedRange(
                                0x8080_0000L,
                                0x8020_0000L,
                                2 << 20,
                                new PteFlags(V | R | W),
                                0,
                                0,
                                1,
                                0),
                        new MappedRange(
                                0xc000_0000L,
                                0x8000_0000L,
                                1 << 30,
                                new PteFlags(V | R | X),
                                0,
                                0,
                                0,
                                1)),
                read().ranges());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | 0x0000000020000005 | W without R is reserved",
                "2 | 0x0000000020000403 | misaligned superpage",
                "1 | 0x0000000020000403 | misaligned superpage",
                "0 | 0x0000000020000401 | a pointer to a table, but this is the last level",
                "2 | 0x0000000020004441 | U, A and D are reserved in a pointer to a table",
                "1 | 0x0000000020004411 | U, A and D are reserved in a pointer to a table",
                "0 | 0x0040000020000403 | bits 54 to 63 are reserved and must be 0",
                "0 | 0x2000000020000403 | bits 54 to 63 are reserved and must be 0",
                "0 | 0x8000000020000403 | bits 54 to 63 are reserved and must be 0"
            })
    void entriesThatAlwaysFaultSayWhy(int level, String pte, String problem) {
        lastTable();
        tables.set(
                List.of(LAST, MIDDLE, ROOT).get(level),
                9,
                Long.parseUnsignedLong(pte.substring(2), 16));
        PageTables read = read();
        PageTable table = read.root().orElseThrow();
        for (int above = 2; above > level; above--) {
            table = read.target(table.entry(above)).orElseThrow();
        }
        assertEquals(PageTableEntry.Kind.RESERVED, table.entry(9).kind());
        assertEquals(problem, table.entry(9).problem());
        assertEquals(List.of(), read.ranges());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0x0040000020000403 | some of the bits 54 to 63 are reserved and must be 0",
                "0 | 0x6000000020000403 | memory type 3 is reserved",
                "0 | 0x8000000020000403 | N with a size other than 64 KiB is reserved",
                "0 | 0x8000000020001403 | N with a size other than 64 KiB is reserved",
                "1 | 0x8000000020002003 | N is reserved in a superpage",
                "1 | 0x8000000020004401 | bits 54 to 63 are reserved and must be 0 in a pointer to"
                        + " a table",
                "1 | 0x2000000020004401 | bits 54 to 63 are reserved and must be 0 in a pointer to"
                        + " a table"
            })
    void entriesThatFaultWithSvnapotAndSvpbmtSayWhy(int level, String pte, String problem) {
        machine.fakeHart(0).pteExtensions = N | PBMT;
        entriesThatAlwaysFaultSayWhy(level, pte, problem);
    }

    @Test
    void sixteenEntriesWithNMakeAPageOf64K() {
        machine.fakeHart(0).pteExtensions = N;
        lastTable();
        for (int vpn = 16; vpn < 32; vpn++) {
            tables.set(LAST, vpn, N | Tables.pte(0x80128, V | R | W));
        }
        tables.leaf(LAST, 32, 0x80130, R | W);
        PageTables read = read();
        assertEquals(
                List.of(
                        new MappedRange(
                                0x8021_0000L,
                                0x8012_0000L,
                                17 << 12,
                                new PteFlags(V | R | W),
                                1,
                                1,
                                0,
                                0)),
                read.ranges());
        assertEquals(0x8021_5000L, read.mappingsOf(0x80125, 1).getFirst().vaddr());
        PageTable middle = read.target(read.root().orElseThrow().entry(2)).orElseThrow();
        PageTable last = read.target(middle.entry(1)).orElseThrow();
        PageTableEntry part = last.entry(21);
        assertEquals(PageTableEntry.Kind.LEAF, part.kind());
        assertEquals(0x80125, part.ppn());
        assertEquals(0x1000, part.span());
        assertEquals(0x10000, part.pageSize());
        assertTrue(part.continuesIn(last.entry(22)));
        assertFalse(last.entry(31).continuesIn(last.entry(32)));
    }

    @Test
    void pagesOfDifferentMemoryTypesAreDifferentRanges() {
        machine.fakeHart(0).pteExtensions = PBMT;
        lastTable();
        tables.leaf(LAST, 0, 0x80100, R);
        tables.set(LAST, 1, NC | Tables.pte(0x80101, V | R));
        tables.set(LAST, 2, IO | Tables.pte(0x80102, V | R));
        tables.set(LAST, 3, IO | Tables.pte(0x80103, V | R));
        assertEquals(
                List.of("R-- -- --", "R-- -- -- NC", "R-- -- -- IO"),
                read().ranges().stream().map(range -> range.flags().text()).toList());
    }

    @Test
    void entriesThatAreNotValidAreListedIfTheyAreNotZero() {
        tables.set(ROOT, 1, Tables.pte(0x80123, R | W));
        List<PageTableEntry> entries = read().root().orElseThrow().entries();
        assertEquals(1, entries.size());
        assertEquals(PageTableEntry.Kind.INVALID, entries.getFirst().kind());
        assertEquals(List.of(), read().ranges());
    }

    @Test
    void neighbouringPagesWithTheSameRightsMakeOneRange() {
        lastTable();
        for (int vpn = 0; vpn < 12; vpn++) {
            tables.leaf(LAST, vpn, 0x80200 + vpn, R | X | (vpn == 3 ? A : 0));
        }
        assertEquals(
                List.of(
                        new MappedRange(
                                0x8020_0000L,
                                0x8020_0000L,
                                12 * 4096,
                                new PteFlags(V | R | X | A),
                                12,
                                0,
                                0,
                                0)),
                read().ranges());
        assertTrue(read().ranges().getFirst().identity());
    }

    @Test
    void aRangeEndsWhereAddressesOrRightsChange() {
        lastTable();
        tables.leaf(LAST, 0, 0x80100, R);
        tables.leaf(LAST, 1, 0x80101, R | W);
        tables.leaf(LAST, 2, 0x80102, R | W | U);
        tables.leaf(LAST, 3, 0x80104, R | W | U);
        tables.leaf(LAST, 5, 0x80106, R | W | U);
        tables.leaf(LAST, 6, 0x80107, R | W | U | G);
        assertEquals(
                List.of(1L, 1L, 1L, 1L, 1L, 1L),
                read().ranges().stream().map(MappedRange::pages4K).toList());
    }

    @Test
    void aRangeGoesOnAcrossTablesAndPageSizes() {
        tables.pointer(ROOT, 2, MIDDLE).pointer(MIDDLE, 1, LAST);
        tables.leaf(LAST, 510, 0x803fe, R | W | D);
        tables.leaf(LAST, 511, 0x803ff, R | W | D);
        tables.leaf(MIDDLE, 2, 0x80400, R | W);
        tables.leaf(MIDDLE, 3, 0x80600, R | W);
        assertEquals(
                List.of(
                        new MappedRange(
                                0x803f_e000L,
                                0x803f_e000L,
                                (4 << 20) + 8192,
                                new PteFlags(V | R | W | D),
                                2,
                                0,
                                2,
                                0)),
                read().ranges());
    }

    @Test
    void aRangeDoesNotGoOnAcrossTheHoleOfNonCanonicalAddresses() {
        tables.leaf(ROOT, 255, 0x40000, R).leaf(ROOT, 256, 0x80000, R);
        assertEquals(2, read().ranges().size());
    }

    @Test
    void theGlobalBitOfATableHoldsForAllBelow() {
        tables.set(ROOT, 2, Tables.pte(MIDDLE, V | G)).leaf(MIDDLE, 0, 0x80000, R);
        assertEquals("R-- -G --", read().ranges().getFirst().flags().text());
    }

    @Test
    void theReverseMapFindsEveryAliasOfAFrame() {
        lastTable();
        tables.leaf(LAST, 5, 0x80123, R).leaf(LAST, 9, 0x80123, R | W | U);
        tables.leaf(MIDDLE, 8, 0x80000, R | X);
        assertEquals(
                List.of(
                        new VirtualPage(Tables.satp(ROOT, 7), 0x8020_5000L, new PteFlags(V | R)),
                        new VirtualPage(
                                Tables.satp(ROOT, 7), 0x8020_9000L, new PteFlags(V | R | W | U)),
                        new VirtualPage(
                                Tables.satp(ROOT, 7), 0x8112_3000L, new PteFlags(V | R | X))),
                read().mappingsOf(0x80123, 10));
        assertEquals(1, read().mappingsOf(0x80123, 1).size());
        assertEquals(List.of(), read().mappingsOf(0x80300, 10));
    }

    @Test
    void aTableThatPointsToItselfIsReadOnce() {
        tables.pointer(ROOT, 511, ROOT).leaf(ROOT, 2, 0x80000, R | W | X);
        PageTables read = read();
        assertEquals(List.of(ROOT), read.tablePpns());
        assertEquals(List.of(2, 1, 0), read.levelsOf(ROOT));
        // As a table of level 1 and of level 0, the root maps what its entry 2 says there.
        assertEquals(3, read.ranges().size());
        assertEquals(0xffff_ffff_ffe0_2000L, read.ranges().get(2).vaddr());
    }

    @Test
    void tablesSharedWithoutMeasureDoNotTakeForever() {
        for (int vpn = 0; vpn < 512; vpn++) {
            tables.pointer(ROOT, vpn, MIDDLE).pointer(MIDDLE, vpn, LAST);
            tables.leaf(LAST, vpn, 0x80000 + vpn % 2 * 5, R);
        }
        PageTables read = assertTimeoutPreemptively(Duration.ofMinutes(2), this::read);
        assertEquals(3, read.tablePpns().size());
        assertEquals(
                List.of("more mappings than can be listed: the ranges are not complete"),
                read.problems());
    }

    @Test
    void aTableOutsideOfMemoryIsToldAndTheOthersAreRead() {
        tables.pointer(ROOT, 0, 0x999).pointer(ROOT, 2, MIDDLE).leaf(MIDDLE, 0, DRAM_PPN, R);
        PageTables read = read();
        assertEquals(Optional.empty(), read.target(read.root().orElseThrow().entry(0)));
        assertEquals(1, read.ranges().size());
        assertEquals(
                List.of("a table is said to be in frame 0x999, where there is no memory"),
                read.problems());
    }

    @Test
    void theSnapshotDoesNotChangeWithTheMachine() {
        tables.leaf(ROOT, 2, 0x80000, R);
        PageTables read = read();
        tables.set(ROOT, 2, 0);
        assertEquals(PageTableEntry.Kind.LEAF, read.root().orElseThrow().entry(2).kind());
    }
}
