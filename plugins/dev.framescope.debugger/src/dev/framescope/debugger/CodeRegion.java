package dev.framescope.debugger;

import dev.framescope.debugger.code.Instruction;
import dev.framescope.debugger.program.MemoryView;
import dev.framescope.machine.isa.Op;
import dev.framescope.machine.isa.Registers;
import dev.framescope.symbols.dwarf.AddressRange;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Pieces of code that are gone through as one, such as those of a line or of an inlined function,
 * and where control can leave them, so that a step can run through at full speed.
 *
 * @param pieces as the hart fetches them
 * @param exits where it goes on outside, and its instructions of which one has to see what they do
 */
record CodeRegion(List<AddressRange> pieces, Set<Long> exits) {
    /** More code than this is stepped through instruction by instruction. */
    private static final int MAX_BYTES = 16 * 1024;

    /**
     * Reads the code. On the machine thread.
     *
     * @param stopsAtCalls whether calls are instructions to look at
     * @return empty if the code moves the stack pointer, by which its activation is known, or
     *     cannot be read
     */
    static Optional<CodeRegion> of(
            MemoryView memory, List<AddressRange> pieces, boolean stopsAtCalls) {
        CodeRegion region = new CodeRegion(pieces, new TreeSet<>());
        long bytes = pieces.stream().mapToLong(piece -> piece.high() - piece.low()).sum();
        return bytes <= MAX_BYTES
                        && pieces.stream()
                                .allMatch(piece -> region.find(memory, piece, stopsAtCalls))
                ? Optional.of(region)
                : Optional.empty();
    }

    /** Whether an instruction belongs to the code, and need not be looked at. */
    boolean runsThrough(long pc) {
        return contains(pc) && !exits.contains(pc);
    }

    /** Whether an address lies in the code. */
    boolean contains(long address) {
        return pieces.stream().anyMatch(piece -> piece.contains(address));
    }

    private boolean find(MemoryView memory, AddressRange piece, boolean stopsAtCalls) {
        long pc = piece.low();
        while (piece.contains(pc)) {
            Optional<Instruction> instruction = Instruction.read(memory, pc);
            if (instruction.isEmpty() || instruction.get().rd() == Registers.SP) {
                return false;
            }
            add(instruction.get(), stopsAtCalls);
            pc = instruction.get().next();
        }
        addOutside(pc);
        return true;
    }

    private void add(Instruction i, boolean stopsAtCalls) {
        if (i.isBranch() || i.isGoto()) {
            addOutside(i.jumpTarget());
        } else if (i.isCall()) {
            if (stopsAtCalls) {
                exits.add(i.pc());
            }
        } else if (i.isJump() || i.isTrapReturn() || i.op() == Op.ECALL) {
            exits.add(i.pc());
        }
    }

    private void addOutside(long target) {
        if (!contains(target)) {
            exits.add(target);
        }
    }
}
