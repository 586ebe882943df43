package dev.framescope.insight.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.framescope.insight.fixture.AllocatorCalls;
import dev.framescope.insight.fixture.FakeInspection;
import dev.framescope.insight.fixture.FakeMachine;
import dev.framescope.insight.fixture.Kernels;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.kernel.PlacedSymbol;
import dev.framescope.insight.ledger.AllocationLedger;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.machine.PlacedBlob;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;

class PhysicalLayoutTest {
    private final FakeInspection inspection = new FakeInspection(16 << 20, 1);
    private final FakeMachine machine = new FakeMachine(inspection);
    private final AllocatorCalls calls = new AllocatorCalls(machine, inspection);
    private final KernelImage kernel = Kernels.smallImage();

    @BeforeEach
    void placeFirmware() {
        inspection.place("built-in firmware", PlacedBlob.Kind.FIRMWARE, 0x8000_0000L, 0x8_0000);
    }

    private PhysicalLayout layout(LedgerSnapshot ledger) {
        return PhysicalLayout.of(inspection, kernel, ledger);
    }

    private LedgerSnapshot observed() {
        return LedgerSnapshot.empty(kernel.allocator().orElseThrow());
    }

    private static List<String> names(List<LayoutRegion> regions) {
        return regions.stream()
                .map(region -> Long.toHexString(region.base()) + ' ' + region.name())
                .toList();
    }

    @Test
    void theMapHasNoHoles() {
        List<LayoutRegion> regions = layout(observed()).regions();
        long end = 0;
        for (LayoutRegion region : regions) {
            assertEquals(end, region.base(), region.name());
            end = region.end();
        }
        assertEquals(0x8100_0000L, end);
        assertEquals(
                List.of(
                        "0 VIRT_DEBUG",
                        "100 gap",
                        "1000 VIRT_MROM",
                        "10000 gap",
                        "10000000 VIRT_UART0",
                        "10000100 gap",
                        "80000000 VIRT_DRAM"),
                names(regions));
    }

    @Test
    void theDramIsOpenedIntoWhatIsInIt() {
        inspection.place("device tree", PlacedBlob.Kind.DEVICE_TREE, 0x80e0_0000L, 0x1234);
        assertEquals(
                List.of(
                        "80000000 built-in firmware",
                        "80080000 left to firmware",
                        "80200000 .text",
                        "80202000 .rodata",
                        "80203000 .data",
                        "80204000 boot stack",
                        "80206000 .bss",
                        "80208000 frames",
                        "80e00000 device tree",
                        "80e02000 frames"),
                names(layout(observed()).dram().children()));
    }

    @Test
    void whatNobodyClaimsIsUnused() {
        assertEquals(
                "80208000 unused",
                names(layout(LedgerSnapshot.none()).dram().children()).getLast());
    }

    @Test
    void theAllocatorsRangeTellsHowMuchOfItIsInUse() {
        try (AllocationLedger ledger =
                AllocationLedger.attach(machine, kernel, kernel.allocator().orElseThrow())) {
            calls.alloc(0, 0x8020_8000L);
            calls.alloc(0, 0x8020_9000L);
            calls.free(0, 0x8020_8000L);
            LayoutRegion frames = layout(ledger.snapshot()).dram().children().getLast();
            assertEquals(RegionKind.FRAMES, frames.kind());
            assertEquals("1 of 3,576 in use", frames.detail());
        }
    }

    @Test
    void framesHandedOverOneByOneAreTheAllocatorsRange() {
        try (AllocationLedger ledger =
                AllocationLedger.attach(machine, kernel, kernel.allocator().orElseThrow())) {
            for (long frame = 0x8040_0000L; frame < 0x8041_0000L; frame += 0x1000) {
                calls.free(0, frame);
            }
            LayoutRegion frames = layout(ledger.snapshot()).regionAt(0x8040_0000L).orElseThrow();
            assertEquals(0x8040_0000L, frames.base());
            assertEquals(0x1_0000, frames.size());
            assertEquals("0 of 16 in use", frames.detail());
        }
    }

    @Test
    void sectionsTellWhatIsInThem() {
        String details =
                layout(observed()).dram().children().stream()
                        .map(region -> region.name() + ": " + region.detail())
                        .collect(Collectors.joining("; "));
        assertEquals(
                "built-in firmware: M-mode; left to firmware: M-mode; .text: 5 functions; .rodata:"
                    + " greeting; .data: ; boot stack: ; .bss: tree, frameAllocator; frames: 0 of"
                    + " 3,576 in use",
                details);
    }

    @Test
    void anAddressLeadsToTheInnermostRegion() {
        PhysicalLayout layout = layout(observed());
        assertEquals(".bss", layout.regionAt(0x8020_6000L).orElseThrow().name());
        assertEquals("VIRT_UART0", layout.regionAt(0x1000_0004L).orElseThrow().name());
        assertEquals("gap", layout.regionAt(0x100).orElseThrow().name());
        assertEquals(false, layout.regionAt(0x8100_0000L).isPresent());
    }

    @Test
    void alignmentInTheKernelIsNoRegionOfItsOwn() {
        assertEquals("VIRT_DRAM", layout(observed()).regionAt(0x8020_2800L).orElseThrow().name());
    }

    @Test
    void symbolsAreFoundByRegion() {
        PhysicalLayout layout = layout(observed());
        LayoutRegion bss = layout.regionAt(0x8020_6000L).orElseThrow();
        assertEquals(
                List.of("bootstacktop", "frameAllocator", "tree"),
                layout.symbolsIn(bss, 10).stream().map(PlacedSymbol::name).toList());
    }

    @Test
    void firmwareThatTheMachinePlacedIsToldApartFromWhatIsLeftToIt() {
        assertEquals(
                List.of("80000000 built-in firmware", "80080000 left to firmware"),
                names(layout(observed()).dram().children()).subList(0, 2));
    }

    @Test
    void withoutFirmwareTheMemoryBelowTheKernelIsUnused() {
        FakeInspection bare = new FakeInspection(16 << 20, 1);
        PhysicalLayout layout = PhysicalLayout.of(bare, kernel, observed());
        assertEquals("80000000 unused", names(layout.dram().children()).getFirst());
    }
}
