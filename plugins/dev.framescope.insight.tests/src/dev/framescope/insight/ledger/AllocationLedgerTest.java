package dev.framescope.insight.ledger;

import static dev.framescope.insight.fixture.AllocatorCalls.CALLER;
import static dev.framescope.insight.fixture.AllocatorCalls.stackOf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.insight.fixture.AllocatorCalls;
import dev.framescope.insight.fixture.ElfBuilder;
import dev.framescope.insight.fixture.FakeHart;
import dev.framescope.insight.fixture.FakeInspection;
import dev.framescope.insight.fixture.FakeMachine;
import dev.framescope.insight.fixture.Kernels;
import dev.framescope.insight.kernel.AllocatorFunctions;
import dev.framescope.insight.kernel.FrameUnit;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.FrameEvent.Kind;
import dev.framescope.insight.ledger.FrameHistory.Status;
import dev.framescope.machine.Privilege;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

class AllocationLedgerTest {
    private static final long FRAME = 0x8030_0000L;
    private static final long PPN = 0x80300;

    private final FakeInspection inspection = new FakeInspection(16 << 20, 2);
    private final FakeMachine machine = new FakeMachine(inspection);
    private final KernelImage kernel = Kernels.smallImage();
    private final AllocatorCalls calls = new AllocatorCalls(machine, inspection);
    private AllocationLedger ledger = attach(kernel);

    private AllocationLedger attach(KernelImage image) {
        return AllocationLedger.attach(machine, image, image.allocator().orElseThrow());
    }

    private LedgerSnapshot now() {
        return ledger.snapshot();
    }

    private List<LedgerFinding.Kind> findings() {
        return now().findings().stream().map(LedgerFinding::kind).toList();
    }

    @Test
    void nothingIsKnownBeforeTheFirstCall() {
        assertEquals(Status.UNKNOWN, now().statusOf(PPN));
        assertEquals(0, now().eventCount());
        assertEquals(OptionalLong.empty(), now().lowestPpn());
        assertEquals(kernel.allocator(), now().functions());
        assertEquals(List.of(), now().latestEvents(5));
    }

    @Test
    void aFrameIsAllocatedWhenTheCallReturns() {
        calls.enter(0, Kernels.ALLOC, CALLER, stackOf(0), 0);
        assertEquals(Status.UNKNOWN, now().statusOf(PPN));
        calls.leave(0, CALLER, stackOf(0), FRAME);
        assertEquals(Status.ALLOCATED, now().statusOf(PPN));
        FrameEvent event = now().of(PPN).latest().orElseThrow();
        assertEquals(Kind.ALLOCATED, event.kind());
        assertEquals(2, event.instructions());
        assertEquals(1, event.number());
        assertEquals(0, event.hart());
        assertEquals(List.of(Kernels.ALLOC, CALLER), event.callStack());
        assertEquals(1, now().inUse());
        assertEquals(List.of(), findings());
    }

    @Test
    void aFrameIsFreeAsSoonAsItIsGivenBack() {
        calls.alloc(0, FRAME);
        calls.enter(0, Kernels.DEALLOC, CALLER, stackOf(0), FRAME);
        assertEquals(Status.FREE, now().statusOf(PPN));
        assertEquals(0, now().inUse());
        assertEquals(
                List.of(Kind.FREED, Kind.ALLOCATED),
                now().of(PPN).events().stream().map(FrameEvent::kind).toList());
        assertEquals(List.of(), findings());
    }

    @Test
    void noHandlerStopsTheMachine() {
        inspection.fakeHart(0).setX(AllocatorCalls.RA, CALLER);
        assertEquals(false, machine.reach(0, Kernels.ALLOC));
        assertEquals(false, machine.reach(0, CALLER));
        assertEquals(false, machine.reach(0, Kernels.DEALLOC));
    }

