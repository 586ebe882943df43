package dev.framescope.debugger.stack;

import dev.framescope.symbols.Function;
import dev.framescope.symbols.SourceLine;

import java.util.Optional;

/**
 * One activation of a function on a hart's stack.
 *
 * @param level 0 is where the hart stands, 1 its caller, and so on
 * @param pc the instruction that this frame executes next: the hart's pc, or the return address
 * @param linkPc {@code pc} as the program was linked; differs while a kernel runs at its load
 *     address before paging is on
 * @param sp the stack pointer in this frame
 * @param fp the register s0 in this frame
 * @param function the function, if there are symbols for it
 * @param line the source line: of {@code pc} at level 0, of the call above
 */
public record StackFrame(
        int level,
        long pc,
        long linkPc,
        long sp,
        long fp,
        Optional<Function> function,
        Optional<SourceLine> line) {
    /** One line, such as {@code #0 0x80200a10 in allocFrame at memory.c:21}. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        text.append('#').append(level).append("  0x").append(Long.toHexString(pc));
        text.append(" in ").append(function.map(Function::name).orElse("??"));
        line.ifPresent(l -> text.append(" at ").append(l.fileName()).append(':').append(l.line()));
        return text.toString();
    }
}
