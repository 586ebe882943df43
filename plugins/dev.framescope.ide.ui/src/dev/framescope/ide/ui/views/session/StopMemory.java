package dev.framescope.ide.ui.views.session;

import dev.framescope.debugger.DebugSession;
import dev.framescope.insight.InsightSnapshot;
import dev.framescope.insight.ledger.FrameHistory;
import dev.framescope.insight.ledger.LedgerSnapshot;
import dev.framescope.insight.paging.PageTables;
import dev.framescope.machine.RunState;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What is kept of one session from stop to stop: what was read at the last two, and the address
 * spaces seen so far. Used by one thread at a time.
 */
final class StopMemory {
    private static final int MAX_ADDRESS_SPACES = 64;

    private final Set<Long> satps = Collections.synchronizedSet(new LinkedHashSet<>());
    private Optional<InsightSnapshot> last = Optional.empty();
    private Optional<InsightSnapshot> beforeLast = Optional.empty();

    /** Reads all insight at once. */
    CompletableFuture<InsightSnapshot> read(DebugSession session, int hart) {
        return session.machine()
                .inspect(
                        machine -> {
                            LedgerSnapshot ledger = session.ledger();
                            int existing = Math.clamp(hart, 0, machine.hartCount() - 1);
                            return InsightSnapshot.of(
                                    machine, session.kernel(), ledger, existing, live(ledger));
                        });
    }

    /** The address spaces seen before whose root table has not been given back since. */
    private Set<Long> live(LedgerSnapshot ledger) {
        Set<Long> live = new LinkedHashSet<>();
        synchronized (satps) {
            satps.removeIf(satp -> ledger.statusOf(rootPpn(satp)) == FrameHistory.Status.FREE);
            live.addAll(satps);
        }
        return live;
    }

    private void add(long satp) {
        synchronized (satps) {
            satps.add(satp);
            if (satps.size() > MAX_ADDRESS_SPACES) {
                satps.remove(satps.iterator().next());
            }
        }
    }

    private static long rootPpn(long satp) {
        return satp & (1L << 44) - 1;
    }

    /**
     * Keeps what was read, if the machine stood still at a stop.
     *
     * @param atStop whether the machine did not run
     */
    SessionSnapshot remember(
            DebugSession session, InsightSnapshot insight, RunState state, boolean atStop) {
        insight.frames().addressSpaces().stream()
                .filter(space -> space.mode() == PageTables.Mode.SV39)
                .forEach(space -> add(space.satp()));
        boolean sameStop =
                last.map(stop -> stop.instructions() == insight.instructions()).orElse(false);
        if (!atStop) {
            return new SessionSnapshot(session, insight, last, state);
        }
        if (!sameStop) {
            beforeLast = last;
        }
        last = Optional.of(insight);
        return new SessionSnapshot(session, insight, beforeLast, state);
    }
}