    @Test
    void aHandlerHearsOfAnAllocationAtTheReturnAndOfAFreeAtTheEntry() {
        List<FrameEvent> heard = new ArrayList<>();
        List<Long> pcs = new ArrayList<>();
        FrameEventHandler handler =
                (event, hart, at) -> {
                    heard.add(event);
                    pcs.add(hart.pc());
                    assertEquals(now().of(PPN).latest().orElseThrow(), event);
                    return false;
                };
        ledger.addHandler(handler);
        calls.alloc(0, FRAME);
        calls.enter(0, Kernels.DEALLOC, CALLER, stackOf(0), FRAME);
        assertEquals(
                List.of(Kind.ALLOCATED, Kind.FREED), heard.stream().map(FrameEvent::kind).toList());
        assertEquals(List.of(CALLER, Kernels.DEALLOC), pcs);
        ledger.removeHandler(handler);
        calls.alloc(0, FRAME);
        assertEquals(2, heard.size());
    }

    @Test
    void theMachineStopsWhereAHandlerAsksForIt() {
        ledger.addHandler((event, hart, at) -> event.ppn() == PPN);
        ledger.addHandler((event, hart, at) -> false);
        calls.enter(0, Kernels.ALLOC, CALLER, stackOf(0), 0);
        inspection.fakeHart(0).setX(AllocatorCalls.A0, FRAME);
        assertTrue(machine.reach(0, CALLER));
        assertTrue(machine.reach(0, Kernels.DEALLOC));
        inspection.fakeHart(0).setX(AllocatorCalls.A0, FRAME + 0x1000);
        assertFalse(machine.reach(0, Kernels.DEALLOC), "another frame");
    }

    @Test
    void aCallThatIsNoEventIsToldToNobody() {
        ledger.addHandler(
                (event, hart, at) -> {
                    throw new AssertionError(event.toString());
                });
        calls.alloc(0, 0);
        calls.alloc(0, FRAME + 8);
        calls.free(0, FRAME + 8);
        assertEquals(3, findings().size());
    }

    @Test
    void whereAStepHasLedAnEventIsNotedAtOnceAndNotAgain() {
        List<Kind> heard = new ArrayList<>();
        ledger.addHandler((event, hart, at) -> heard.add(event.kind()));
        calls.enter(0, Kernels.ALLOC, CALLER, stackOf(0), 0);
        FakeHart hart = inspection.fakeHart(0);
        hart.pc = CALLER;
        hart.setX(AllocatorCalls.A0, FRAME);
        assertTrue(ledger.awaits(CALLER));
        assertTrue(ledger.landed(hart, inspection));
        assertFalse(ledger.landed(hart, inspection));
        hart.pc = Kernels.DEALLOC;
        assertTrue(ledger.awaits(Kernels.DEALLOC));
        assertTrue(ledger.landed(hart, inspection));
        assertFalse(ledger.landed(hart, inspection));
        hart.pc = Kernels.DEALLOC + 4;
        assertFalse(ledger.awaits(Kernels.DEALLOC + 4));
        assertFalse(ledger.landed(hart, inspection));
        assertEquals(List.of(Kind.ALLOCATED, Kind.FREED), heard);
        assertEquals(List.of(), findings());
    }

    @Test
    void aFreeIsToldAgainWhenTheMachineHasBeenPutBack() {
        List<FrameEvent> heard = new ArrayList<>();
        ledger.addHandler((event, hart, at) -> heard.add(event));
        calls.alloc(0, FRAME);
        long before = inspection.instructions();
        calls.enter(0, Kernels.DEALLOC, CALLER, stackOf(0), FRAME);
        machine.restoreTo(before);
        calls.enter(0, Kernels.DEALLOC, CALLER, stackOf(0), FRAME);
        assertEquals(3, heard.size());
        assertEquals(heard.get(1).instructions(), heard.get(2).instructions());
    }

    @Test
    void callsOfSeveralHartsFromOnePlaceAreKeptApart() {
        calls.enter(0, Kernels.ALLOC, CALLER, stackOf(0), 0);
        calls.enter(1, Kernels.ALLOC, CALLER, stackOf(1), 0);
        calls.leave(0, CALLER, stackOf(0), FRAME);
        calls.leave(1, CALLER, stackOf(1), FRAME + 0x1000);
        assertEquals(0, now().of(PPN).latest().orElseThrow().hart());
        assertEquals(1, now().of(PPN + 1).latest().orElseThrow().hart());
        assertEquals(2, now().inUse());
    }

