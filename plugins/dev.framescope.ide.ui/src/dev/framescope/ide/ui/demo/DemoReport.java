package dev.framescope.ide.ui.demo;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.insight.InsightSnapshot;
import dev.framescope.insight.frames.FrameState;
import dev.framescope.insight.text.InsightText;

import java.util.concurrent.ExecutionException;

/** The state of a stopped session as text, so that a person without a display sees it too. */
final class DemoReport {
    private DemoReport() {}

    static String of(DebugSession session) throws DemoException, InterruptedException {
        try {
            InsightSnapshot insight = session.insight(0).get();
            StringBuilder text = new StringBuilder();
            text.append(session.lastStop().describe()).append("\n\nstack\n");
            for (StackFrame frame : session.backtrace(0).get()) {
                text.append("  ").append(frame.describe()).append('\n');
            }
            text.append("\nphysical memory\n").append(InsightText.layout(insight.layout()));
            text.append("\npage frames\n");
            for (FrameState state : FrameState.values()) {
                long count = insight.frames().count(state);
                if (count > 0) {
                    text.append(String.format("  %-12s %,8d%n", state.label(), count));
                }
            }
            text.append("\npage tables\n");
            text.append(InsightText.pageTables(insight.pageTables(), session.kernel()));
            return text.toString();
        } catch (ExecutionException e) {
            DemoException problem = new DemoException("The machine cannot be read: " + e);
            problem.initCause(e);
            throw problem;
        }
    }
}
