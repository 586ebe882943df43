package dev.framescope.debugger;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.insight.ledger.AllocationLedger;
import dev.framescope.insight.ledger.Dram;
import dev.framescope.insight.ledger.FrameEvent;
import dev.framescope.insight.ledger.FrameEventHandler;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Stops at what the kernel's frame allocator does with a frame.
 *
 * @param kernel whose allocator
 * @param ledger who observes it; empty if the kernel has none that is known
 */
record FrameStops(KernelImage kernel, Optional<AllocationLedger> ledger) {
    private static final String NO_ALLOCATOR =
            "the kernel has no frame allocator that is known: name its functions in the launch"
                    + " configuration";

    /** Places it; what is returned takes it away again. */
    Runnable arm(Breakpoint breakpoint, BreakpointSpec.OnFrame wanted, Arrivals arrivals) {
        FrameEventHandler handler =
                (event, hart, inspection) ->
                        matches(wanted, event)
                                && arrivals.atEvent(
                                        breakpoint, hart, inspection, () -> describe(event));
        ledger.ifPresent(observer -> observer.addHandler(handler));
        return () -> ledger.ifPresent(observer -> observer.removeHandler(handler));
    }

    private static boolean matches(BreakpointSpec.OnFrame wanted, FrameEvent event) {
        return event.ppn() == wanted.ppn()
                && switch (event.kind()) {
                    case ALLOCATED -> wanted.onAllocation();
                    case FREED -> wanted.onRelease();
                    case HANDED_OVER -> false;
                };
    }

    /** One line: {@code frame 0x802f8 handed out to makeChurn workload.c:75}. */
    private String describe(FrameEvent event) {
        boolean allocated = event.kind() == FrameEvent.Kind.ALLOCATED;
        // A return address lies behind its call, which may be the last instruction of its line.
        Optional<String> caller =
                event.callStack().stream()
                        .skip(1)
                        .findFirst()
                        .map(returnAddress -> kernel.describeCode(returnAddress - 1));
        return "frame 0x"
                + Long.toHexString(event.ppn())
                + (allocated ? " handed out" : " taken back")
                + caller.map(who -> (allocated ? " to " : " from ") + who).orElse("");
    }

    /**
     * Whether it stops, for a person.
     *
     * @param machine empty if it cannot be looked at yet
     */
    String status(BreakpointSpec.OnFrame wanted, Optional<Inspection> machine) {
        if (ledger.isEmpty()) {
            return NO_ALLOCATOR;
        }
        Optional<Dram> dram = machine.map(Dram::of);
        if (dram.isPresent() && !dram.get().contains(wanted.ppn())) {
            long first = dram.get().firstPpn();
            return "0x%x is no page frame of the memory: there are 0x%x to 0x%x"
                    .formatted(wanted.ppn(), first, first + dram.get().frameCount() - 1);
        }
        Set<FrameEvent.Kind> kinds = EnumSet.noneOf(FrameEvent.Kind.class);
        if (wanted.onAllocation()) {
            kinds.add(FrameEvent.Kind.ALLOCATED);
        }
        if (wanted.onRelease()) {
            kinds.add(FrameEvent.Kind.FREED);
        }
        return "stops at "
                + wanted.describe()
                + ledger.get().unseenCalls(kinds).map(text -> "; " + text).orElse("");
    }

    /** Whether a step may be over where a hart comes to an instruction; cheap. */
    boolean awaitAt(long linkPc) {
        return ledger.isPresent() && ledger.get().awaits(linkPc);
    }

    /** See {@link AllocationLedger#landed}. */
    boolean landed(HartInspection hart, Inspection machine) {
        return ledger.isPresent() && ledger.get().landed(hart, machine);
    }
}
