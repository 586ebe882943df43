package dev.framescope.debugger.stack;

import dev.framescope.debugger.program.Programs;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Machine;

import java.util.List;

/** The call stacks of a machine's harts. Any thread may make and close it. */
public final class Stacks implements AutoCloseable {
    private final Programs programs;
    private final TrapJournal traps;

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
        return new Unwinder(programs, traps, inspection, inspection.hart(hart)).backtrace();
    }

    /** Observes no more. */
    @Override
    public void close() {
        traps.close();
    }
}
