package dev.framescope.ide.ui.demo;

import dev.framescope.debugger.DebugSession;
import dev.framescope.debugger.stack.StackFrame;
import dev.framescope.debugger.variables.FrameId;
import dev.framescope.debugger.variables.ValueNode;
import dev.framescope.insight.InsightSnapshot;
import dev.framescope.insight.frames.FrameState;
import dev.framescope.insight.text.InsightText;
import dev.framescope.symbols.Function;

import java.util.List;
import java.util.concurrent.ExecutionException;

/** The state of a stopped session as text, so that a person without a display sees it too. */
final class DemoReport {
    private static final int FRAMES_IN_FULL = 2;

    private DemoReport() {}

    /** Where the code stands, with the variables of the two innermost frames. */
    static String ofCode(DebugSession session) throws DemoException, InterruptedException {
        try {
            int hart = session.lastStop().hart();
            StringBuilder text = new StringBuilder(session.lastStop().describe());
            text.append("\n\nstack\n");
            List<StackFrame> stack = session.backtrace(hart).get();
            stack.forEach(frame -> text.append("  ").append(frame.describe()).append('\n'));
            for (StackFrame frame : stack.subList(0, Math.min(FRAMES_IN_FULL, stack.size()))) {
                text.append("\nvariables of ");
                text.append(frame.function().map(Function::name).orElse("unknown code"));
                text.append('\n');
                FrameId id = new FrameId(hart, frame.level());
                for (ValueNode value : session.values().variables(id).get()) {
                    text.append(String.format("  %s: %s = ", value.name(), value.typeName()));
                    text.append(value.text()).append('\n');
                }
            }
            return text.toString();
        } catch (ExecutionException e) {
            throw unreadable(e);
        }
    }

    static String of(DebugSession session) throws DemoException, InterruptedException {
        try {
            InsightSnapshot insight = session.insight(0).get();
            StringBuilder text = new StringBuilder();
            text.append(ofCode(session));
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
            throw unreadable(e);
        }
    }

    private static DemoException unreadable(ExecutionException cause) {
        DemoException problem = new DemoException("The machine cannot be read: " + cause);
        problem.initCause(cause);
        return problem;
    }
}
