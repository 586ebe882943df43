package dev.framescope.debugger.stack;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * What is known of the registers while one frame runs: all of them in the innermost, those that a
 * callee preserves in its callers.
 */
final class FrameRegisters {
    private static final int COUNT = 32;

    /** ra, t0-t2, a0-a7, t3-t6: a callee need not preserve them (RISC-V psABI). */
    private static final int CALLER_SAVED = 0xf003fce2;

    private final Long[] values;
    private final long pc;
    private final boolean interrupted;

    /**
     * @param pc the instruction that runs next in this frame
     * @param interrupted whether the frame was left by a trap (or not at all) rather than a call:
     *     all registers are its own
     */
    FrameRegisters(long pc, boolean interrupted) {
        this(pc, interrupted, new Long[COUNT]);
        values[0] = 0L;
    }

    private FrameRegisters(long pc, boolean interrupted, Long[] values) {
        this.pc = pc;
        this.interrupted = interrupted;
        this.values = values;
    }

    long pc() {
        return pc;
    }

    boolean interrupted() {
        return interrupted;
    }

    OptionalLong get(int register) {
        Long value = values[register];
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    void set(int register, OptionalLong value) {
        if (register != 0) {
            values[register] = value.isPresent() ? value.getAsLong() : null;
        }
    }

    void set(int register, long value) {
        set(register, OptionalLong.of(value));
    }

    FrameRegisters copy() {
        return new FrameRegisters(pc, interrupted, values.clone());
    }

    /** The registers after a return to {@code newPc}: what a callee need not preserve is lost. */
    FrameRegisters afterReturn(long newPc) {
        Long[] kept = Arrays.copyOf(values, COUNT);
        for (int register = 1; register < COUNT; register++) {
            if ((CALLER_SAVED >>> register & 1) != 0) {
                kept[register] = null;
            }
        }
        return new FrameRegisters(newPc, false, kept);
    }

    /** The registers after a return from a trap to {@code newPc}: the handler restored them all. */
    FrameRegisters afterTrapReturn(long newPc) {
        return new FrameRegisters(newPc, true, values.clone());
    }
}
