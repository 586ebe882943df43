package dev.framescope.ide.ui.views.disassembly;

import dev.framescope.debugger.Breakpoint;
import dev.framescope.ide.core.model.KernelDebugTarget;
import dev.framescope.ide.core.model.KernelStackFrame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which marks stand beside which rows of a page. */
final class RowMarks {
    private RowMarks() {}

    /**
     * The marks of a page.
     *
     * @param frame the stack frame to be marked
     */
    static Map<Integer, List<RowMark>> of(
            DisassemblyPage page, KernelDebugTarget target, Optional<KernelStackFrame> frame) {
        Map<Integer, List<RowMark>> marks = new HashMap<>();
        List<Breakpoint> breakpoints = List.copyOf(target.placedBreakpoints().values());
        for (int i = 0; i < page.rows().size(); i++) {
            int row = i;
            page.rows()
                    .get(i)
                    .code()
                    .ifPresent(
                            code ->
                                    breakpoints.stream()
                                            .filter(b -> DisassemblyBreakpoints.stopsAt(b, code))
                                            .forEach(b -> add(marks, row, mark(b))));
        }
        frame.filter(f -> f.frame().satp() == page.space().satp())
                .ifPresent(
                        f -> page.rowOf(f.frame().pc()).ifPresent(row -> add(marks, row, mark(f))));
        return marks;
    }

    private static void add(Map<Integer, List<RowMark>> marks, int row, RowMark mark) {
        marks.computeIfAbsent(row, r -> new ArrayList<>()).add(mark);
    }

    private static RowMark mark(Breakpoint breakpoint) {
        String text = "Breakpoint " + breakpoint.spec().describe();
        return breakpoint.enabled()
                ? new RowMark(RowMark.Kind.BREAKPOINT, text)
                : new RowMark(RowMark.Kind.DISABLED_BREAKPOINT, text + " (switched off)");
    }

    private static RowMark mark(KernelStackFrame frame) {
        return frame.frame().level() == 0
                ? new RowMark(RowMark.Kind.CURRENT, "The hart executes this next")
                : new RowMark(RowMark.Kind.CALLER, "The caller goes on here: " + frame.getName());
    }
}
