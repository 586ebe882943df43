package dev.framescope.insight.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.insight.kernel.AllocatorFunctions;
import dev.framescope.insight.kernel.FrameUnit;
import dev.framescope.insight.ledger.FrameHistory.Status;
import dev.framescope.insight.ledger.LedgerBook.Call;
import dev.framescope.insight.ledger.LedgerBook.Limits;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

class LedgerBookTest {
    private static final AllocatorFunctions FUNCTIONS =
            new AllocatorFunctions("a", "d", FrameUnit.AUTO);
    private static final long FIRST = 0x80000;
    private static final int CHUNK = EventLog.CHUNK_EVENTS;

    private final LedgerBook book = book(4);
    private long instructions;

    private static LedgerBook book(int logChunks) {
        return book(logChunks, name -> 0);
    }

    private static LedgerBook book(int logChunks, ToIntFunction<String> inlinedPlaces) {
        return new LedgerBook(
                FUNCTIONS,
                new UnseenCalls(FUNCTIONS, inlinedPlaces),
                new Dram(FIRST, 10_000),
                true,
                new Limits(logChunks, 100));
    }

    private Call call() {
        return new Call(0, ++instructions, List.of(0x8020_0000L + instructions % 7));
    }

    private void cycle(long ppn) {
        book.allocated(ppn << 12, ppn, call());
        book.freed(ppn << 12, ppn, call());
    }

    @Test
    void whatAnInlinedCallExplainsIsNoMistake() {
        LedgerBook inlinedFree = book(1, name -> name.equals("d") ? 3 : 0);
        inlinedFree.allocated(FIRST << 12, FIRST, call());
        inlinedFree.allocated(FIRST << 12, FIRST, call());
        assertEquals(List.of(), inlinedFree.snapshot().findings());
        assertEquals(1, inlinedFree.snapshot().inUse());
        LedgerBook inlinedAlloc = book(1, name -> name.equals("a") ? 1 : 0);
        inlinedAlloc.allocated(FIRST << 12, FIRST, call());
        inlinedAlloc.freed(FIRST << 12, FIRST, call());
        inlinedAlloc.freed(FIRST << 12, FIRST, call());
        inlinedAlloc.freed(FIRST + 1 << 12, FIRST + 1, call());
        assertEquals(List.of(), inlinedAlloc.snapshot().findings());
        assertEquals(0, inlinedAlloc.snapshot().inUse());
    }

    @Test
    void inlinedCallsAreToldOf() {
        assertEquals(Optional.empty(), book.snapshot().unseenCalls());
        String one = book(1, name -> name.equals("a") ? 1 : 0).snapshot().unseenCalls().get();
        assertTrue(one.startsWith("a is inlined in 1 place: what is taken there"), one);
        String both = book(1, name -> 2).snapshot().unseenCalls().get();
        assertTrue(both.contains("; d is inlined in 2 places: what is given back there"), both);
    }

    @Test
    void aFrameTellsItsLatestSixteenEvents() {
        for (int i = 0; i < 20; i++) {
            cycle(FIRST + 5);
            cycle(FIRST + 6);
        }
        FrameHistory history = book.snapshot().of(FIRST + 5);
        assertEquals(40, history.eventCount());
        assertEquals(LedgerSnapshot.MAX_HISTORY, history.events().size());
        assertEquals(FrameEvent.Kind.FREED, history.events().get(0).kind());
        assertEquals(39, history.events().get(0).number());
        assertEquals(FrameEvent.Kind.ALLOCATED, history.events().get(1).kind());
        assertTrue(
                history.events().get(14).instructions() > history.events().get(15).instructions());
    }

