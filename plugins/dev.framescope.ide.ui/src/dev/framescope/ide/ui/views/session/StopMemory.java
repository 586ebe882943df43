package dev.framescope.ide.ui.views.session;

import dev.framescope.debugger.DebugSession;
import dev.framescope.insight.InsightSnapshot;
import dev.framescope.machine.RunState;

import java.util.Optional;

/** What was read at the last two stops of a session. Used by one thread at a time. */
final class StopMemory {
    private Optional<InsightSnapshot> last = Optional.empty();
    private Optional<InsightSnapshot> beforeLast = Optional.empty();

    /**
     * Puts what was read beside what there was at the stop before, and keeps it if it is a stop.
     *
     * @param stopped whether the machine stood still
     */
    SessionSnapshot remember(
            DebugSession session, InsightSnapshot insight, RunState state, boolean stopped) {
        if (!stopped) {
            return new SessionSnapshot(session, insight, last, state);
        }
        boolean anotherStop =
                last.filter(stop -> stop.instructions() == insight.instructions()).isEmpty();
        if (anotherStop) {
            beforeLast = last;
        }
        last = Optional.of(insight);
        return new SessionSnapshot(session, insight, beforeLast, state);
    }
}
