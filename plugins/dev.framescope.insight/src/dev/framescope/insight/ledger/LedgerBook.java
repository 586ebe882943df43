package dev.framescope.insight.ledger;

import dev.framescope.insight.kernel.AllocatorFunctions;
import dev.framescope.insight.paging.PageTables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the ledger knows, without the machine it learned it from: takes the calls of the allocator
 * one after the other and tells what is wrong with them. Used by one thread at a time.
 */
final class LedgerBook {
    static final int MAX_FINDINGS = 256;

    /** Address spaces that are remembered. */
    static final int MAX_SATPS = 64;

    private final AllocatorFunctions functions;
    private final UnseenCalls unseen;
    private final Dram dram;
    private final boolean fromTheStart;
    private final EventLog log;
    private final FrameTable frames;
    private final CallStacks stacks;
    private final List<LedgerFinding> findings = new ArrayList<>();
    private final long[] findingCounts = new long[LedgerFinding.Kind.values().length];
    private final long[] eventCounts = new long[FrameEvent.Kind.values().length];
    private final LinkedHashMap<Long, Long> satpsByRoot = new LinkedHashMap<>();
    private long inUse;
    private long version;

    /** What a call has in common with every other. */
    record Call(int hart, long instructions, List<Long> callStack) {}

    /** How much is kept. */
    record Limits(int logChunks, int stacks) {
        /** 262,144 events in 8 MiB. */
        static final Limits STANDARD = new Limits(256, 1 << 16);
    }

    /**
     * @param unseen the calls that will not be told: what they explain is no mistake
     * @param fromTheStart whether every call since reset will be told, so that a frame that was
     *     never seen was never allocated
     */
    LedgerBook(
            AllocatorFunctions functions,
            UnseenCalls unseen,
            Dram dram,
            boolean fromTheStart,
            Limits limits) {
        this.functions = functions;
        this.unseen = unseen;
        this.dram = dram;
        this.fromTheStart = fromTheStart;
        log = new EventLog(limits.logChunks());
        frames = new FrameTable(dram.frameCount());
        stacks = new CallStacks(limits.stacks());
    }

    /** A call was made in this address space. */
    void seen(long satp) {
        if (satp == 0) {
            return;
        }
        Long known = satpsByRoot.put(PageTables.rootPpn(satp), satp);
        if (known == null && satpsByRoot.size() > MAX_SATPS) {
            satpsByRoot.pollFirstEntry();
        }
        version += known == null || known != satp ? 1 : 0;
    }

    /** Changes when anything does. */
    long version() {
        return version;
    }

    Dram dram() {
        return dram;
    }

    /** The allocator returned a frame. */
    void allocated(long value, long ppn, Call call) {
        FrameHistory.Status before = statusOf(ppn);
        if (before != FrameHistory.Status.ALLOCATED) {
            inUse++;
        } else if (!unseen.hideFrees()) {
            find(LedgerFinding.Kind.ALLOCATED_TWICE, value, ppn, call);
        }
        add(FrameEvent.Kind.ALLOCATED, ppn, call);
    }

    /** The allocator was given a frame back. */
    void freed(long value, long ppn, Call call) {
        FrameHistory.Status before = statusOf(ppn);
        boolean handedOver =
                before == FrameHistory.Status.UNKNOWN
                        && fromTheStart
                        && eventCounts[FrameEvent.Kind.ALLOCATED.ordinal()] == 0;
        if (before == FrameHistory.Status.ALLOCATED) {
            inUse--;
        } else if (before == FrameHistory.Status.FREE && !unseen.hideAllocations()) {
            find(LedgerFinding.Kind.DOUBLE_FREE, value, ppn, call);
        } else if (before == FrameHistory.Status.UNKNOWN
                && fromTheStart
                && !handedOver
                && !unseen.hideAllocations()) {
            find(LedgerFinding.Kind.FREE_OF_UNALLOCATED, value, ppn, call);
        }
        satpsByRoot.remove(ppn);
        add(handedOver ? FrameEvent.Kind.HANDED_OVER : FrameEvent.Kind.FREED, ppn, call);
    }

    /** The allocator had no frame left. */
    void outOfMemory(Call call) {
        find(LedgerFinding.Kind.OUT_OF_MEMORY, 0, 0, call);
    }

    /** The allocator returned, or was given, something that is no page frame. */
    void noFrame(long value, Call call) {
        find(LedgerFinding.Kind.NOT_A_FRAME, value, 0, call);
    }

    /** Sequence of the next event. */
    long eventCount() {
        return log.count();
    }

    /** The frame's latest event, if it had one. */
    Optional<PackedEvent> latest(long ppn) {
        int frame = dram.index(ppn);
        return frames.eventCount(frame) == 0 ? Optional.empty() : Optional.of(frames.latest(frame));
    }

    /** As {@link #latest}, complete. */
    Optional<FrameEvent> latestEvent(long ppn) {
        return latest(ppn).map(event -> LedgerSnapshot.unpack(event, ppn, stacks.view()));
    }

    /** The call stack of an event, as in {@link FrameEvent#callStack}. */
    List<Long> callStack(PackedEvent event) {
        return stacks.view().of(event.stackId());
    }

    private FrameHistory.Status statusOf(long ppn) {
        return latest(ppn)
                .map(event -> LedgerSnapshot.statusAfter(event.kind()))
                .orElse(FrameHistory.Status.UNKNOWN);
    }

    private void add(FrameEvent.Kind kind, long ppn, Call call) {
        version++;
        int frame = dram.index(ppn);
        long number = ++eventCounts[kind.ordinal()];
        long tag = PackedEvent.tag(kind, call.hart(), stacks.idOf(call.callStack()));
        long previous = frames.eventCount(frame) == 0 ? -1 : frames.latest(frame).sequence();
        PackedEvent event = new PackedEvent(call.instructions(), tag, number, log.count());
        log.add(event, frame, previous);
        frames.set(frame, event);
    }

    private void find(LedgerFinding.Kind kind, long value, long ppn, Call call) {
        version++;
        findingCounts[kind.ordinal()]++;
        if (findings.size() < MAX_FINDINGS) {
            Optional<FrameEvent> previous =
                    dram.contains(ppn) ? latestEvent(ppn) : Optional.empty();
            findings.add(
                    new LedgerFinding(
                            kind,
                            value,
                            ppn,
                            call.hart(),
                            call.instructions(),
                            call.callStack(),
                            previous));
        }
    }

    LedgerSnapshot snapshot() {
        return new LedgerSnapshot(
                new LedgerSnapshot.Data(
                        functions,
                        unseen,
                        dram,
                        log.view(),
                        frames.view(),
                        stacks.view(),
                        List.copyOf(findings),
                        findingCounts.clone(),
                        eventCounts.clone(),
                        inUse,
                        Set.copyOf(satpsByRoot.values()),
                        version));
    }
}
