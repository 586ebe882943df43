package dev.framescope.debugger;

import dev.framescope.debugger.code.Instruction;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.isa.Op;
import dev.framescope.machine.isa.Registers;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A piece of code and where control can leave it, so that a step over it can run at full speed.
 *
 * @param low address of its first byte, as the hart fetches it
 * @param high address after its last byte
 * @param addresses where it goes on outside, and its instructions of which one has to see what they
 *     do
 */
record LineExits(long low, long high, Set<Long> addresses) {
    /** A line with more code than this is stepped through instruction by instruction. */
    private static final int MAX_BYTES = 1024;

    /**
     * Reads the code from {@code low} to before {@code high}. On the machine thread.
     *
     * @param stopsAtCalls whether calls are instructions to look at
     * @return empty if the code moves the stack pointer, by which its activation is known, or
     *     cannot be read
     */
    static Optional<LineExits> of(HartInspection hart, long low, long high, boolean stopsAtCalls) {
        LineExits exits = new LineExits(low, high, new TreeSet<>());
        return high - low <= MAX_BYTES && exits.find(hart, stopsAtCalls)
                ? Optional.of(exits)
                : Optional.empty();
    }

    /** Whether an instruction belongs to the code, and need not be looked at. */
    boolean runsThrough(long pc) {
        return contains(pc) && !addresses.contains(pc);
    }

    /** Whether an address lies in the code. */
    boolean contains(long address) {
        return Long.compareUnsigned(address, low) >= 0 && Long.compareUnsigned(address, high) < 0;
    }

    private boolean find(HartInspection hart, boolean stopsAtCalls) {
        long pc = low;
        while (contains(pc)) {
            Optional<Instruction> instruction = Instruction.read(hart, pc);
            if (instruction.isEmpty() || instruction.get().rd() == Registers.SP) {
                return false;
            }
            add(instruction.get(), stopsAtCalls);
            pc = instruction.get().next();
        }
        addresses.add(pc);
        return true;
    }

    private void add(Instruction i, boolean stopsAtCalls) {
        if (i.isBranch() || i.isGoto()) {
            if (!contains(i.jumpTarget())) {
                addresses.add(i.jumpTarget());
            }
        } else if (i.isCall()) {
            if (stopsAtCalls) {
                addresses.add(i.pc());
            }
        } else if (i.isJump() || i.isTrapReturn() || i.op() == Op.ECALL) {
            addresses.add(i.pc());
        }
    }
}
