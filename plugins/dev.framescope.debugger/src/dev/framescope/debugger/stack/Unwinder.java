package dev.framescope.debugger.stack;

import dev.framescope.debugger.program.MemoryView;
import dev.framescope.debugger.program.Programs;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.isa.Registers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the callers of where a hart stands. The innermost frame is exact. A frame at which a trap
 * is handled has the interrupted code as its caller, by the {@link TrapJournal}; callers of others
 * are found by the compiler's call frame information, without one by following straight code to the
 * return, and elsewhere by the function's prologue, or for code of no program that is known by the
 * frame pointer. The stack is bounded, and ends at the program's entry, at a return address that is
 * no code, and where a frame would not lie above the one it called; the last frame's note says
 * which.
 *
 * <p>Use on the machine thread, within the inspection that the hart belongs to.
 */
final class Unwinder {
    /** How many frames a stack has at most, inlined functions not counted. */
    public static final int MAX_FRAMES = 256;

    private static final long MAX_FRAME_BYTES = 1 << 20;

    private final Programs programs;
    private final TrapJournal traps;
    private final HartInspection hart;
    private final MemoryView view;

    /**
     * @param programs whose code may be on the stack
     * @param traps of the machine
     */
    Unwinder(Programs programs, TrapJournal traps, Inspection inspection, HartInspection hart) {
        this.programs = programs;
        this.traps = traps;
        this.hart = hart;
        view = MemoryView.of(hart, inspection);
    }

    /** What is known of an activation's caller: its registers, or why there are none. */
    private record Caller(Optional<FrameRegisters> registers, OptionalLong cfa, String why) {
        static Caller none(OptionalLong cfa, String why) {
            return new Caller(Optional.empty(), cfa, "no caller known: " + why);
        }

        static Caller of(FrameRegisters registers, OptionalLong cfa) {
            return new Caller(Optional.of(registers), cfa, "");
        }
    }

    /**
     * The frames, innermost first; at least one.
     *
     * @param hidden how many functions inlined at the hart's pc count as not called yet
     */
    List<StackFrame> backtrace(int hidden) {
        List<StackFrame> frames = new ArrayList<>();
        Optional<FrameRegisters> next = Optional.of(FrameRegisters.of(hart));
        for (int depth = 1; next.isPresent(); depth++) {
            Activation activation = Activation.of(next.get(), view, programs);
            Caller caller =
                    depth < MAX_FRAMES
                            ? caller(activation)
                            : Caller.none(
                                    OptionalLong.empty(),
                                    "the stack goes on, but only "
                                            + MAX_FRAMES
                                            + " frames are read");
            List<FrameCode> code = activation.code();
            int first = depth == 1 ? Math.min(hidden, code.size() - 1) : 0;
            addFrames(activation, code.subList(first, code.size()), caller, frames);
            next = caller.registers();
        }
        return frames;
    }

    private void addFrames(
            Activation activation, List<FrameCode> code, Caller caller, List<StackFrame> frames) {
        for (int i = 0; i < code.size(); i++) {
            boolean last = caller.registers().isEmpty() && i == code.size() - 1;
            frames.add(
                    new StackFrame(
                            hart.id(),
                            frames.size(),
                            activation.registers(),
                            caller.cfa(),
                            code.get(i),
                            last ? Optional.of(caller.why()) : Optional.empty()));
        }
    }

