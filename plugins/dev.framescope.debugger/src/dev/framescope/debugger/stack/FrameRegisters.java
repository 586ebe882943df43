package dev.framescope.debugger.stack;

import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Privilege;

import java.util.OptionalLong;

/**
 * What is known of the registers while one frame runs: all of them in the innermost and where a
 * trap interrupted it, those that a callee preserves in its callers. Registers go by their DWARF
 * numbers: 0 to 31 are x0 to x31, 32 to 63 are f0 to f31 (RISC-V ELF psABI, DWARF register
 * numbers). Immutable to others; any thread.
 */
public final class FrameRegisters {
    /** How many registers there are. */
    public static final int COUNT = 64;

    /** The number of f0. */
    public static final int F0 = 32;

    /** sp, gp, tp, s0-s11, and fs0-fs11: what a callee preserves (RISC-V ELF psABI). */
    private static final long PRESERVED = 0x0ffc_0300_0ffc_031dL;

    private final long pc;
    private final boolean interrupted;
    private final Privilege privilege;
    private final long satp;
    private final long[] values;
    private long known;
    private long[] slots;
    private long saved;

    /**
     * @param pc the instruction that runs next in this frame
     * @param interrupted whether the frame was left by a trap (or not at all) rather than a call
     * @param privilege the mode it runs in
     * @param satp the page-table root it runs under, 0 if its addresses are not translated
     */
    FrameRegisters(long pc, boolean interrupted, Privilege privilege, long satp) {
        this(pc, interrupted, privilege, satp, new long[COUNT]);
        known = 1;
    }

    private FrameRegisters(
            long pc, boolean interrupted, Privilege privilege, long satp, long[] values) {
        this.pc = pc;
        this.interrupted = interrupted;
        this.privilege = privilege;
        this.satp = satp;
        this.values = values;
    }

    /** A hart's own, as it stands. On the machine thread. */
    static FrameRegisters of(HartInspection hart) {
        FrameRegisters registers =
                new FrameRegisters(hart.pc(), true, hart.privilege(), hart.effectiveSatp());
        for (int number = 1; number < F0; number++) {
            registers.set(number, hart.x(number));
            registers.set(F0 + number, hart.f(number));
        }
        registers.set(F0, hart.f(0));
        return registers;
    }

    /** The instruction that runs next: the hart's pc, the return address, or where a trap hit. */
    public long pc() {
        return pc;
    }

    /** Whether the frame was left by a trap, or not at all, rather than by a call. */
    public boolean interrupted() {
        return interrupted;
    }

    /** The mode the frame runs in. */
    public Privilege privilege() {
        return privilege;
    }

    /** The page-table root the frame runs under, 0 if its addresses are not translated. */
    public long satp() {
        return satp;
    }

    /** A register's value; empty if it is not known, or there is no such register. */
    public OptionalLong get(int register) {
        return register >= 0 && register < COUNT && (known >>> register & 1) != 0
                ? OptionalLong.of(values[register])
                : OptionalLong.empty();
    }

    /**
     * Where a frame further in has saved the register's value, so that a new value written there
     * holds once that frame has returned: a physical byte address. Empty if the value still is in
     * the hart's register, or not known.
     */
    public OptionalLong savedAt(int register) {
        return get(register).isPresent() && (saved >>> register & 1) != 0
                ? OptionalLong.of(slots[register])
                : OptionalLong.empty();
    }

    /** Whether a function that is called preserves the register for its caller. */
    static boolean isPreserved(int register) {
        return (PRESERVED >>> register & 1) != 0;
    }

    void set(int register, OptionalLong value) {
        if (value.isPresent()) {
            set(register, value.getAsLong());
        } else {
            forget(register);
        }
    }

    /** Sets a value that is in no place of memory. */
    void set(int register, long value) {
        if (register != 0) {
            values[register] = value;
            known |= 1L << register;
            saved &= ~(1L << register);
        }
    }

    /** Sets a value that was read from a physical place in memory. */
    void setSaved(int register, long value, long paddr) {
        set(register, value);
        if (register != 0) {
            slots = slots == null ? new long[COUNT] : slots;
            slots[register] = paddr;
            saved |= 1L << register;
        }
    }

    /** Takes a register over from another frame, with where it is saved. */
    void copy(int register, FrameRegisters other, int otherRegister) {
        OptionalLong slot = other.savedAt(otherRegister);
        if (slot.isPresent()) {
            setSaved(register, other.values[otherRegister], slot.getAsLong());
        } else {
            set(register, other.get(otherRegister));
        }
    }

    private void forget(int register) {
        if (register != 0) {
            known &= ~(1L << register);
        }
    }

    FrameRegisters copy() {
        return at(pc, interrupted, privilege, satp);
    }

    /** The same values elsewhere. */
    FrameRegisters at(long newPc, boolean newInterrupted, Privilege newPrivilege, long newSatp) {
        FrameRegisters copy =
                new FrameRegisters(newPc, newInterrupted, newPrivilege, newSatp, values.clone());
        copy.slots = slots == null ? null : slots.clone();
        copy.known = known;
        copy.saved = saved;
        return copy;
    }

    /** The registers after a return to {@code newPc}: what a callee need not preserve is lost. */
    FrameRegisters afterReturn(long newPc) {
        FrameRegisters caller = at(newPc, false, privilege, satp);
        caller.known &= PRESERVED;
        return caller;
    }

    /** The registers after a return from a trap to {@code newPc}: the handler restored them all. */
    FrameRegisters afterTrapReturn(long newPc, Privilege newPrivilege, long newSatp) {
        return at(newPc, true, newPrivilege, newSatp);
    }
}