    @Test
    void aCallWithinATrapHandlerIsTheInnerOne() {
        calls.enter(0, Kernels.ALLOC, CALLER, stackOf(0), 0);
        calls.enter(0, Kernels.ALLOC, CALLER, stackOf(0) - 0x100, 0);
        calls.leave(0, CALLER, stackOf(0) - 0x100, FRAME);
        calls.leave(0, CALLER, stackOf(0), FRAME + 0x1000);
        assertEquals(1, now().of(PPN).latest().orElseThrow().number());
        assertEquals(2, now().of(PPN + 1).latest().orElseThrow().number());
    }

    @Test
    void comingToTheReturnAddressWithoutACallMeansNothing() {
        calls.alloc(0, FRAME);
        calls.leave(0, CALLER, stackOf(0), FRAME + 0x1000);
        calls.enter(0, Kernels.ALLOC, CALLER, stackOf(0), 0);
        calls.leave(0, CALLER, stackOf(0) - 0x40, FRAME + 0x1000);
        assertEquals(1, now().allocations());
    }

    @Test
    void aUserProgramAtTheSameAddressesIsNotTheAllocator() {
        inspection.fakeHart(0).privilege = Privilege.USER;
        calls.alloc(0, FRAME);
        calls.free(0, FRAME);
        assertEquals(0, now().eventCount());
        calls.enter(1, Kernels.ALLOC, CALLER, stackOf(0), 0);
        calls.leave(0, CALLER, stackOf(0), FRAME);
        assertEquals(0, now().eventCount());
    }

    @Test
    void aThreadThatReturnsOnAnotherHartIsFollowed() {
        calls.enter(0, Kernels.ALLOC, CALLER, stackOf(0), 0);
        calls.leave(1, CALLER, stackOf(0), FRAME);
        assertEquals(1, now().of(PPN).latest().orElseThrow().hart());
    }

    @Test
    void aWrapperAndWhatItCallsCountOnce() {
        long inWrapper = Kernels.ALLOC + 0x40;
        calls.enter(0, Kernels.ALLOC, CALLER, stackOf(0), 0);
        calls.enter(0, Kernels.ALLOC, inWrapper, stackOf(0) - 0x20, 0);
        calls.leave(0, inWrapper, stackOf(0) - 0x20, FRAME);
        calls.leave(0, CALLER, stackOf(0), FRAME);
        assertEquals(1, now().allocations());
        calls.enter(0, Kernels.DEALLOC, CALLER, stackOf(0), FRAME);
        calls.enter(0, Kernels.DEALLOC, Kernels.DEALLOC + 0x40, stackOf(0) - 0x20, FRAME);
        assertEquals(1, now().frees());
        assertEquals(List.of(), findings());
    }

    @Test
    void aFrameFreedTwiceIsFound() {
        calls.alloc(0, FRAME);
        calls.free(0, FRAME);
        calls.free(1, FRAME);
        LedgerFinding finding = now().findings().getFirst();
        assertEquals(List.of(LedgerFinding.Kind.DOUBLE_FREE), findings());
        assertEquals(PPN, finding.ppn());
        assertEquals(1, finding.hart());
        assertEquals(Kind.FREED, finding.previous().orElseThrow().kind());
        assertEquals(0, now().inUse());
    }

    @Test
    void aFreeOfAFrameThatWasNeverAllocatedIsFound() {
        calls.alloc(0, FRAME);
        calls.free(0, FRAME + 0x1000);
        assertEquals(List.of(LedgerFinding.Kind.FREE_OF_UNALLOCATED), findings());
        assertEquals(Optional.empty(), now().findings().getFirst().previous());
    }

