package dev.framescope.debugger.stack;

import dev.framescope.debugger.code.Instruction;
import dev.framescope.debugger.program.MemoryView;
import dev.framescope.machine.isa.Decoder;
import dev.framescope.machine.isa.Op;
import dev.framescope.machine.isa.Registers;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a function has done to its stack frame so far, by reading its instructions from the first up
 * to the pc. Branches are passed by; behind a way out (an epilogue and its return) the frame is as
 * it was before it. Offsets are in bytes from the canonical frame address, the stack pointer at the
 * call.
 */
final class Prologue {
    private static final int MAX_INSTRUCTIONS = 4096;
    private static final int REGISTERS = 32;

    private State now = new State();

    /** The frame at its largest: what an epilogue takes down is there again behind it. */
    private State whole = now.copy();

    /** A frame under construction. */
    private static final class State {
        private OptionalLong sp = OptionalLong.of(0);
        private OptionalLong fp = OptionalLong.empty();
        private final long[] slots = new long[REGISTERS];
        private int saved;
        private int overwritten;

        State copy() {
            State copy = new State();
            copy.sp = sp;
            copy.fp = fp;
            System.arraycopy(slots, 0, copy.slots, 0, REGISTERS);
            copy.saved = saved;
            copy.overwritten = overwritten;
            return copy;
        }

        OptionalLong offsetOf(int register) {
            return switch (register) {
                case Registers.SP -> sp;
                case Registers.FP -> fp;
                default -> OptionalLong.empty();
            };
        }
    }

    private Prologue() {}

    /** Reads the function whose code begins at {@code start}, up to {@code pc}. */
    static Prologue read(MemoryView memory, long start, long pc) {
        Prologue prologue = new Prologue();
        long at = start;
        for (int i = 0; i < MAX_INSTRUCTIONS && Long.compareUnsigned(at, pc) < 0; i++) {
            Optional<Instruction> instruction = Instruction.read(memory, at);
            if (instruction.isEmpty()) {
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
        OptionalLong byFp = minus(registers.get(Registers.FP), now.fp);
        return byFp.isPresent() ? byFp : minus(registers.get(Registers.SP), now.sp);
    }

    /** The registers as the caller had them at the call, ra the return address. */
    FrameRegisters callers(MemoryView memory, FrameRegisters registers, long frameAddress) {
        FrameRegisters restored = registers.copy();
        for (int register = 1; register < REGISTERS; register++) {
            if ((now.saved >>> register & 1) != 0) {
                load(memory, restored, register, frameAddress + now.slots[register]);
            } else if ((now.overwritten >>> register & 1) != 0) {
                restored.set(register, OptionalLong.empty());
            }
        }
        restored.set(Registers.SP, frameAddress);
        return restored;
    }

    private static void load(
            MemoryView memory, FrameRegisters restored, int register, long address) {
        OptionalLong value = GuestMemory.readLong(memory, address);
        OptionalLong paddr = memory.physical(address);
        if (value.isPresent() && paddr.isPresent()) {
            restored.setSaved(register, value.getAsLong(), paddr.getAsLong());
        } else {
            restored.set(register, OptionalLong.empty());
        }
    }

    private void take(Instruction i) {
        if (i.isCall()) {
            now.overwritten |= 1 << Registers.RA;
        } else if (i.isJump() || i.isTrapReturn()) {
            leave();
        } else if (i.op() == Op.SD) {
            save(i);
        } else if (i.rd() != Decoder.NO_REGISTER && !i.isFloatTransfer()) {
            write(i);
        }
    }

    /** A jump: once the frame is gone, it is the function's way out. */
    private void leave() {
        if (now.sp.isPresent() && now.sp.getAsLong() == 0) {
            now = whole.copy();
        }
    }

    private void write(Instruction i) {
        switch (i.rd()) {
            case Registers.SP -> moveStackPointer(i);
            case Registers.FP -> {
                now.fp = i.op() == Op.ADDI ? sum(i) : OptionalLong.empty();
                now.overwritten |= 1 << Registers.FP;
            }
            default -> now.overwritten |= 1 << i.rd();
        }
    }

    private void moveStackPointer(Instruction i) {
        OptionalLong moved = i.op() == Op.ADDI ? sum(i) : OptionalLong.empty();
        boolean up =
                moved.isPresent() && now.sp.isPresent() && moved.getAsLong() > now.sp.getAsLong();
        if (up) {
            whole = now.copy();
        }
        now.sp = moved;
    }

    private void save(Instruction i) {
        OptionalLong base = now.offsetOf(i.rs1());
        int register = i.rs2();
        int unchanged = ~(now.overwritten | now.saved);
        if (base.isPresent() && register != 0 && (unchanged >>> register & 1) != 0) {
            now.slots[register] = base.getAsLong() + i.immediate();
            now.saved |= 1 << register;
        }
    }

    private OptionalLong sum(Instruction i) {
        OptionalLong base = now.offsetOf(i.rs1());
        return base.isPresent() ? OptionalLong.of(base.getAsLong() + i.immediate()) : base;
    }

    private static OptionalLong minus(OptionalLong value, OptionalLong offset) {
        return value.isPresent() && offset.isPresent()
                ? OptionalLong.of(value.getAsLong() - offset.getAsLong())
                : OptionalLong.empty();
    }
}
