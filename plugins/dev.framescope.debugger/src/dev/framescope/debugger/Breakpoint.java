package dev.framescope.debugger;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A breakpoint of a {@link DebugSession}: code, memory or an event at which harts stop. Code of the
 * kernel is armed at the link address under any translation, at the load address before paging is
 * on, and wherever page tables map it a second time. Any thread may use it.
 */
public final class Breakpoint {
    private final BreakpointTable table;
    private final int id;
    private final BreakpointSpec spec;
    private final AtomicLong hits = new AtomicLong();
    private volatile BreakpointOptions options;
    private volatile Optional<BreakpointHit> lastHit = Optional.empty();
    private volatile List<BreakpointLocation> locations = List.of();
    private volatile String whereabouts = "";
    private volatile boolean enabled;

    /** Decides whether an arrival counts; made anew when the options change. */
    private volatile Gate gate;

    /** What is placed in the machine. Guarded by the table. */
    private List<Runnable> armed = List.of();

    Breakpoint(BreakpointTable table, int id, BreakpointSpec spec, BreakpointOptions options) {
        this.table = table;
        this.id = id;
        this.spec = spec;
        this.options = options;
    }

    /** Its number in the session, from 1. */
    public int id() {
        return id;
    }

    /** What it was asked for. */
    public BreakpointSpec spec() {
        return spec;
    }

    /** When it stops. */
    public BreakpointOptions options() {
        return options;
    }

    /** Changes when it stops, and counts arrivals anew; holds from the next instruction on. */
    public void setOptions(BreakpointOptions changed) {
        table.setOptions(this, changed);
    }

    /** Whether it goes away when it is hit. */
    public boolean temporary() {
        return options.temporary();
    }

    /**
     * The code at which it stops, in address order, program by program; empty if no code goes by
     * that name, and if it is not about code.
     */
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

    /** How often it stopped the machine, or told its message. */
    public long hits() {
        return hits.get();
    }

    /** The last of these times; empty if it was not hit yet. */
    public Optional<BreakpointHit> lastHit() {
        return lastHit;
    }

    /**
     * Where it stops, or why it does not (yet), for a person: {@code stops at 0x80200a10
     * (memory.c:21)}, {@code no function named x}, {@code pending at 0x1a (sh.c:20) of _sh: ...}.
     * As of the last stop.
     */
    public String status() {
        String problem = gate.problem();
        return problem.isEmpty() ? whereabouts : whereabouts + "; stops always: " + problem;
    }

    @Override
    public String toString() {
        return "breakpoint " + id + ", " + spec.describe() + ": " + status();
    }

    void use(BreakpointOptions changed, Gate newGate) {
        options = changed;
        gate = newGate;
    }

    Gate gate() {
        return gate;
    }

    void setLocations(List<BreakpointLocation> found) {
        locations = List.copyOf(found);
    }

    /** Where it stops, or why it does not; {@link #status} without what is wrong with options. */
    String whereabouts() {
        return whereabouts;
    }

    /** Returns whether that is another than before. */
    boolean setWhereabouts(String text) {
        boolean changed = !text.equals(whereabouts);
        whereabouts = text;
        return changed;
    }

    void countHit(BreakpointHit hit) {
        hits.incrementAndGet();
        lastHit = Optional.of(hit);
    }

    /**
     * @param removals take away what was placed in the machine
     */
    void arm(List<Runnable> removals) {
        armed = List.copyOf(removals);
        enabled = true;
    }

    void disarm() {
        List<Runnable> removals = armed;
        armed = List.of();
        enabled = false;
        removals.forEach(Runnable::run);
    }
}
