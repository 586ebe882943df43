package dev.framescope.ide.core.breakpoints;

import dev.framescope.debugger.BreakpointSpec;
import dev.framescope.insight.ledger.FrameEvent;
import dev.framescope.machine.Privilege;

import org.eclipse.core.resources.IMarker;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stops at what a hart does: a trap, a change of mode or of page table, or taking or giving back a
 * page frame.
 */
public final class KernelEventBreakpoint extends MarkerBreakpoint {
    /** The marker type. */
    public static final String MARKER = "dev.framescope.ide.core.eventBreakpoint";

    private static final String EVENT = "dev.framescope.ide.core.event";
    private static final String EXCEPTION = "exception";
    private static final String INTERRUPT = "interrupt";
    private static final String MODE = "mode";
    private static final String SATP = "satp";
    private static final String FRAME = "frame";

    /** Numbers, comma separated. */
    private static final String CAUSES = "dev.framescope.ide.core.causes";

    /** Letters of modes. */
    private static final String FROM = "dev.framescope.ide.core.from";

    private static final String TO = "dev.framescope.ide.core.to";
    private static final String UNEXPECTED = "dev.framescope.ide.core.unexpected";

    /** A physical page number. */
    private static final String PPN = "dev.framescope.ide.core.ppn";

    /** Names of {@link FrameEvent}'s kinds, comma separated. */
    private static final String FRAME_EVENTS = "dev.framescope.ide.core.frameEvents";

    /** For the platform, which restores breakpoints from their markers. */
    public KernelEventBreakpoint() {}

    static Map<String, Object> attributes(BreakpointSpec.Event spec) {
        Map<String, Object> attributes = new HashMap<>();
        switch (spec) {
            case BreakpointSpec.OnException e -> {
                put(attributes, EXCEPTION, e.causes(), e.from(), Set.of());
                attributes.put(UNEXPECTED, e.unexpectedOnly());
            }
            case BreakpointSpec.OnInterrupt i ->
                    put(attributes, INTERRUPT, i.causes(), i.from(), Set.of());
            case BreakpointSpec.OnPrivilegeChange p ->
                    put(attributes, MODE, Set.of(), p.from(), p.to());
            case BreakpointSpec.OnSatpChange s ->
                    put(attributes, SATP, Set.of(), Set.of(), Set.of());
            case BreakpointSpec.OnFrame f -> {
                put(attributes, FRAME, Set.of(), Set.of(), Set.of());
                attributes.put(PPN, Hex.of(f.ppn()));
                attributes.put(FRAME_EVENTS, commaSeparated(f.kinds()));
            }
        }
        return attributes;
    }

    private static void put(
            Map<String, Object> attributes,
            String event,
            Set<Integer> causes,
            Set<Privilege> from,
            Set<Privilege> to) {
        attributes.put(EVENT, event);
        attributes.put(CAUSES, commaSeparated(causes));
        attributes.put(FROM, letters(from));
        attributes.put(TO, letters(to));
        attributes.put(UNEXPECTED, false);
    }

    private static String commaSeparated(Set<?> values) {
        return new TreeSet<>(values).stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static String letters(Set<Privilege> modes) {
        return new TreeSet<>(modes)
                .stream().map(mode -> String.valueOf(mode.letter())).collect(Collectors.joining());
    }

    @Override
    public BreakpointSpec.Event spec() {
        IMarker marker = getMarker();
        return switch (marker.getAttribute(EVENT, "")) {
            case INTERRUPT -> new BreakpointSpec.OnInterrupt(causes(marker), modes(FROM));
            case MODE -> new BreakpointSpec.OnPrivilegeChange(modes(FROM), modes(TO));
            case SATP -> new BreakpointSpec.OnSatpChange();
            case FRAME ->
                    new BreakpointSpec.OnFrame(
                            Hex.parse(marker.getAttribute(PPN, "")).orElse(0), frameEvents(marker));
            default ->
                    new BreakpointSpec.OnException(
                            causes(marker), modes(FROM), marker.getAttribute(UNEXPECTED, false));
        };
    }

    private static Set<Integer> causes(IMarker marker) {
        return Arrays.stream(marker.getAttribute(CAUSES, "").split(","))
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
    }

    private static Set<FrameEvent.Kind> frameEvents(IMarker marker) {
        List<String> names = List.of(marker.getAttribute(FRAME_EVENTS, "").split(","));
        return Stream.of(FrameEvent.Kind.ALLOCATED, FrameEvent.Kind.FREED)
                .filter(kind -> names.contains(kind.name()))
                .collect(Collectors.toSet());
    }

    private Set<Privilege> modes(String attribute) {
        String letters = getMarker().getAttribute(attribute, "");
        return Arrays.stream(Privilege.values())
                .filter(mode -> letters.indexOf(mode.letter()) >= 0)
                .collect(Collectors.toSet());
    }
}