    @Test
    void theLogForgetsItsOldestEventsAndCountsThem() {
        for (int i = 0; i < 3 * CHUNK; i++) {
            cycle(FIRST + i % 100);
        }
        LedgerSnapshot snapshot = book.snapshot();
        assertEquals(6 * CHUNK, snapshot.eventCount());
        assertEquals(2 * CHUNK, snapshot.droppedEvents());
        List<FrameEvent> events = snapshot.latestEvents(Integer.MAX_VALUE);
        assertEquals(4 * CHUNK, events.size());
        assertEquals(6 * CHUNK - 1, events.getFirst().sequence());
        assertEquals(2 * CHUNK, events.getLast().sequence());
        assertEquals(2 * CHUNK + 1, events.getLast().instructions());
    }

    @Test
    void theLatestEventOfAFrameIsNeverForgotten() {
        book.allocated(FIRST << 12, FIRST, call());
        for (int i = 0; i < 4 * CHUNK; i++) {
            cycle(FIRST + 1 + i % 100);
        }
        FrameHistory history = book.snapshot().of(FIRST);
        assertEquals(Status.ALLOCATED, history.status());
        assertEquals(1, history.events().size());
        assertEquals(1, history.latest().orElseThrow().instructions());
        assertEquals(List.of(0x8020_0001L), history.latest().orElseThrow().callStack());
    }

    @Test
    void anOldSnapshotStillTellsWhatTheLogHasForgotten() {
        cycle(FIRST);
        LedgerSnapshot old = book.snapshot();
        for (int i = 0; i < 4 * CHUNK; i++) {
            cycle(FIRST + i % 100);
        }
        assertEquals(2, old.of(FIRST).events().size());
        assertEquals(2, old.latestEvents(100).size());
        assertEquals(1, old.of(FIRST).events().getLast().instructions());
    }

    @Test
    void framesAreVisitedInOrder() {
        book.allocated(0, FIRST + 9_999, call());
        book.allocated(0, FIRST + 300, call());
        book.allocated(0, FIRST, call());
        book.freed(0, FIRST + 300, call());
        List<String> visited = new ArrayList<>();
        LedgerSnapshot snapshot = book.snapshot();
        snapshot.forEachFrame((ppn, status) -> visited.add(ppn - FIRST + " " + status));
        assertEquals(List.of("0 ALLOCATED", "300 FREE", "9999 ALLOCATED"), visited);
        assertEquals(FIRST, snapshot.lowestPpn().orElseThrow());
        assertEquals(FIRST + 9_999, snapshot.highestPpn().orElseThrow());
        assertEquals(1, snapshot.inUse(FIRST, 9_999));
        assertEquals(2, snapshot.inUse());
    }

    @Test
    void callStacksBeyondTheLimitAreUnknown() {
        for (int i = 0; i < 150; i++) {
            book.allocated(0, FIRST + i, new Call(0, i, List.of((long) i)));
        }
        assertEquals(List.of(5L), stackOf(FIRST + 5));
        assertEquals(List.of(), stackOf(FIRST + 149));
    }

    private List<Long> stackOf(long ppn) {
        return book.snapshot().of(ppn).latest().orElseThrow().callStack();
    }

    @Test
    void findingsAreKeptUpToALimitAndCountedBeyond() {
        for (int i = 0; i < 300; i++) {
            book.outOfMemory(call());
        }
        LedgerSnapshot snapshot = book.snapshot();
        assertEquals(LedgerBook.MAX_FINDINGS, snapshot.findings().size());
        assertEquals(300, snapshot.findingCount(LedgerFinding.Kind.OUT_OF_MEMORY));
    }

    @Test
    void countsAndEventsAgree() {
        for (int i = 0; i < 500; i++) {
            cycle(FIRST + i % 10);
            book.allocated(0, FIRST + 1000 + i, call());
        }
        LedgerSnapshot snapshot = book.snapshot();
        assertEquals(1000, snapshot.allocations());
        assertEquals(500, snapshot.frees());
        assertEquals(500, snapshot.inUse());
        assertEquals(1500, snapshot.eventCount());
    }

    @Test
    void aFrameOutsideOfMemoryIsUnknown() {
        assertEquals(Status.UNKNOWN, book.snapshot().statusOf(FIRST - 1));
        assertEquals(Status.UNKNOWN, book.snapshot().of(FIRST + 10_000).status());
    }
}