    @Test
    void aFrameHandedOutTwiceIsFound() {
        calls.alloc(0, FRAME);
        calls.alloc(1, FRAME);
        assertEquals(List.of(LedgerFinding.Kind.ALLOCATED_TWICE), findings());
        assertEquals(1, now().inUse());
        assertEquals(1, now().findingCount(LedgerFinding.Kind.ALLOCATED_TWICE));
    }

    @Test
    void anAllocatorThatReturnsNothingIsOutOfMemory() {
        calls.alloc(0, 0);
        assertEquals(List.of(LedgerFinding.Kind.OUT_OF_MEMORY), findings());
        assertEquals(0, now().allocations());
    }

    @Test
    void whatIsNoFrameIsFound() {
        calls.alloc(0, FRAME);
        calls.free(0, FRAME + 8);
        calls.free(0, 0x1000_0000L);
        assertEquals(
                List.of(LedgerFinding.Kind.NOT_A_FRAME, LedgerFinding.Kind.NOT_A_FRAME),
                findings());
        assertEquals(FRAME + 8, now().findings().getFirst().value());
    }

    @Test
    void framesFreedBeforeTheFirstAllocationAreHandedOver() {
        calls.free(0, FRAME);
        calls.free(0, FRAME + 0x1000);
        assertEquals(List.of(), findings());
        assertEquals(2, now().eventCount(Kind.HANDED_OVER));
        assertEquals(0, now().frees());
        assertEquals(OptionalLong.of(PPN), now().lowestPpn());
        assertEquals(OptionalLong.of(PPN + 1), now().highestPpn());
    }

    @Test
    void aLedgerThatComesLateAccusesNobodyOfWhatItHasNotSeen() {
        ledger.close();
        inspection.instructions = 1000;
        ledger = attach(kernel);
        calls.alloc(0, FRAME);
        calls.free(0, FRAME + 0x1000);
        assertEquals(List.of(), findings());
        assertEquals(Status.FREE, now().statusOf(PPN + 1));
    }

    @Test
    void pageNumbersAreUnderstoodAsWellAsAddresses() {
        calls.alloc(0, PPN);
        assertEquals(Status.ALLOCATED, now().statusOf(PPN));
        calls.free(0, PPN);
        assertEquals(Status.FREE, now().statusOf(PPN));
    }

    @Test
    void someOfRustIsInTheSecondRegister() {
        calls.enter(0, Kernels.ALLOC, CALLER, stackOf(0), 0);
        inspection.fakeHart(0).setX(AllocatorCalls.A1, FRAME);
        calls.leave(0, CALLER, stackOf(0), 1);
        assertEquals(Status.ALLOCATED, now().statusOf(PPN));
    }

    @Test
    void aVirtualAddressOfTheKernelNamesTheFrameItIsMappedTo() {
        inspection.fakeHart(0).satp = 8L << 60 | 0x80220;
        inspection.fakeHart(0).virtualOffset = 0xffff_ffc0_0000_0000L;
        calls.alloc(0, 0xffff_ffc0_0000_0000L + FRAME);
        assertEquals(Status.ALLOCATED, now().statusOf(PPN));
    }

    @Test
    void aUnitThatIsGivenIsKeptTo() {
        ledger.close();
        ledger =
                AllocationLedger.attach(
                        machine,
                        kernel,
                        new AllocatorFunctions("allocFrame", "deallocFrame", FrameUnit.PPN));
        calls.alloc(0, FRAME);
        assertEquals(List.of(LedgerFinding.Kind.NOT_A_FRAME), findings());
    }

    @Test
    void callersAreFoundByTheChainOfFramePointers() {
        long mapPageFrame = stackOf(0) + 0;
        long mainFrame = mapPageFrame - 0x40;
        long sp = mainFrame - 0x40;
        inspection.write(mainFrame - 8, Kernels.MAIN + 0x30);
        inspection.write(mainFrame - 16, mapPageFrame);
        inspection.write(mapPageFrame - 8, Kernels.TEXT + 0x10);
        inspection.write(mapPageFrame - 16, 0);
        inspection.fakeHart(0).setX(AllocatorCalls.FP, mainFrame);
        calls.enter(0, Kernels.ALLOC, CALLER, sp, 0);
        calls.leave(0, CALLER, sp, FRAME);
        assertEquals(
                List.of(Kernels.ALLOC, CALLER, Kernels.MAIN + 0x30, Kernels.TEXT + 0x10),
                now().of(PPN).latest().orElseThrow().callStack());
    }

