package dev.framescope.debugger;

import dev.framescope.machine.CodeLocation;
import dev.framescope.symbols.Function;
import dev.framescope.symbols.SourceLine;

import java.util.Optional;

/**
 * One of the places of a {@link Breakpoint}.
 *
 * @param code where harts meet it, before and after paging
 * @param function the function it is in
 * @param line the source line it belongs to
 */
public record BreakpointLocation(
        CodeLocation code, Optional<Function> function, Optional<SourceLine> line) {
    /** One place as text, such as {@code 0x80200a10 (memory.c:21)}. */
    public String describe() {
        String address = "0x" + Long.toHexString(code.linkAddress().orElseThrow());
        return line.map(l -> address + " (" + l.fileName() + ":" + l.line() + ")").orElse(address);
    }
}
