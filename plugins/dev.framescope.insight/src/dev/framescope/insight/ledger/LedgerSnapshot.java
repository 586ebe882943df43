package dev.framescope.insight.ledger;

import dev.framescope.insight.kernel.AllocatorFunctions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The ledger as it stood at one moment. Immutable; any thread may use it. */
public final class LedgerSnapshot {
    /** Events of one frame that {@link #of} tells. */
    public static final int MAX_HISTORY = 16;

    private static final LedgerSnapshot NONE =
            new LedgerSnapshot(Optional.empty(), Optional.empty(), null);

    private final Optional<AllocatorFunctions> functions;
    private final Optional<UnseenCalls> unseen;

    /** Null while nothing is known. */
    private final Data data;

    /** What a {@link LedgerBook} knew. */
    record Data(
            AllocatorFunctions functions,
            UnseenCalls unseen,
            Dram dram,
            EventLog.View log,
            FrameTable.View frames,
            CallStacks.View stacks,
            List<LedgerFinding> findings,
            long[] findingCounts,
            long[] eventCounts,
            long inUse,
            Set<Long> satps,
            long version) {}

    LedgerSnapshot(Data data) {
        this(Optional.of(data.functions()), Optional.of(data.unseen()), data);
    }

    private LedgerSnapshot(
            Optional<AllocatorFunctions> functions, Optional<UnseenCalls> unseen, Data data) {
        this.functions = functions;
        this.unseen = unseen;
        this.data = data;
    }

    /** The ledger of a kernel whose allocator is not known: knows nothing. */
    public static LedgerSnapshot none() {
        return NONE;
    }

    /** The ledger of an allocator that was not called yet. */
    public static LedgerSnapshot empty(AllocatorFunctions functions) {
        return empty(functions, new UnseenCalls(functions, name -> 0));
    }

    static LedgerSnapshot empty(AllocatorFunctions functions, UnseenCalls unseen) {
        return new LedgerSnapshot(Optional.of(functions), Optional.of(unseen), null);
    }

    static FrameHistory.Status statusAfter(FrameEvent.Kind kind) {
        return kind == FrameEvent.Kind.ALLOCATED
                ? FrameHistory.Status.ALLOCATED
                : FrameHistory.Status.FREE;
    }

    static FrameEvent unpack(PackedEvent event, long ppn, CallStacks.View stacks) {
        return new FrameEvent(
                event.sequence(),
                event.kind(),
                ppn,
                event.hart(),
                event.instructions(),
                event.number(),
                stacks.of(event.stackId()));
    }

    /** What is observed; empty if no allocator is. */
    public Optional<AllocatorFunctions> functions() {
        return functions;
    }

    /**
     * Which calls of the allocator cannot be observed, since the compiler has inlined them: a
     * sentence for a person. Empty if all can. The first question may read the kernel's debug
     * information.
     */
    public Optional<String> unseenCalls() {
        return unseen.flatMap(UnseenCalls::text);
    }

    /** What is known of a frame. */
    public FrameHistory of(long ppn) {
        if (!seen(ppn)) {
            return new FrameHistory(ppn, FrameHistory.Status.UNKNOWN, List.of(), 0);
        }
        int frame = data.dram().index(ppn);
        PackedEvent latest = data.frames().latest(frame);
        List<FrameEvent> events = new ArrayList<>();
        events.add(unpack(latest, ppn, data.stacks()));
        long sequence = latest.sequence();
        while (data.log().has(sequence) && events.size() < MAX_HISTORY) {
            sequence = data.log().previous(sequence);
            if (data.log().has(sequence)) {
                events.add(unpack(data.log().event(sequence), ppn, data.stacks()));
            }
        }
        return new FrameHistory(
                ppn, statusAfter(latest.kind()), events, data.frames().eventCount(frame));
    }

    private boolean seen(long ppn) {
        return data != null
                && data.dram().contains(ppn)
                && data.frames().eventCount(data.dram().index(ppn)) > 0;
    }

