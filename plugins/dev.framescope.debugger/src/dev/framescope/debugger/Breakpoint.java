package dev.framescope.debugger;

import dev.framescope.machine.CodePoint;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * A breakpoint of a {@link DebugSession}: an instruction, or all that go by one name, before which
 * every hart stops. It is armed at the link address under any translation and at the load address
 * before paging is on. Any thread may use it.
 */
public final class Breakpoint {
    private final BreakpointTable table;
    private final int id;
    private final BreakpointSpec spec;
    private volatile BreakpointOptions options;
    private final List<BreakpointLocation> locations;
    private final String problem;
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong arrivals = new AtomicLong();
    private volatile boolean enabled;
    private volatile List<CodePoint> armed = List.of();

    Breakpoint(
            BreakpointTable table,
            int id,
            BreakpointSpec spec,
            BreakpointOptions options,
            List<BreakpointLocation> locations,
            String problem) {
        this.table = table;
        this.id = id;
        this.spec = spec;
        this.options = options;
        this.locations = List.copyOf(locations);
        this.problem = problem;
    }

    /** Its number in the session, from 1. */
    public int id() {
        return id;
    }

    /** What it was asked for. */
    public BreakpointSpec spec() {
        return spec;
    }

    /** Whether it goes away when it is hit. */
    public boolean temporary() {
        return options.temporary();
    }

    /** When it stops. */
    public BreakpointOptions options() {
        return options;
    }

    /** Changes when it stops; holds from the next instruction on. */
    public void setOptions(BreakpointOptions changed) {
        options = changed;
    }

    /** Where it stops, in address order; empty if no code goes by that name. */
    public List<BreakpointLocation> locations() {
        return locations;
    }

    /** Whether it stops. */
    public boolean enabled() {
        return enabled;
    }

    /** Arms or disarms it; holds from the next instruction on. */
    public void setEnabled(boolean on) {
        table.setEnabled(this, on);
    }

    /** How often it stopped a hart. */
    public long hits() {
        return hits.get();
    }

    /**
     * Where it stops, or why it does not, for a person: {@code stops at 0x80200a10 (memory.c:21)},
     * {@code no function named x}.
     */
    public String status() {
        if (locations.isEmpty()) {
            return problem;
        }
        return locations.stream()
                .map(BreakpointLocation::describe)
                .collect(Collectors.joining(", ", "stops at ", ""));
    }

    @Override
    public String toString() {
        return "breakpoint " + id + ", " + spec.describe() + ": " + status();
    }

    /** Counts a hart that is about to execute the instruction; returns whether to stop it. */
    boolean arrive() {
        return arrivals.incrementAndGet() >= options.firstHit();
    }

    void countHit() {
        hits.incrementAndGet();
    }

    void arm(List<CodePoint> points) {
        armed = points;
        enabled = true;
    }

    /** Returns the code points to be removed. */
    List<CodePoint> disarm() {
        List<CodePoint> points = armed;
        armed = List.of();
        enabled = false;
        return points;
    }

    boolean stopsAt(long linkAddress) {
        return enabled
                && arrivals.get() + 1 >= options.firstHit()
                && locations.stream()
                        .anyMatch(l -> l.code().linkAddress().orElseThrow() == linkAddress);
    }

    boolean owns(CodePoint point) {
        return armed.contains(point);
    }
}
