package dev.framescope.debugger.stack;

import dev.framescope.debugger.code.Arithmetic;
import dev.framescope.debugger.code.Instruction;
import dev.framescope.debugger.program.MemoryView;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.isa.Csr;
import dev.framescope.machine.isa.Decoder;
import dev.framescope.machine.isa.Op;
import dev.framescope.machine.isa.Registers;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/**
 * Carries out instructions on a copy of the registers, to learn what code will do, or has done: as
 * far as frames, trap frames and page tables are concerned. What it does not understand makes a
 * register unknown; nothing of the machine changes. On the machine thread.
 */
final class DryRun {
    private final FrameRegisters registers;
    private final IntFunction<OptionalLong> csrsBefore;
    private final Map<Integer, OptionalLong> csrs = new HashMap<>();
    private final Map<Long, Stored> stores = new HashMap<>();
    private MemoryView memory;
    private long pc;
    private int steps;

    /**
     * What was written to eight aligned bytes of physical memory last.
     *
     * @param value empty if it is not known
     * @param register that was stored; empty if that was not a whole one
     * @param step after how many instructions of this run
     */
    record Stored(OptionalLong value, OptionalInt register, int step) {}

    /**
     * Begins where a frame goes on.
     *
     * @param memory as that code sees it
     * @param frame the registers; copied
     * @param csrs the CSRs by number, as far as they are known
     */
    DryRun(MemoryView memory, FrameRegisters frame, IntFunction<OptionalLong> csrs) {
        this.memory = memory;
        registers = frame.copy();
        csrsBefore = csrs;
        pc = frame.pc();
    }

    long pc() {
        return pc;
    }

    /** The registers as they are now, but for the pc. */
    FrameRegisters registers() {
        return registers;
    }

    /** Memory as the code sees it now: a write of satp changes it. */
    MemoryView memory() {
        return memory;
    }

    /** How many instructions other than jumps have been carried out. */
    int steps() {
        return steps;
    }

    /** What has been stored, by physical address. */
    Map<Long, Stored> stores() {
        return stores;
    }

    /** The instruction at the pc; empty if it cannot be read. */
    Optional<Instruction> instruction() {
        return Instruction.read(memory, pc);
    }

    void goTo(long address) {
        pc = address;
    }

    /** Whether a branch is taken; empty if that depends on what is not known. */
    Optional<Boolean> isTaken(Instruction branch) {
        OptionalLong a = registers.get(branch.rs1());
        OptionalLong b = registers.get(branch.rs2());
        return a.isPresent() && b.isPresent()
                ? Optional.of(Arithmetic.isTaken(branch.op(), a.getAsLong(), b.getAsLong()))
                : Optional.empty();
    }

    /** A CSR as it is now. */
    OptionalLong csr(int number) {
        OptionalLong own = csrs.get(number);
        return own != null ? own : csrsBefore.apply(number);
    }

    /** Forgets what a function that is called need not preserve. */
    void forgetCallerSaved() {
        for (int register = 1; register < FrameRegisters.COUNT; register++) {
            if (!FrameRegisters.isPreserved(register)) {
                registers.set(register, OptionalLong.empty());
            }
        }
    }

    /** Forgets where a system call leaves its results: a0 and a1. */
    void forgetCallResults() {
        registers.set(Registers.A0, OptionalLong.empty());
        registers.set(Registers.A1, OptionalLong.empty());
    }

    /** Carries out an instruction that is no jump, and goes on to the next. */
    void carryOut(Instruction i) {
        if (i.isStore()) {
            store(i);
        } else if (i.isCsrAccess()) {
            accessCsr(i);
        } else if (i.isLoad()) {
            load(i);
        } else if (i.rd() != Decoder.NO_REGISTER && !i.isFloatTransfer()) {
            registers.set(i.rd(), result(i));
        }
        pc = i.next();
        steps++;
    }

    private OptionalLong result(Instruction i) {
        if (i.op() == Op.LUI) {
            return OptionalLong.of(i.immediate());
        }
        if (i.op() == Op.AUIPC) {
            return OptionalLong.of(i.pc() + i.immediate());
        }
        OptionalLong a = registers.get(i.rs1());
        if (a.isEmpty()) {
            return a;
        }
        OptionalLong result = Arithmetic.withImmediate(i.op(), a.getAsLong(), i.immediate());
        OptionalLong b = registers.get(i.rs2());
        return result.isPresent() || b.isEmpty()
                ? result
                : Arithmetic.ofRegisters(i.op(), a.getAsLong(), b.getAsLong());
    }

    private void load(Instruction i) {
        OptionalLong base = registers.get(i.rs1());
        OptionalLong paddr =
                base.isPresent() ? memory.physical(base.getAsLong() + i.immediate()) : base;
        if (i.rd() == Decoder.NO_REGISTER) {
            return;
        }
        if (paddr.isEmpty()) {
            registers.set(i.rd(), OptionalLong.empty());
            return;
        }
        Stored own = stores.get(paddr.getAsLong() & -Long.BYTES);
        OptionalLong value = own == null ? fromMemory(i, base.getAsLong()) : OptionalLong.empty();
        if (own != null && i.op() == Op.LD) {
            value = own.value();
        }
        if (value.isPresent() && i.op() == Op.LD && own == null) {
            registers.setSaved(i.rd(), value.getAsLong(), paddr.getAsLong());
        } else {
            registers.set(i.rd(), value);
        }
    }

    private OptionalLong fromMemory(Instruction i, long base) {
        int length =
                switch (i.op()) {
                    case Op.LD -> Long.BYTES;
                    case Op.LW, Op.LWU -> Integer.BYTES;
                    case Op.LH, Op.LHU -> Short.BYTES;
                    default -> Byte.BYTES;
                };
        OptionalLong value = GuestMemory.read(memory, base + i.immediate(), length);
        return value.isEmpty() ? value : OptionalLong.of(extended(i.op(), value.getAsLong()));
    }

    private static long extended(int op, long value) {
        return switch (op) {
            case Op.LW -> (int) value;
            case Op.LH -> (short) value;
            case Op.LB -> (byte) value;
            default -> value;
        };
    }

    private void store(Instruction i) {
        OptionalLong base = registers.get(i.rs1());
        OptionalLong paddr =
                base.isPresent() ? memory.physical(base.getAsLong() + i.immediate()) : base;
        if (paddr.isEmpty()) {
            return;
        }
        boolean whole = i.op() == Op.SD && (paddr.getAsLong() & Long.BYTES - 1) == 0;
        stores.put(
                paddr.getAsLong() & -Long.BYTES,
                whole
                        ? new Stored(registers.get(i.rs2()), OptionalInt.of(i.rs2()), steps)
                        : new Stored(OptionalLong.empty(), OptionalInt.empty(), steps));
    }

    /** Plain {@code csrw}, {@code csrr} and swaps are understood. */
    private void accessCsr(Instruction i) {
        int number = i.csr();
        OptionalLong old = csr(number);
        boolean plainWrite = i.op() == Op.CSRRW;
        boolean plainRead = i.op() == Op.CSRRS && i.rs1() == 0;
        OptionalLong written = registers.get(i.rs1());
        if (i.rd() != Decoder.NO_REGISTER) {
            registers.set(i.rd(), old);
        }
        if (plainRead) {
            return;
        }
        OptionalLong now = plainWrite ? written : OptionalLong.empty();
        csrs.put(number, now);
        if (number == Csr.SATP && memory.privilege() != Privilege.MACHINE && now.isPresent()) {
            memory = GuestMemory.under(memory, memory.privilege(), now.getAsLong());
        }
    }
}
