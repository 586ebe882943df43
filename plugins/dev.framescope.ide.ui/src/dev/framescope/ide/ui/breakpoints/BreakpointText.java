package dev.framescope.ide.ui.breakpoints;

import dev.framescope.debugger.Breakpoint;
import dev.framescope.debugger.BreakpointHit;
import dev.framescope.debugger.BreakpointOptions;
import dev.framescope.ide.core.breakpoints.KernelBreakpoint;
import dev.framescope.ide.core.breakpoints.KernelLineBreakpoint;
import dev.framescope.ide.core.model.KernelDebugTarget;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Breakpoints in words. Any thread. */
public final class BreakpointText {
    private BreakpointText() {}

    /**
     * All of it in one line: {@code allocFrame() [if ppn > 3] [log]: stops at 0x80200a10
     * (memory.c:21), 2 hits}.
     */
    public static String label(KernelBreakpoint breakpoint) {
        if (breakpoint.getMarker() == null || !breakpoint.getMarker().exists()) {
            return "";
        }
        StringBuilder text = new StringBuilder(breakpoint.describe());
        if (breakpoint instanceof KernelLineBreakpoint line) {
            text.append(" [").append(line.file().getProject().getName()).append(']');
        }
        for (String option : options(breakpoint)) {
            text.append(" [").append(option).append(']');
        }
        status(breakpoint)
                .findFirst()
                .filter(status -> !status.equals("stops at " + breakpoint.describe()))
                .ifPresent(status -> text.append(": ").append(status));
        placed(breakpoint).findFirst().ifPresent(placed -> text.append(hits(placed)));
        return text.toString();
    }

    /** What is not as usual, each in few words. */
    private static List<String> options(KernelBreakpoint breakpoint) {
        BreakpointOptions options = breakpoint.options();
        List<String> all = new ArrayList<>();
        String described = options.withTemporary(false).withLogMessage("").describe();
        if (!described.isEmpty()) {
            all.add(described);
        }
        if (!breakpoint.spaceName().isEmpty()) {
            all.add("in the space " + breakpoint.spaceName());
        }
        if (options.temporary()) {
            all.add("once");
        }
        if (options.logMessage().isPresent()) {
            all.add("log");
        }
        return all;
    }

    private static String hits(Breakpoint placed) {
        long hits = placed.hits();
        if (hits == 0) {
            return "";
        }
        String last =
                placed.lastHit()
                        .map(BreakpointHit::detail)
                        .filter(detail -> !detail.isEmpty())
                        .map(detail -> ", last: " + detail)
                        .orElse("");
        return (hits == 1 ? ", 1 hit" : ", " + hits + " hits") + last;
    }

    /** All of it, a line for each thing to say. */
    static String all(KernelBreakpoint breakpoint) {
        if (breakpoint.getMarker() == null || !breakpoint.getMarker().exists()) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        lines.add("Stops at " + breakpoint.describe());
        String options = breakpoint.options().withLogMessage("").describe();
        if (!options.isEmpty()) {
            lines.add("Only " + options);
        }
        if (!breakpoint.spaceName().isEmpty()) {
            lines.add("Only in the address space " + breakpoint.spaceName());
        }
        if (breakpoint.options().temporary()) {
            lines.add("Is removed when it is hit");
        }
        breakpoint.options().logMessage().ifPresent(m -> lines.add("Does not stop, prints: " + m));
        String details = details(breakpoint);
        if (!details.equals(lines.get(0))) {
            lines.add(details.isEmpty() ? "No kernel is debugged that has it" : details);
        }
        return String.join("\n", lines);
    }

    /**
     * Where it is armed, and what happened there; a line for each kernel that is debugged. Empty if
     * none is.
     */
    static String details(KernelBreakpoint breakpoint) {
        return targets()
                .map(target -> details(target, breakpoint))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n"));
    }

    private static Optional<String> details(KernelDebugTarget target, KernelBreakpoint breakpoint) {
        return target.breakpointStatus(breakpoint)
                .map(
                        status ->
                                capital(status)
                                        + Optional.ofNullable(
                                                        target.placedBreakpoints().get(breakpoint))
                                                .map(BreakpointText::hits)
                                                .orElse(""));
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static Stream<String> status(IBreakpoint breakpoint) {
        return targets().map(t -> t.breakpointStatus(breakpoint)).flatMap(Optional::stream);
    }

    private static Stream<Breakpoint> placed(IBreakpoint breakpoint) {
        return targets()
                .map(target -> Optional.ofNullable(target.placedBreakpoints().get(breakpoint)))
                .flatMap(Optional::stream);
    }

    private static Stream<KernelDebugTarget> targets() {
        return Arrays.stream(DebugPlugin.getDefault().getLaunchManager().getDebugTargets())
                .filter(target -> !target.isTerminated())
                .map(KernelDebugTarget::of)
                .flatMap(Optional::stream);
    }
}