    @Test
    void aChainOfFramePointersThatIsACircleEnds() {
        long fp = stackOf(0) - 0x40;
        inspection.write(fp - 8, Kernels.MAIN + 0x30);
        inspection.write(fp - 16, fp);
        inspection.fakeHart(0).setX(AllocatorCalls.FP, fp);
        calls.enter(0, Kernels.ALLOC, CALLER, stackOf(0) - 0x80, 0);
        calls.leave(0, CALLER, stackOf(0) - 0x80, FRAME);
        assertEquals(
                List.of(Kernels.ALLOC, CALLER, Kernels.MAIN + 0x30),
                now().of(PPN).latest().orElseThrow().callStack());
    }

    @Test
    void aKernelOfTheHigherHalfIsObservedBeforePagingIsOn() {
        ledger.close();
        long offset = 0xffff_ffff_4000_0000L;
        long high = Kernels.TEXT + offset;
        KernelImage image =
                Kernels.image(
                        new ElfBuilder()
                                .virtualOffset(offset)
                                .entry(high)
                                .text(".text", high, 0x1000)
                                .function("alloc_frame", high + 0x100, 0x100)
                                .function("dealloc_frame", high + 0x200, 0x100)
                                .function("init", high + 0x300, 0x100));
        ledger = attach(image);
        calls.alloc(0, FRAME);
        assertEquals(
                List.of(high + 0x100, high + 0x320),
                now().of(PPN).latest().orElseThrow().callStack());
        inspection.fakeHart(0).satp = 8L << 60 | 0x80220;
        calls.enter(0, high + 0x200, high + 0x340, stackOf(0), FRAME);
        assertEquals(Status.FREE, now().statusOf(PPN));
    }

    @Test
    void aSnapshotStaysAsItIs() {
        calls.alloc(0, FRAME);
        LedgerSnapshot before = now();
        assertSame(before, now());
        calls.free(0, FRAME);
        calls.free(0, FRAME);
        assertEquals(Status.ALLOCATED, before.statusOf(PPN));
        assertEquals(1, before.of(PPN).events().size());
        assertEquals(1, before.inUse());
        assertEquals(List.of(), before.findings());
        assertEquals(Status.FREE, now().statusOf(PPN));
    }

    @Test
    void aFunctionThatIsNotThereIsNamed() {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                AllocationLedger.attach(
                                        machine,
                                        kernel,
                                        new AllocatorFunctions(
                                                "allocFrame", "giveBack", FrameUnit.AUTO)));
        assertTrue(refused.getMessage().contains("giveBack"), refused.getMessage());
    }

    @Test
    void oneFunctionCannotBeBothEndsOfTheAllocator() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new AllocatorFunctions("allocFrame", "allocFrame", FrameUnit.AUTO));
    }

    @Test
    void closingRemovesAllCodePointsAndKeepsWhatIsKnown() {
        calls.alloc(0, FRAME);
        assertEquals(3, machine.pointCount());
        ledger.close();
        assertEquals(0, machine.pointCount());
        calls.free(0, FRAME);
        assertEquals(Status.ALLOCATED, now().statusOf(PPN));
    }

    @Test
    void codePointsDoNotPileUp() {
        for (int i = 0; i < 3000; i++) {
            long caller = CALLER + 2L * i;
            calls.enter(0, Kernels.ALLOC, caller, stackOf(0), 0);
            calls.leave(0, caller, stackOf(0), FRAME + 0x1000L * i);
        }
        assertEquals(3000, now().allocations());
        assertTrue(machine.pointCount() <= 1026, () -> machine.pointCount() + " code points");
    }
}
