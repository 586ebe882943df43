package dev.framescope.debugger;

import dev.framescope.debugger.code.Instruction;
import dev.framescope.debugger.program.CodePlace;
import dev.framescope.debugger.program.MemoryView;
import dev.framescope.debugger.program.Programs;
import dev.framescope.debugger.stack.GuestMemory;
import dev.framescope.debugger.stack.InlineChain;
import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.HartState;
import dev.framescope.machine.Inspection;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.Trap;
import dev.framescope.machine.isa.Csr;
import dev.framescope.machine.isa.Registers;
import dev.framescope.symbols.Function;
import dev.framescope.symbols.SourceLine;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where a hart stands in the middle of a step.
 *
 * @param hart its number
 * @param pc its pc
 * @param code the same in its program; empty if it is no program's code
 * @param sp its stack pointer
 * @param ra its return address register
 * @param privilege its mode
 * @param satp what translates its addresses, 0 if nothing does
 * @param state what it is doing
 * @param instruction what it executes next; empty if that cannot be read
 * @param function the function it is in, whatever is inlined there
 * @param line the source line it is at; empty also where the compiler names no line
 * @param chain the functions inlined there
 */
record Place(
        int hart,
        long pc,
        Optional<CodePlace> code,
        long sp,
        long ra,
        Privilege privilege,
        long satp,
        HartState state,
        Optional<Instruction> instruction,
        Optional<Function> function,
        Optional<SourceLine> line,
        InlineChain chain) {
    /** On the machine thread. */
    static Place of(HartInspection hart, Inspection inspection, Programs programs) {
        return of(hart, MemoryView.of(hart, inspection), hart.pc(), programs);
    }

    /**
     * The code that a hart has just been interrupted in, at the first instruction of the handler:
     * all registers are still its own. On the machine thread.
     */
    static Place interrupted(
            Trap trap, HartInspection hart, Inspection inspection, Programs programs) {
        long satp = hart.csr(Csr.SATP).orElse(0);
        MemoryView memory = GuestMemory.under(MemoryView.of(hart, inspection), trap.from(), satp);
        return of(hart, memory, trap.epc(), programs);
    }

    private static Place of(HartInspection hart, MemoryView memory, long pc, Programs programs) {
        Optional<CodePlace> code = programs.at(memory, pc);
        return new Place(
                hart.id(),
                pc,
                code,
                hart.x(Registers.SP),
                hart.x(Registers.RA),
                memory.privilege(),
                memory.satp(),
                hart.state(),
                Instruction.read(memory, pc),
                code.flatMap(CodePlace::function),
                code.flatMap(CodePlace::line).filter(line -> line.line() != 0),
                InlineChain.at(code));
    }

    /** The pc as its program was linked. */
    long linkPc() {
        return code.map(CodePlace::linkPc).orElse(pc);
    }

    /** Where this hart meets an instruction of the program that it is in. */
    long runtimeAddress(long linkAddress) {
        return linkAddress + (pc - linkPc());
    }

    /** Where the code at an address is met: there, and where else the program has it. */
    List<CodeLocation> meetingPoints(long address) {
        CodeLocation there = CodeLocation.at(address);
        if (code.isEmpty()) {
            return List.of(there);
        }
        long link = address - (pc - linkPc());
        CodeLocation inProgram = code.get().program().locate(link);
        return link == address ? List.of(inProgram) : List.of(there, inProgram);
    }

    /** Whether this is the first instruction of a function. */
    boolean isFunctionStart() {
        return function.isPresent() && function.get().low() == linkPc();
    }

    /** Whether both are in one function (or both in none), in the same mode. */
    boolean isInFunctionOf(Place other) {
        return privilege == other.privilege && function.equals(other.function);
    }

    /** Holds for the same activation, see {@link #activation}. */
    Predicate<HartInspection> sameActivation() {
        return activation(hart, sp, privilege, satp);
    }

    /**
     * Holds where a thread is in an activation: a recursive one has another stack pointer, one in
     * another process another page table. A thread may have moved to another hart meanwhile.
     *
     * @param hart where the thread was
     * @param sp the activation's stack pointer, 0 if that is not known
     */
    static Predicate<HartInspection> activation(int hart, long sp, Privilege privilege, long satp) {
        boolean ownSpace = privilege == Privilege.USER;
        return at ->
                (sp == 0 || at.x(Registers.SP) == sp)
                        && at.privilege() == privilege
                        && (!ownSpace || at.effectiveSatp() == satp)
                        && (at.id() == hart || sp != 0 && satp != 0 && at.effectiveSatp() == satp);
    }
}
