package dev.framescope.debugger;

import dev.framescope.debugger.program.CodePlace;
import dev.framescope.debugger.program.MemoryView;
import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.program.ProgramScope;
import dev.framescope.debugger.program.Programs;
import dev.framescope.debugger.space.AddressSpaces;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Privilege;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Where breakpoints stop, for a person.
 *
 * @param programs whose code they are in
 * @param spaces where it may be mapped
 * @param frames knows of the frame allocator
 */
record BreakpointStatus(Programs programs, AddressSpaces spaces, FrameStops frames) {
    /** More places than these are only counted. */
    private static final int MAX_PLACES = 6;

    /** One that has not been looked for in memory yet. Any thread. */
    String beforeLooking(Breakpoint breakpoint) {
        return text(breakpoint, Optional.empty());
    }

    /** As the page tables are now. On the machine thread. */
    String of(Breakpoint breakpoint, Inspection machine) {
        return text(breakpoint, Optional.of(machine));
    }

    private String text(Breakpoint breakpoint, Optional<Inspection> machine) {
        return switch (breakpoint.spec()) {
            case BreakpointSpec.Code code -> places(breakpoint, machine);
            case BreakpointSpec.Watch watch -> breakpoint.whereabouts();
            case BreakpointSpec.OnFrame frame -> frames.status(frame, machine);
            case BreakpointSpec.Event event -> "stops at " + event.describe();
        };
    }

    private String places(Breakpoint breakpoint, Optional<Inspection> machine) {
        if (breakpoint.locations().isEmpty()) {
            return breakpoint.whereabouts();
        }
        List<String> armed = new ArrayList<>();
        List<String> pending = new ArrayList<>();
        for (BreakpointLocation location : breakpoint.locations()) {
            Optional<String> mapped = mapped(breakpoint, location, machine);
            if (mapped.isPresent()) {
                armed.add(mapped.get());
            } else {
                pending.add(describe(location));
            }
        }
        String text = armed.isEmpty() ? "" : "stops at " + join(armed);
        if (pending.isEmpty()) {
            return text;
        }
        String where =
                breakpoint.options().space().isPresent()
                        ? spaces.nameOf(breakpoint.options().space().getAsLong())
                        : "any address space";
        return (text.isEmpty() ? "" : text + "; ")
                + "pending at "
                + join(pending)
                + ": not mapped yet in "
                + where;
    }

    private static String join(List<String> places) {
        String shown = places.stream().limit(MAX_PLACES).collect(Collectors.joining(", "));
        int more = places.size() - MAX_PLACES;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }

    /** A place with where it is mapped; empty if it is not mapped yet. */
    private Optional<String> mapped(
            Breakpoint breakpoint, BreakpointLocation location, Optional<Inspection> machine) {
        if (location.code().loadAddress().isPresent() || location.code().linkAddress().isEmpty()) {
            return Optional.of(describe(location));
        }
        return machine.flatMap(
                inspection -> {
                    List<String> found = mappings(breakpoint, location, inspection);
                    return found.isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    describe(location) + ", mapped to " + String.join(", ", found));
                });
    }

    private static String describe(BreakpointLocation location) {
        OptionalLong load = location.code().loadAddress();
        String loaded =
                load.isPresent() && load.getAsLong() != location.address()
                        ? ", loaded at 0x" + Long.toHexString(load.getAsLong())
                        : "";
        Optional<Program> other = location.program().filter(p -> p.scope() != ProgramScope.KERNEL);
        return location.describe() + other.map(p -> " of " + p.name()).orElse("") + loaded;
    }

    private List<String> mappings(
            Breakpoint breakpoint, BreakpointLocation location, Inspection machine) {
        List<String> found = new ArrayList<>();
        OptionalLong only = breakpoint.options().space();
        for (long root : spaces.roots()) {
            if (only.isPresent() && only.getAsLong() != root) {
                continue;
            }
            MemoryView memory =
                    new MemoryView(machine.hart(0), machine, Privilege.USER, spaces.satpOf(root));
            OptionalLong paddr = memory.physical(location.address());
            Optional<CodePlace> place = location.place();
            if (paddr.isPresent()
                    && (place.isEmpty()
                            || programs.isAt(place.get(), memory, location.address()))) {
                found.add(
                        "0x" + Long.toHexString(paddr.getAsLong()) + " in " + spaces.nameOf(root));
            }
        }
        return found;
    }
}
