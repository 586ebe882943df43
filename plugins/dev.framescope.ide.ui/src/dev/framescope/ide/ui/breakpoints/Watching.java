package dev.framescope.ide.ui.breakpoints;

import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.debugger.WatchMode;
import dev.framescope.debugger.value.ValuePlace;
import dev.framescope.ide.core.model.KernelValue;
import dev.framescope.ide.ui.values.SelectedValues;

import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.swt.widgets.Shell;

import java.util.Optional;

/** From what is selected to a watchpoint: a variable in a view, or an expression in an editor. */
final class Watching {
    private Watching() {}

    static boolean isPossible(ISelection selection) {
        return proposal(selection).isPresent();
    }

    /** Asks for the watchpoint on what is selected. On the UI thread. */
    static void ask(Shell shell, ISelection selection) {
        proposal(selection).ifPresent(p -> AddBreakpointHandler.askForWatchpoint(shell, p));
    }

    private static Optional<BreakpointSpec.Watch> proposal(ISelection selection) {
        if (selection instanceof ITextSelection text) {
            return Optional.ofNullable(text.getText())
                    .map(String::strip)
                    .filter(expression -> !expression.isEmpty() && !expression.contains("\n"))
                    .map(Watching::changeOf);
        }
        return SelectedValues.of(selection).stream().findFirst().flatMap(Watching::of);
    }

    private static BreakpointSpec.Watch changeOf(String expression) {
        return new BreakpointSpec.WatchExpression(expression, WatchMode.CHANGE);
    }

    /**
     * By name where that means the same to the debugger, which looks in the innermost frame; by its
     * address otherwise.
     */
    private static Optional<BreakpointSpec.Watch> of(KernelValue value) {
        String expression = value.node().expression();
        boolean innermost = value.frame() != null && value.frame().frame().level() == 0;
        if (innermost && !expression.isEmpty()) {
            return Optional.of(changeOf(expression));
        }
        return value.node()
                .place()
                .flatMap(
                        place ->
                                switch (place) {
                                    case ValuePlace.Memory m ->
                                            Optional.of(
                                                    new BreakpointSpec.WatchVirtual(
                                                            m.address(),
                                                            Math.max(1, m.size()),
                                                            WatchMode.CHANGE));
                                    case ValuePlace.PhysicalMemory p ->
                                            Optional.of(
                                                    new BreakpointSpec.WatchPhysical(
                                                            p.paddr(),
                                                            Math.max(1, p.size()),
                                                            WatchMode.CHANGE));
                                    case ValuePlace.Register r -> Optional.empty();
                                });
    }
}
