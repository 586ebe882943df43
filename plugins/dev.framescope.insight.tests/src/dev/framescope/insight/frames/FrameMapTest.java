package dev.framescope.insight.frames;

import static dev.framescope.insight.fixture.AllocatorCalls.CALLER;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.insight.fixture.AllocatorCalls;
import dev.framescope.insight.fixture.ElfBuilder;
import dev.framescope.insight.fixture.FakeInspection;
import dev.framescope.insight.fixture.FakeMachine;
import dev.framescope.insight.fixture.Kernels;
import dev.framescope.insight.fixture.Tables;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.AllocationLedger;
import dev.framescope.insight.ledger.FrameEvent;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.insight.paging.PteFlags;
import dev.framescope.insight.paging.VirtualPage;
import dev.framescope.machine.PlacedBlob;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

class FrameMapTest {
    private static final long ROOT = 0x80300;
    private static final long MIDDLE = 0x80301;
    private static final long LAST = 0x80302;

    private final FakeInspection inspection = new FakeInspection(16 << 20, 2);
    private final Tables tables = new Tables(inspection);
    private final FakeMachine machine = new FakeMachine(inspection);
    private final AllocatorCalls calls = new AllocatorCalls(machine, inspection);
    private final KernelImage kernel = Kernels.smallImage();
    private final AllocationLedger ledger =
            AllocationLedger.attach(machine, kernel, kernel.allocator().orElseThrow());