    private Caller caller(Activation frame) {
        Optional<CallFrame> rules = frame.callFrame();
        Optional<Prologue> prologue = rules.isPresent() ? Optional.empty() : frame.prologue();
        OptionalLong cfa =
                rules.map(CallFrame::frameAddress)
                        .or(() -> prologue.map(p -> p.frameAddress(frame.registers())))
                        .orElse(OptionalLong.empty());
        Optional<FrameRegisters> interrupted =
                traps.interrupted(
                        frame.registers(), cfa, frame.functionStart(), frame.memory(), programs);
        if (interrupted.isPresent()) {
            return Caller.of(interrupted.get(), cfa);
        }
        if (frame.isEntry()) {
            return Caller.none(cfa, "this is where the program begins");
        }
        if (traps.isHandler(frame.functionStart())) {
            return ReturnPath.follow(frame.memory(), frame.registers())
                    .map(caller -> checked(frame, caller))
                    .orElseGet(() -> Caller.none(cfa, "the trap that it handles is not known"));
        }
        if (rules.isPresent() && rules.get().isOutermost()) {
            return Caller.none(cfa, "the compiler has marked this as the outermost function");
        }
        return rules.flatMap(CallFrame::caller)
                .or(() -> ReturnPath.follow(frame.memory(), frame.registers()))
                .or(() -> prologue.flatMap(p -> byPrologue(p, frame, cfa)))
                .or(() -> byFramePointer(frame))
                .map(caller -> checked(frame, caller))
                .orElseGet(() -> Caller.none(cfa, "its return address is lost"));
    }

    private static Optional<FrameRegisters> byPrologue(
            Prologue prologue, Activation frame, OptionalLong cfa) {
        if (cfa.isEmpty()) {
            return Optional.empty();
        }
        FrameRegisters restored =
                prologue.callers(frame.memory(), frame.registers(), cfa.getAsLong());
        OptionalLong returnAddress = restored.get(Registers.RA);
        return returnAddress.isPresent()
                ? Optional.of(restored.afterReturn(returnAddress.getAsLong()))
                : Optional.empty();
    }

    /**
     * Of code without symbols that has called something, if it keeps a frame pointer: the return
     * address is below what it points at, and the caller's frame pointer below that (RISC-V ELF
     * psABI, Frame Pointer Convention).
     */
    private static Optional<FrameRegisters> byFramePointer(Activation frame) {
        OptionalLong fp = frame.registers().get(Registers.FP);
        OptionalLong sp = frame.registers().get(Registers.SP);
        if (frame.lookup().isPresent()
                || frame.registers().interrupted()
                || fp.isEmpty()
                || sp.isEmpty()
                || Long.compareUnsigned(fp.getAsLong() - sp.getAsLong(), MAX_FRAME_BYTES) >= 0) {
            return Optional.empty();
        }
        OptionalLong returnAddress =
                GuestMemory.readLong(frame.memory(), fp.getAsLong() - Long.BYTES);
        if (returnAddress.isEmpty()) {
            return Optional.empty();
        }
        FrameRegisters caller =
                new FrameRegisters(
                        returnAddress.getAsLong(),
                        false,
                        frame.registers().privilege(),
                        frame.registers().satp());
        caller.set(Registers.SP, fp.getAsLong());
        caller.set(
                Registers.FP,
                GuestMemory.readLong(frame.memory(), fp.getAsLong() - 2 * Long.BYTES));
        return Optional.of(caller);
    }

    /** A caller that was found, unless it cannot be one. */
    private Caller checked(Activation frame, FrameRegisters caller) {
        OptionalLong above = caller.get(Registers.SP);
        if (caller.interrupted()) {
            return Caller.of(caller, OptionalLong.empty());
        }
        String address = "0x" + Long.toHexString(caller.pc());
        boolean known = Activation.of(caller, view, programs).function().isPresent();
        boolean foreign =
                frame.lookup().isEmpty()
                        && GuestMemory.isReturnAddress(frame.memory(), caller.pc());
        if (!known && !foreign) {
            return Caller.none(
                    above, "the return address " + address + " is in no function that is known");
        }
        OptionalLong below = frame.registers().get(Registers.SP);
        if (above.isEmpty() || below.isEmpty()) {
            return Caller.none(above, "the stack pointer of the caller at " + address + " is lost");
        }
        int order = Long.compareUnsigned(above.getAsLong(), below.getAsLong());
        boolean leaf = order == 0 && frame.registers().interrupted();
        return order > 0 || leaf
                ? Caller.of(caller, above)
                : Caller.none(
                        above,
                        "the frame of the return address "
                                + address
                                + " would not lie above this one");
    }
}
