package dev.framescope.debugger.stack;

import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.isa.Csr;
import dev.framescope.machine.isa.Registers;
import dev.framescope.symbols.Function;
import dev.framescope.symbols.SymbolFile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the callers of where a hart stands. The innermost frame is exact; callers are found by the
 * compiler's call frame information, without one by following straight code to the return, and
 * elsewhere by the function's prologue. A function that the hart enters by a trap has the
 * interrupted code as its caller. The stack is bounded, and ends at the program's entry, at a
 * return address that is no code, and where a frame would not lie above the one it called.
 *
 * <p>Use on the machine thread, within the inspection that the hart belongs to.
 */
public final class Unwinder {
    private static final int MAX_FRAMES = 256;

    /** The bits of a trap vector that are its mode, not its address. */
    private static final long VECTOR_MODE = 3;

    private final KernelImage kernel;
    private final HartInspection hart;
    private final boolean translated;

    private final SpaceMemory memory;

    public Unwinder(KernelImage kernel, Inspection inspection, HartInspection hart) {
        this.kernel = kernel;
        this.hart = hart;
        memory = new SpaceMemory(inspection, hart, hart.effectiveSatp());
        this.translated = hart.effectiveSatp() != 0;
    }

    /** The frames, innermost first; at least one. */
    public List<StackFrame> backtrace() {
        List<StackFrame> frames = new ArrayList<>();
        Optional<FrameRegisters> next = Optional.of(FrameRegisters.of(hart));
        while (next.isPresent() && frames.size() < MAX_FRAMES) {
            FrameRegisters registers = next.get();
            frames.add(frame(frames.size(), registers));
            next = caller(registers).filter(caller -> isPlausible(registers, caller));
        }
        return frames;
    }

    private StackFrame frame(int level, FrameRegisters registers) {
        long linkPc = kernel.linkAddress(registers.pc(), translated);
        long lookup = lookupAddress(registers);
        FrameCode code =
                new FrameCode(
                        linkPc,
                        lookup,
                        Optional.of(symbols()),
                        symbols().functionAt(lookup),
                        symbols().lineAt(lookup),
                        false);
        OptionalLong cfa =
                callFrame(registers).map(CallFrame::frameAddress).orElseGet(OptionalLong::empty);
        return new StackFrame(hart.id(), level, registers, cfa, code, Optional.empty());
    }

    private Optional<CallFrame> callFrame(FrameRegisters registers) {
        return symbols()
                .frameRulesAt(lookupAddress(registers))
                .map(rules -> new CallFrame(memory, rules, registers));
    }

    private Optional<FrameRegisters> caller(FrameRegisters registers) {
        Optional<Function> function = functionOf(registers);
        if (function.isPresent() && function.get().contains(symbols().elf().entry())) {
            return Optional.empty();
        }
        Optional<CallFrame> frame = callFrame(registers);
        if (frame.isPresent() && frame.get().isOutermost()) {
            return Optional.empty();
        }
        return frame.flatMap(CallFrame::caller)
                .or(() -> ReturnPath.follow(hart, registers))
                .or(() -> function.flatMap(f -> callerByPrologue(f, registers)));
    }

    private Optional<FrameRegisters> callerByPrologue(Function function, FrameRegisters registers) {
        long linkPc = kernel.linkAddress(registers.pc(), translated);
        long start = registers.pc() - (linkPc - function.low());
        Prologue prologue = Prologue.read(hart, start, registers.pc());
        OptionalLong frameAddress = prologue.frameAddress(registers);
        if (frameAddress.isEmpty()) {
            return Optional.empty();
        }
        long cfa = frameAddress.getAsLong();
        OptionalLong returnAddress = prologue.returnAddress(hart, registers, cfa);
        FrameRegisters restored = registers.copy();
        restored.set(Registers.SP, cfa);
        restored.set(Registers.FP, prologue.callerFp(hart, registers, cfa));
        OptionalLong interruptedPc = interruptedPc(start);
        if (interruptedPc.isPresent()) {
            restored.set(Registers.RA, returnAddress);
            return Optional.of(
                    restored.afterTrapReturn(
                            interruptedPc.getAsLong(), hart.privilege(), hart.effectiveSatp()));
        }
        return returnAddress.isPresent()
                ? Optional.of(restored.afterReturn(returnAddress.getAsLong()))
                : Optional.empty();
    }

    /** Where a trap came from whose handler begins at {@code start}; empty if none does. */
    private OptionalLong interruptedPc(long start) {
        if (isVector(Csr.STVEC, start)) {
            return hart.csr(Csr.SEPC);
        }
        return isVector(Csr.MTVEC, start) ? hart.csr(Csr.MEPC) : OptionalLong.empty();
    }

    private boolean isVector(int csr, long start) {
        OptionalLong vector = hart.csr(csr);
        return start != 0 && vector.isPresent() && (vector.getAsLong() & ~VECTOR_MODE) == start;
    }

    private boolean isPlausible(FrameRegisters callee, FrameRegisters caller) {
        if (caller.interrupted()) {
            return true;
        }
        OptionalLong below = callee.get(Registers.SP);
        OptionalLong above = caller.get(Registers.SP);
        if (above.isEmpty() || below.isEmpty() || functionOf(caller).isEmpty()) {
            return false;
        }
        int order = Long.compareUnsigned(above.getAsLong(), below.getAsLong());
        return order > 0 || order == 0 && callee.interrupted();
    }

    private Optional<Function> functionOf(FrameRegisters registers) {
        return symbols().functionAt(lookupAddress(registers));
    }

    /** The link address of the instruction that runs, or that has called. */
    private long lookupAddress(FrameRegisters registers) {
        long linkPc = kernel.linkAddress(registers.pc(), translated);
        return registers.interrupted() ? linkPc : linkPc - 1;
    }

    private SymbolFile symbols() {
        return kernel.symbols();
    }
}