    @BeforeEach
    void placeFirmware() {
        inspection.place("built-in firmware", PlacedBlob.Kind.FIRMWARE, 0x8000_0000L, 0x8_0000);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private FrameMap map() {
        return FrameMap.of(inspection, kernel, ledger.snapshot());
    }

    @Test
    void everyFrameHasAStateAndTheCountsAddUp() {
        calls.alloc(0, 0x8040_0000L);
        tables.leaf(ROOT, 2, 0x80000, Tables.R);
        inspection.fakeHart(0).satp = Tables.satp(ROOT, 0);
        FrameMap map = map();
        assertEquals(0x80000, map.firstPpn());
        assertEquals(4096, map.frameCount());
        assertEquals(
                map.frameCount(), Arrays.stream(FrameState.values()).mapToLong(map::count).sum());
    }

    @Test
    void theKernelsPagesAreWhatTheyHold() {
        inspection.place("device tree", PlacedBlob.Kind.DEVICE_TREE, 0x80e0_0000L, 0x1234);
        FrameMap map = map();
        assertEquals(512, map.count(FrameState.FIRMWARE));
        assertEquals(2, map.count(FrameState.KERNEL_TEXT));
        assertEquals(1, map.count(FrameState.KERNEL_RODATA));
        assertEquals(1 + 2, map.count(FrameState.KERNEL_DATA));
        assertEquals(2, map.count(FrameState.STACK));
        assertEquals(2, map.count(FrameState.DEVICE_TREE));
        assertEquals(4096 - 512 - 8 - 2, map.count(FrameState.FREE));
        assertEquals(FrameState.STACK, map.stateOf(0x80205));
        assertEquals(FrameState.KERNEL_DATA, map.stateOf(0x80206));
    }

    @Test
    void aFrameThatSectionsShareIsWhatHoldsMostOfIt() {
        KernelImage packed =
                Kernels.image(
                        new ElfBuilder()
                                .entry(0x8000_0000L)
                                .text(".text", 0x8000_0000L, 0x1200)
                                .rodata(".rodata", 0x8000_1200L, 0x900)
                                .data(".data", 0x8000_1b00L, 0x600)
                                .bss(".bss", 0x8000_2100L, 0x3000)
                                .symbol("stack0", 0x8000_2200L, 0x2000, ElfBuilder.OBJECT));
        FakeInspection withoutFirmware = new FakeInspection(1 << 20, 1);
        FrameMap map = FrameMap.of(withoutFirmware, packed, LedgerSnapshot.none());
        assertEquals(FrameState.KERNEL_TEXT, map.stateOf(0x80000));
        assertEquals(FrameState.KERNEL_RODATA, map.stateOf(0x80001));
        assertEquals(FrameState.STACK, map.stateOf(0x80002));
        assertEquals(FrameState.STACK, map.stateOf(0x80003));
        assertEquals(FrameState.KERNEL_DATA, map.stateOf(0x80004));
        assertEquals("kernel .text, .rodata, .data", map.details(0x80001).what());
    }

    @Test
    void aFrameGoesFromFreeToAllocatedAndBack() {
        assertEquals(FrameState.FREE, map().stateOf(0x80400));
        calls.alloc(0, 0x8040_0000L);
        assertEquals(FrameState.ALLOCATED, map().stateOf(0x80400));
        calls.free(0, 0x8040_0000L);
        assertEquals(FrameState.FREE, map().stateOf(0x80400));
    }

    @Test
    void withoutALedgerNothingIsKnownOfTheMemoryBehindTheKernel() {
        FrameMap map = FrameMap.of(inspection, kernel, LedgerSnapshot.none());
        assertEquals(0, map.count(FrameState.FREE));
        assertEquals(FrameState.RESERVED, map.stateOf(0x80400));
    }

    @Test
    void whatIsOnlyMappedSaysSo() {
        tables.pointer(ROOT, 0, MIDDLE).leaf(MIDDLE, 1, 0x80400, Tables.R);
        inspection.fakeHart(1).satp = Tables.satp(ROOT, 0);
        FrameMap map = FrameMap.of(inspection, kernel, LedgerSnapshot.none());
        assertEquals(512, map.count(FrameState.MAPPED));
        assertEquals(FrameState.MAPPED, map.stateOf(0x805ff));
        assertEquals(FrameState.RESERVED, map.stateOf(0x80600));
        assertEquals(FrameState.PAGE_TABLE, map.stateOf(MIDDLE));
    }

    @Test
    void mappingsBeyondTheDramAreCutOff() {
        tables.leaf(ROOT, 2, 0x80000, Tables.R).leaf(ROOT, 0, 0, Tables.R);
        inspection.fakeHart(0).satp = Tables.satp(ROOT, 0);
        FrameMap map = FrameMap.of(inspection, kernel, LedgerSnapshot.none());
        assertEquals(0, map.count(FrameState.RESERVED));
    }

    @Test
    void aPageTableCountsMoreThanTheAllocationOrTheDataThatHoldsIt() {
        calls.alloc(0, ROOT << 12);
        tables.pointer(ROOT, 2, 0x80206);
        inspection.fakeHart(0).satp = Tables.satp(ROOT, 0);
        FrameMap map = map();
        assertEquals(FrameState.PAGE_TABLE, map.stateOf(ROOT));
        assertEquals(FrameState.PAGE_TABLE, map.stateOf(0x80206));
    }

    @Test
    void theDeviceTreeAndTheKernelCountMoreThanAnAllocation() {
        inspection.place("device tree", PlacedBlob.Kind.DEVICE_TREE, 0x8040_0000L, 0x1000);
        calls.alloc(0, 0x8040_0000L);
        calls.alloc(0, 0x8020_0000L);
        FrameMap map = map();
        assertEquals(FrameState.DEVICE_TREE, map.stateOf(0x80400));
        assertEquals(FrameState.KERNEL_TEXT, map.stateOf(0x80200));
        assertEquals(
                List.of("The allocator has handed it out, although it holds the device tree"),
                map.details(0x80400).notes());
    }

    @Test
    void addressSpacesOfAllHartsAreKnown() {
        inspection.fakeHart(0).satp = Tables.satp(ROOT, 0);
        inspection.fakeHart(1).satp = Tables.satp(MIDDLE, 1);
        assertEquals(2, map().addressSpaces().size());
        assertEquals(2, map().count(FrameState.PAGE_TABLE));
    }

    @Test
    void addressSpacesSeenBeforeCanBeAdded() {
        FrameMap map =
                FrameMap.of(
                        inspection,
                        kernel,
                        ledger.snapshot(),
                        Set.of(Tables.satp(ROOT, 0), Tables.satp(0x1, 0)));
        assertEquals(1, map.addressSpaces().size());
        assertEquals(FrameState.PAGE_TABLE, map.stateOf(ROOT));
    }

    @Test
    void addressSpacesInWhichTheAllocatorWasCalledAreKnown() {
        inspection.fakeHart(0).satp = Tables.satp(ROOT, 0);
        calls.alloc(0, ROOT << 12);
        inspection.fakeHart(0).satp = Tables.satp(MIDDLE, 0);
        calls.alloc(0, MIDDLE << 12);
        assertEquals(2, map().count(FrameState.PAGE_TABLE));
        calls.free(0, ROOT << 12);
        assertEquals(Set.of(Tables.satp(MIDDLE, 0)), ledger.snapshot().satps());
        assertEquals(FrameState.FREE, map().stateOf(ROOT));
    }

    @Test
    void oneRootUnderSeveralAsidsIsOneAddressSpace() {
        inspection.fakeHart(0).satp = Tables.satp(ROOT, 0);
        inspection.fakeHart(1).satp = Tables.satp(ROOT, 1);
        assertEquals(1, map().addressSpaces().size());
    }

    @Test
    void anAddressSpaceSeenBeforeEndsWhenItsRootIsGivenBack() {
        calls.alloc(0, ROOT << 12);
        Set<Long> seen = Set.of(Tables.satp(ROOT, 0));
        assertEquals(
                1, FrameMap.of(inspection, kernel, ledger.snapshot(), seen).addressSpaces().size());
        calls.free(0, ROOT << 12);
        assertEquals(
                0, FrameMap.of(inspection, kernel, ledger.snapshot(), seen).addressSpaces().size());
    }

    @Test
    void detailsTellWhoTookAFrameAndWhereItIsMapped() {
        tables.pointer(ROOT, 256, MIDDLE).pointer(MIDDLE, 0, LAST);
        tables.leaf(LAST, 3, 0x80400, Tables.R | Tables.W);
        inspection.fakeHart(0).satp = Tables.satp(ROOT, 0);
        calls.alloc(1, 0x8040_0000L);
        calls.free(1, 0x8040_0000L);
        calls.alloc(0, 0x8040_0000L);
        FrameDetails details = map().details(0x80400);
        assertEquals(FrameState.ALLOCATED, details.state());
        assertEquals("allocated", details.what());
        assertEquals(0x8040_0000L, details.paddr());
        assertEquals(3, details.history().eventCount());
        assertEquals(2, details.history().latest().orElseThrow().number());
        assertEquals(
                List.of(Kernels.ALLOC, CALLER),
                details.history().latest().map(FrameEvent::callStack).orElseThrow());
        assertEquals(List.of("allocFrame", "mapPage"), details.callStack());
        assertEquals(
                List.of(
                        new VirtualPage(
                                Tables.satp(ROOT, 0),
                                0xffff_ffc0_0000_3000L,
                                new PteFlags(Tables.V | Tables.R | Tables.W))),
                details.mappings());
        assertEquals(List.of(), details.notes());
    }

    @Test
    void detailsTellWhatAFrameOfTheKernelHolds() {
        FrameDetails details = map().details(0x80206);
        assertEquals("kernel .bss", details.what());
        assertEquals(List.of("bootstacktop", "frameAllocator", "tree"), details.symbols());
        assertEquals(List.of("tree+0xfe8"), map().details(0x80207).symbols());
    }

    @Test
    void detailsTellTheLevelOfAPageTable() {
        tables.pointer(ROOT, 0, MIDDLE).pointer(MIDDLE, 0, LAST);
        inspection.fakeHart(0).satp = Tables.satp(ROOT, 0);
        FrameMap map = map();
        assertEquals("page table, root of satp 0x8000000000080300", map.details(ROOT).what());
        assertEquals("page table, level 0 below satp 0x8000000000080300", map.details(LAST).what());
    }

    @Test
    void aDeviceTreeThatTheAllocatorMayHandOutIsRemarkable() {
        inspection.place("device tree", PlacedBlob.Kind.DEVICE_TREE, 0x80e0_0000L, 0x1000);
        assertEquals(
                List.of("It lies in the allocator's range: it may be handed out and overwritten"),
                map().details(0x80e00).notes());
    }

    @Test
    void aPageTableThatWasGivenBackIsRemarkable() {
        calls.alloc(0, ROOT << 12);
        calls.free(0, ROOT << 12);
        inspection.fakeHart(0).satp = Tables.satp(ROOT, 0);
        assertEquals(
                List.of("It is a page table, although it was given back to the allocator"),
                map().details(ROOT).notes());
    }

    @Test
    void aFreeFrameThatUsersCanStillReachIsRemarkable() {
        tables.pointer(ROOT, 0, MIDDLE).pointer(MIDDLE, 0, LAST);
        tables.leaf(LAST, 3, 0x80400, Tables.R | Tables.U);
        inspection.fakeHart(0).satp = Tables.satp(ROOT, 0);
        assertEquals(
                List.of("It is free, but still mapped for user mode"),
                map().details(0x80400).notes());
    }

    @Test
    void framesOutsideOfTheDramHaveNoState() {
        assertThrows(IndexOutOfBoundsException.class, () -> map().stateOf(0x7ffff));
        assertThrows(IndexOutOfBoundsException.class, () -> map().stateOf(0x81000));
        assertThrows(IndexOutOfBoundsException.class, () -> map().details(0x10000));
    }

    @Test
    void sixteenGibibytesAreMappedFrameByFrame() {
        FakeInspection large = new FakeInspection(16L << 30, 1 << 20, 1);
        FrameMap map = FrameMap.of(large, kernel, ledger.snapshot());
        assertEquals(4 << 20, map.frameCount());
        assertEquals(FrameState.FREE, map.stateOf(0x47ffff));
        assertTrue(map.count(FrameState.FREE) > 4_000_000);
    }
}