    /** As {@code of(ppn).status()}, quickly. */
    public FrameHistory.Status statusOf(long ppn) {
        return seen(ppn)
                ? statusAfter(data.frames().latest(data.dram().index(ppn)).kind())
                : FrameHistory.Status.UNKNOWN;
    }

    /** Calls the visitor for every frame that had an event, by ascending page number. */
    public void forEachFrame(FrameVisitor visitor) {
        if (data == null) {
            return;
        }
        int frame = data.frames().nextWithEvent(0);
        while (frame >= 0) {
            visitor.frame(
                    data.dram().firstPpn() + frame,
                    statusAfter(data.frames().latest(frame).kind()));
            frame = data.frames().nextWithEvent(frame + 1);
        }
    }

    /** How many frames are allocated now. */
    public long inUse() {
        return data == null ? 0 : data.inUse();
    }

    /** How many of {@code count} frames from {@code firstPpn} on are allocated now. */
    public long inUse(long firstPpn, long count) {
        long[] found = new long[1];
        forEachFrame(
                (ppn, status) -> {
                    if (status == FrameHistory.Status.ALLOCATED
                            && ppn >= firstPpn
                            && ppn - firstPpn < count) {
                        found[0]++;
                    }
                });
        return found[0];
    }

    /** How many allocations succeeded so far. */
    public long allocations() {
        return eventCount(FrameEvent.Kind.ALLOCATED);
    }

    /** How many frames were given back so far. */
    public long frees() {
        return eventCount(FrameEvent.Kind.FREED);
    }

    /** How many events of a kind there were. */
    public long eventCount(FrameEvent.Kind kind) {
        return data == null ? 0 : data.eventCounts()[kind.ordinal()];
    }

    /** Lowest page number that had an event. */
    public OptionalLong lowestPpn() {
        int frame = data == null ? -1 : data.frames().nextWithEvent(0);
        return frame < 0 ? OptionalLong.empty() : OptionalLong.of(data.dram().firstPpn() + frame);
    }

    /** Highest page number that had an event. */
    public OptionalLong highestPpn() {
        int frame = data == null ? -1 : data.frames().lastWithEvent();
        return frame < 0 ? OptionalLong.empty() : OptionalLong.of(data.dram().firstPpn() + frame);
    }

    /** How many events there were, those no longer kept included. */
    public long eventCount() {
        return data == null ? 0 : data.log().count();
    }

    /** How many of the oldest events are no longer kept. */
    public long droppedEvents() {
        return data == null ? 0 : data.log().first();
    }

    /** The latest events of all frames, newest first. */
    public List<FrameEvent> latestEvents(int limit) {
        List<FrameEvent> events = new ArrayList<>();
        for (long sequence = eventCount() - 1;
                events.size() < limit && sequence >= droppedEvents();
                sequence--) {
            long ppn = data.dram().firstPpn() + data.log().frameIndex(sequence);
            events.add(unpack(data.log().event(sequence), ppn, data.stacks()));
        }
        return events;
    }

    /** Calls that look like mistakes, oldest first, the first 256 of them. */
    public List<LedgerFinding> findings() {
        return data == null ? List.of() : data.findings();
    }

    /** How many calls of the allocator looked like this mistake. */
    public long findingCount(LedgerFinding.Kind kind) {
        return data == null ? 0 : data.findingCounts()[kind.ordinal()];
    }

    /**
     * The address spaces in which the allocator was called, as values of {@code satp}, without
     * those whose root was given back; the latest 64.
     */
    public Set<Long> satps() {
        return data == null ? Set.of() : data.satps();
    }

    /** Tells whether the ledger has changed: equal versions of one ledger are equal. */
    public long version() {
        return data == null ? 0 : data.version();
    }

    /** Receives the frames of {@link #forEachFrame}. */
    @FunctionalInterface
    public interface FrameVisitor {
        void frame(long ppn, FrameHistory.Status status);
    }
}
