package dev.framescope.debugger;

import dev.framescope.debugger.program.CodePlace;
import dev.framescope.debugger.program.MemoryView;
import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.program.Programs;
import dev.framescope.machine.CodeLocation;
import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;
import dev.framescope.symbols.Function;
import dev.framescope.symbols.SourceLine;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One of the places of a {@link Breakpoint}.
 *
 * @param place the instruction of a program that it is; empty for an address alone, which counts
 *     whatever program has code there
 * @param code where harts meet it, before and after paging
 * @param function the function it is in
 * @param line the source line it belongs to
 */
public record BreakpointLocation(
        Optional<CodePlace> place,
        CodeLocation code,
        Optional<Function> function,
        Optional<SourceLine> line) {
    /** The instruction of a program. */
    static BreakpointLocation of(CodePlace place) {
        return new BreakpointLocation(
                Optional.of(place),
                place.program().locate(place.linkPc()),
                place.function(),
                place.line());
    }

    /** The program, unless it is an address alone. */
    public Optional<Program> program() {
        return place.map(CodePlace::program);
    }

    /** The link address, or the physical one if that is all that is known. */
    public long address() {
        return code.linkAddress().orElseGet(() -> code.physicalAddress().orElse(0));
    }

    /** One place as text, such as {@code 0x80200a10 (memory.c:21)}. */
    public String describe() {
        String hex = "0x" + Long.toHexString(address());
        String address = code.linkAddress().isPresent() ? hex : "phys(" + hex + ")";
        return line.map(l -> address + " (" + l.fileName() + ":" + l.line() + ")").orElse(address);
    }

    /** Whether a hart is about to execute it. On the machine thread. */
    boolean isReached(HartInspection hart) {
        long pc = hart.pc();
        if (isAt(code.linkAddress(), pc)
                || hart.effectiveSatp() == 0 && isAt(code.loadAddress(), pc)) {
            return true;
        }
        return code.physicalAddress().isPresent()
                && isAt(hart.physicalAddress(pc), code.physicalAddress().getAsLong());
    }

    /** Whether a hart at this address executes this program. On the machine thread. */
    boolean isOfProgram(Programs programs, HartInspection hart, Inspection machine) {
        return place.isEmpty()
                || programs.isAt(place.get(), MemoryView.of(hart, machine), hart.pc());
    }

    private static boolean isAt(OptionalLong address, long pc) {
        return address.isPresent() && address.getAsLong() == pc;
    }
}
