package dev.framescope.debugger.stack;

import dev.framescope.debugger.program.Programs;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The call stacks of a machine's harts. Any thread may make and close it. */
public final class Stacks implements AutoCloseable {
    private final Programs programs;
    private final TrapJournal traps;
    private final Map<Integer, Hidden> hidden = new ConcurrentHashMap<>();

    /** Functions inlined at a pc that count as not called yet, while a hart stands there. */
    private record Hidden(long pc, long instructions, int count) {}

    /**
     * Begins to observe the machine's traps, to find stacks across them.
     *
     * @param programs whose code may be on a stack
     */
    public Stacks(Machine machine, Programs programs) {
        this.programs = programs;
        traps = TrapJournal.attach(machine);
    }

    /**
     * The stack of a hart, innermost frame first, at least one frame. On the machine thread.
     *
     * @throws IndexOutOfBoundsException if there is no such hart
     */
    public List<StackFrame> of(Inspection inspection, int hart) {
        HartInspection live = inspection.hart(hart);
        return new Unwinder(programs, traps, inspection, live).backtrace(hiddenAt(live));
    }

    /**
     * Shows a hart before the call of functions that are inlined where it stands and begin at its
     * pc, until it executes its next instruction. On the machine thread.
     *
     * @param count how many of the innermost ones
     */
    public void hide(HartInspection hart, int count) {
        hidden.put(hart.id(), new Hidden(hart.pc(), hart.instructions(), count));
    }

    /** How many functions are hidden where a hart stands. On the machine thread. */
    public int hiddenAt(HartInspection hart) {
        Hidden at = hidden.get(hart.id());
        return at != null && at.pc() == hart.pc() && at.instructions() == hart.instructions()
                ? at.count()
                : 0;
    }

    /** Observes no more. */
    @Override
    public void close() {
        traps.close();
    }
}
