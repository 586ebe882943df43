package dev.framescope.debugger;

import dev.framescope.debugger.code.Instruction;
import dev.framescope.insight.kernel.KernelImage;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.HartState;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.isa.Registers;
import dev.framescope.symbols.Function;
import dev.framescope.symbols.SourceLine;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where a hart stands in the middle of a step.
 *
 * @param pc its pc
 * @param linkPc the same as the program was linked
 * @param sp its stack pointer
 * @param ra its return address register
 * @param privilege its mode
 * @param state what it is doing
 * @param instructions what it has retired
 * @param instruction what it executes next; empty if that cannot be read
 * @param function the function it is in
 * @param line the source line it is at; empty also where the compiler names no line
 */
record Place(
        long pc,
        long linkPc,
        long sp,
        long ra,
        Privilege privilege,
        HartState state,
        long instructions,
        Optional<Instruction> instruction,
        Optional<Function> function,
        Optional<SourceLine> line) {
    /** On the machine thread. */
    static Place of(HartInspection hart, KernelImage kernel) {
        long linkPc = kernel.linkAddress(hart.pc(), hart.effectiveSatp() != 0);
        return new Place(
                hart.pc(),
                linkPc,
                hart.x(Registers.SP),
                hart.x(Registers.RA),
                hart.privilege(),
                hart.state(),
                hart.instructions(),
                Instruction.read(hart, hart.pc()),
                kernel.symbols().functionAt(linkPc),
                kernel.symbols().lineAt(linkPc).filter(line -> line.line() != 0));
    }

    /** Whether this is the first instruction of a function. */
    boolean isFunctionStart() {
        return function.isPresent() && function.get().low() == linkPc;
    }

    /** Whether both are in one function (or both in none), in the same mode. */
    boolean isInFunctionOf(Place other) {
        return privilege == other.privilege && function.equals(other.function);
    }

    /** Whether both are at the same line of the same file. */
    boolean isAtLineOf(Place other) {
        return line.isPresent()
                && other.line.isPresent()
                && line.get().line() == other.line.get().line()
                && line.get().file().equals(other.line.get().file());
    }

    /** Holds for the same activation: a recursive one has another stack pointer. */
    Predicate<HartInspection> sameActivation(int hart) {
        return at -> at.id() == hart && at.x(Registers.SP) == sp && at.privilege() == privilege;
    }
}
