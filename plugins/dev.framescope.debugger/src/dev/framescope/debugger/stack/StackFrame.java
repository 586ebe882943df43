package dev.framescope.debugger.stack;

import dev.framescope.debugger.program.Program;
import dev.framescope.machine.Privilege;
import dev.framescope.machine.isa.Registers;
import dev.framescope.symbols.Function;
import dev.framescope.symbols.SourceLine;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One activation of a function on a hart's stack; an inlined function has one of its own. A frame
 * may run in another mode and under another page table than the hart does: that of the user program
 * below the kernel that serves it.
 *
 * @param hart whose stack it is on
 * @param level 0 is where the hart stands, 1 its caller, and so on
 * @param registers those known while it runs, with pc, mode and page table
 * @param cfa the canonical frame address, which is the caller's stack pointer; empty if not known
 * @param code the function, and where in it the frame is
 * @param note something a person should know of the frame, such as why it has no caller; in the
 *     last frame always there
 */
public record StackFrame(
        int hart,
        int level,
        FrameRegisters registers,
        OptionalLong cfa,
        FrameCode code,
        Optional<String> note) {
    /** The instruction that this frame executes next: the hart's pc, or the return address. */
    public long pc() {
        return registers.pc();
    }

    /** {@link #pc} as the program was linked. */
    public long linkPc() {
        return code.linkPc();
    }

    /** The stack pointer in this frame; 0 if it is not known. */
    public long sp() {
        return registers.get(Registers.SP).orElse(0);
    }

    /** The register s0 in this frame; 0 if it is not known. */
    public long fp() {
        return registers.get(Registers.FP).orElse(0);
    }

    /** The mode it runs in. */
    public Privilege privilege() {
        return registers.privilege();
    }

    /** The page-table root it runs under, 0 if its addresses are not translated. */
    public long satp() {
        return registers.satp();
    }

    /** The function, if there are symbols for it. */
    public Optional<Function> function() {
        return code.function();
    }

    /** The source line: of {@link #pc} at level 0 and where a trap hit, of the call above. */
    public Optional<SourceLine> line() {
        return code.line();
    }

    /** Whether the function was inlined into that of the next frame. */
    public boolean inlined() {
        return code.inlined();
    }

    /** The program whose code it runs; empty if it is none that is known. */
    public Optional<Program> program() {
        return code.program();
    }

    /** One line, such as {@code #0 0x80200a10 in allocFrame at memory.c:21}. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        text.append('#').append(level).append("  0x").append(Long.toHexString(pc()));
        text.append(" in ").append(function().map(Function::name).orElse("??"));
        line().ifPresent(
                        l -> text.append(" at ").append(l.fileName()).append(':').append(l.line()));
        return text.toString();
    }
}
