package dev.framescope.debugger.stack;

import dev.framescope.debugger.code.Instruction;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.isa.Op;
import dev.framescope.machine.isa.Registers;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a function has done to its stack frame so far, by reading its first instructions up to the
 * pc or the first jump, whichever comes first. Offsets are in bytes from the canonical frame
 * address, the stack pointer at the call.
 */
final class Prologue {
    private static final int MAX_INSTRUCTIONS = 128;

    private OptionalLong sp = OptionalLong.of(0);
    private OptionalLong fp = OptionalLong.empty();
    private OptionalLong savedRa = OptionalLong.empty();
    private OptionalLong savedFp = OptionalLong.empty();
    private boolean raOverwritten;
    private boolean fpOverwritten;

    private Prologue() {}

    /** Reads the prologue of the function whose code begins at {@code start}. */
    static Prologue read(HartInspection hart, long start, long pc) {
        Prologue prologue = new Prologue();
        long at = start;
        for (int i = 0; i < MAX_INSTRUCTIONS && Long.compareUnsigned(at, pc) < 0; i++) {
            Optional<Instruction> instruction = Instruction.read(hart, at);
            if (instruction.isEmpty()
                    || instruction.get().isJump()
                    || instruction.get().isBranch()
                    || instruction.get().isTrapReturn()) {
                break;
            }
            prologue.take(instruction.get());
            at = instruction.get().next();
        }
        return prologue;
    }

    /**
     * The canonical frame address, from the frame pointer if the function has set one, or from the
     * stack pointer.
     */
    OptionalLong frameAddress(FrameRegisters registers) {
        OptionalLong byFp = minus(registers.get(Registers.FP), fp);
        return byFp.isPresent() ? byFp : minus(registers.get(Registers.SP), sp);
    }

    /** The return address: where it was saved, or still in ra; empty if it is lost. */
    OptionalLong returnAddress(HartInspection hart, FrameRegisters registers, long frameAddress) {
        if (savedRa.isPresent()) {
            return GuestMemory.readLong(hart, frameAddress + savedRa.getAsLong());
        }
        return raOverwritten ? OptionalLong.empty() : registers.get(Registers.RA);
    }

    /** The caller's frame pointer; empty if it is lost. */
    OptionalLong callerFp(HartInspection hart, FrameRegisters registers, long frameAddress) {
        if (savedFp.isPresent()) {
            return GuestMemory.readLong(hart, frameAddress + savedFp.getAsLong());
        }
        return fpOverwritten ? OptionalLong.empty() : registers.get(Registers.FP);
    }

    private void take(Instruction i) {
        if (i.op() == Op.SD) {
            save(i);
        } else {
            switch (i.rd()) {
                case Registers.SP -> sp = i.op() == Op.ADDI ? sum(i) : OptionalLong.empty();
                case Registers.FP -> {
                    fp = i.op() == Op.ADDI ? sum(i) : OptionalLong.empty();
                    fpOverwritten = true;
                }
                case Registers.RA -> raOverwritten = true;
                default -> {
                    // No other register has a part in the frame.
                }
            }
        }
    }

    private void save(Instruction i) {
        OptionalLong base = offsetOf(i.rs1());
        if (base.isEmpty()) {
            return;
        }
        OptionalLong slot = OptionalLong.of(base.getAsLong() + i.immediate());
        if (i.rs2() == Registers.RA && !raOverwritten && savedRa.isEmpty()) {
            savedRa = slot;
        } else if (i.rs2() == Registers.FP && !fpOverwritten && savedFp.isEmpty()) {
            savedFp = slot;
        }
    }

    private OptionalLong sum(Instruction i) {
        OptionalLong base = offsetOf(i.rs1());
        return base.isPresent() ? OptionalLong.of(base.getAsLong() + i.immediate()) : base;
    }

    private OptionalLong offsetOf(int register) {
        return switch (register) {
            case Registers.SP -> sp;
            case Registers.FP -> fp;
            default -> OptionalLong.empty();
        };
    }

    private static OptionalLong minus(OptionalLong value, OptionalLong offset) {
        return value.isPresent() && offset.isPresent()
                ? OptionalLong.of(value.getAsLong() - offset.getAsLong())
                : OptionalLong.empty();
    }
}
