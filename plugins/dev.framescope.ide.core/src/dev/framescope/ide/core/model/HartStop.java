package dev.framescope.ide.core.model;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.HartSnapshot;
import dev.framescope.debugger.stack.StackFrame;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * All that is shown of one hart while the machine stands.
 *
 * @param hart its mode and place
 * @param frames its stack, innermost first
 */
record HartStop(HartSnapshot hart, List<StackFrame> frames) {
    HartStop {
        frames = List.copyOf(frames);
    }

    /** Reads every hart, by number. */
    static CompletableFuture<List<HartStop>> readAll(DebugSession session) {
        return session.harts().thenCompose(harts -> readEach(session, harts));
    }

    private static CompletableFuture<List<HartStop>> readEach(
            DebugSession session, List<HartSnapshot> harts) {
        CompletableFuture<List<HartStop>> all = CompletableFuture.completedFuture(List.of());
        for (HartSnapshot hart : harts) {
            all = all.thenCombine(read(session, hart), HartStop::append);
        }
        return all;
    }

    private static CompletableFuture<HartStop> read(DebugSession session, HartSnapshot hart) {
        return session.backtrace(hart.id()).thenApply(frames -> new HartStop(hart, frames));
    }

    private static List<HartStop> append(List<HartStop> list, HartStop stop) {
        List<HartStop> longer = new ArrayList<>(list);
        longer.add(stop);
        return longer;
    }
}
