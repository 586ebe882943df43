package dev.framescope.debugger.stack;

import dev.framescope.debugger.code.Instruction;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.isa.Csr;
import dev.framescope.machine.isa.Decoder;
import dev.framescope.machine.isa.Op;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * Unwinds a frame by doing what it will do: where straight code leads to a return, the few
 * instructions that matter to the caller are carried out on a copy of the registers. Exact wherever
 * it applies: in leaf functions, in epilogues, and in the way out of a trap handler.
 */
final class ReturnPath {
    private static final int MAX_INSTRUCTIONS = 256;

    private final HartInspection hart;
    private final FrameRegisters registers;
    private final Map<Long, OptionalLong> stored = new HashMap<>();
    private final Map<Integer, OptionalLong> csrs = new HashMap<>();

    private ReturnPath(HartInspection hart, FrameRegisters registers) {
        this.hart = hart;
        this.registers = registers;
    }

    /** The caller's registers, or empty if straight code does not lead to a return. */
    static Optional<FrameRegisters> follow(HartInspection hart, FrameRegisters frame) {
        return new ReturnPath(hart, frame.copy()).follow(frame.pc());
    }

    private Optional<FrameRegisters> follow(long start) {
        long pc = start;
        for (int i = 0; i < MAX_INSTRUCTIONS; i++) {
            Optional<Instruction> read = Instruction.read(hart, pc);
            if (read.isEmpty()) {
                return Optional.empty();
            }
            Instruction instruction = read.get();
            if (instruction.isReturn()) {
                return then(registers.get(instruction.rs1()), registers::afterReturn);
            }
            if (instruction.isTrapReturn()) {
                int epc = instruction.op() == Op.MRET ? Csr.MEPC : Csr.SEPC;
                return then(
                        csr(epc),
                        target ->
                                registers.afterTrapReturn(
                                        target, registers.privilege(), registers.satp()));
            }
            if (instruction.isGoto()) {
                pc = instruction.jumpTarget();
            } else if (instruction.isStraight()) {
                carryOut(instruction);
                pc = instruction.next();
            } else {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<FrameRegisters> then(
            OptionalLong target, LongFunction<FrameRegisters> restored) {
        return target.isPresent()
                ? Optional.of(restored.apply(target.getAsLong()))
                : Optional.empty();
    }

    private void carryOut(Instruction i) {
        if (i.isStore()) {
            store(i);
        } else if (i.isCsrAccess()) {
            accessCsr(i);
        } else if (i.rd() != Decoder.NO_REGISTER) {
            registers.set(i.rd(), result(i));
        }
    }

    private OptionalLong result(Instruction i) {
        OptionalLong first = registers.get(i.rs1());
        return switch (i.op()) {
            case Op.LUI -> OptionalLong.of(i.immediate());
            case Op.AUIPC -> OptionalLong.of(i.pc() + i.immediate());
            case Op.ADDI -> sum(first, OptionalLong.of(i.immediate()));
            case Op.ADD -> sum(first, registers.get(i.rs2()));
            case Op.LD -> load(sum(first, OptionalLong.of(i.immediate())));
            default -> OptionalLong.empty();
        };
    }

    private static OptionalLong sum(OptionalLong a, OptionalLong b) {
        return a.isPresent() && b.isPresent()
                ? OptionalLong.of(a.getAsLong() + b.getAsLong())
                : OptionalLong.empty();
    }

    private OptionalLong load(OptionalLong address) {
        if (address.isEmpty()) {
            return address;
        }
        OptionalLong own = stored.get(address.getAsLong());
        return own != null ? own : GuestMemory.readLong(hart, address.getAsLong());
    }

    private void store(Instruction i) {
        OptionalLong base = registers.get(i.rs1());
        if (base.isPresent()) {
            long address = base.getAsLong() + i.immediate();
            stored.put(
                    address & -8L,
                    i.op() == Op.SD && (address & 7) == 0
                            ? registers.get(i.rs2())
                            : OptionalLong.empty());
        }
    }

    /** Plain {@code csrw} and {@code csrr} of an epc matter, whatever else makes it unknown. */
    private void accessCsr(Instruction i) {
        int number = i.csr();
        OptionalLong old = csr(number);
        boolean plainWrite = i.op() == Op.CSRRW;
        boolean plainRead = i.op() == Op.CSRRS && i.rs1() == 0;
        OptionalLong written = registers.get(i.rs1());
        if (i.rd() != Decoder.NO_REGISTER) {
            registers.set(i.rd(), old);
        }
        if (!plainRead) {
            csrs.put(number, plainWrite ? written : OptionalLong.empty());
        }
    }

    private OptionalLong csr(int number) {
        OptionalLong own = csrs.get(number);
        return own != null ? own : hart.csr(number);
    }
}
