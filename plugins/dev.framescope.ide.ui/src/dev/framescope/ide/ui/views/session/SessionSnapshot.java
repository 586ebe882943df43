package dev.framescope.ide.ui.views.session;

import dev.framescope.debugger.DebugSession;
import dev.framescope.insight.InsightSnapshot;
import dev.framescope.machine.RunState;

import java.util.Objects;
import java.util.Optional;

/**
 * What the views show. Immutable; any thread may use it.
 *
 * @param session whose kernel it is
 * @param insight what was read of the machine, at once
 * @param before what was read at the stop before, to tell what has changed
 * @param state what the session was doing when it was read
 */
public record SessionSnapshot(
        DebugSession session,
        InsightSnapshot insight,
        Optional<InsightSnapshot> before,
        RunState state) {
    public SessionSnapshot {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(insight, "insight");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(state, "state");
    }

    /** What a header says of the state before anything else; empty at a stop. */
    public String stateText() {
        return switch (state) {
            case SUSPENDED -> "";
            case RUNNING -> "running · ";
            case TERMINATED -> "ended · ";
        };
    }
}
