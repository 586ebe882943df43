package dev.framescope.debugger.disassembly;

import dev.framescope.debugger.code.Instruction;
import dev.framescope.machine.isa.Decoder;
import dev.framescope.machine.isa.Op;

import java.util.OptionalLong;

/** Finds the addresses that instructions name. */
final class References {
    private References() {}

    /**
     * Where a jump or a branch goes to; empty if it is no such instruction, or goes where a
     * register says that the instruction before has not set.
     *
     * @param before the instruction before it; null if that is not known
     */
    static OptionalLong target(Instruction before, Instruction at) {
        if (at.isBranch() || at.op() == Op.JAL) {
            return OptionalLong.of(at.jumpTarget());
        }
        return at.op() == Op.JALR ? sum(before, at) : OptionalLong.empty();
    }

    /**
     * The address that an addition, a load or a store makes of the upper part that the instruction
     * before has put into a register (auipc or lui).
     */
    static OptionalLong data(Instruction before, Instruction at) {
        return switch (at.op()) {
            case Op.ADDI, Op.LB, Op.LH, Op.LW, Op.LD, Op.LBU, Op.LHU, Op.LWU, Op.FLW, Op.FLD ->
                    sum(before, at);
            case Op.SB, Op.SH, Op.SW, Op.SD, Op.FSW, Op.FSD -> sum(before, at);
            default -> OptionalLong.empty();
        };
    }

    private static OptionalLong sum(Instruction before, Instruction at) {
        if (before == null || before.rd() == Decoder.NO_REGISTER || before.rd() != at.rs1()) {
            return OptionalLong.empty();
        }
        return switch (before.op()) {
            case Op.AUIPC -> OptionalLong.of(before.pc() + before.immediate() + at.immediate());
            case Op.LUI -> OptionalLong.of((long) before.immediate() + at.immediate());
            default -> OptionalLong.empty();
        };
    }
}
