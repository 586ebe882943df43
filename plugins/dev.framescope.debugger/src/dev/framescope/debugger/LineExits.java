package dev.framescope.debugger;

import dev.framescope.debugger.code.Instruction;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.isa.Op;
import dev.framescope.machine.isa.Registers;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds out where control can leave a piece of straight or looping code, so that a step over it can
 * run at full speed. On the machine thread.
 */
final class LineExits {
    /** A line with more code than this is stepped through piece by piece. */
    private static final int MAX_BYTES = 1024;

    private final HartInspection hart;
    private final long low;
    private final long high;
    private final boolean stopsAtCalls;
    private final Set<Long> exits = new TreeSet<>();

    private LineExits(HartInspection hart, long low, long high, boolean stopsAtCalls) {
        this.hart = hart;
        this.low = low;
        this.high = high;
        this.stopsAtCalls = stopsAtCalls;
    }

    /**
     * The addresses at which the code from {@code low} to before {@code high} is left: those it
     * goes on at, and those of instructions of which one has to see what they do.
     *
     * @param stopsAtCalls whether calls are such instructions
     * @return empty if the code moves the stack pointer, by which its activation is known, or
     *     cannot be read
     */
    static Optional<Set<Long>> of(HartInspection hart, long low, long high, boolean stopsAtCalls) {
        LineExits exits = new LineExits(hart, low, high, stopsAtCalls);
        return high - low <= MAX_BYTES && exits.find()
                ? Optional.of(exits.exits)
                : Optional.empty();
    }

    private boolean find() {
        long pc = low;
        while (Long.compareUnsigned(pc, high) < 0) {
            Optional<Instruction> instruction = Instruction.read(hart, pc);
            if (instruction.isEmpty() || instruction.get().rd() == Registers.SP) {
                return false;
            }
            add(instruction.get());
            pc = instruction.get().next();
        }
        exits.add(pc);
        return true;
    }

    private void add(Instruction i) {
        if (i.isBranch() || i.isGoto()) {
            addIfOutside(i.jumpTarget());
        } else if (i.isCall()) {
            if (stopsAtCalls) {
                exits.add(i.pc());
            }
        } else if (i.isJump() || i.isTrapReturn() || i.op() == Op.ECALL) {
            exits.add(i.pc());
        }
    }

    private void addIfOutside(long target) {
        if (Long.compareUnsigned(target, low) < 0 || Long.compareUnsigned(target, high) >= 0) {
            exits.add(target);
        }
    }
}
