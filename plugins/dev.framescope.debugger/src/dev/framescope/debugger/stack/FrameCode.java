package dev.framescope.debugger.stack;

import dev.framescope.debugger.program.CodePlace;
import dev.framescope.debugger.program.Program;
import dev.framescope.symbols.Function;
import dev.framescope.symbols.SourceLine;
import dev.framescope.symbols.scope.CodeScope;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The code that a frame runs, as far as there are symbols for it.
 *
 * @param linkPc the frame's pc as the program was linked; differs while a kernel runs at its load
 *     address before paging is on
 * @param lookupPc the link address of the instruction that runs, or of the last byte of the one
 *     that has called: by it functions, lines, scopes and rules are found
 * @param program whose code it is; empty if of none that is known
 * @param function the function
 * @param line the source line: in an inlined function's frame of the inlined code, in the next
 *     frame of the place that it was inlined at
 * @param scope what the debug information says of the function; empty if there is none
 */
public record FrameCode(
        long linkPc,
        long lookupPc,
        Optional<Program> program,
        Optional<Function> function,
        Optional<SourceLine> line,
        Optional<CodeScope> scope) {
    /** Whether the function was inlined into that of the next frame. */
    public boolean inlined() {
        return scope.isPresent() && scope.get().inlined();
    }

    /** Of a frame that runs no program's code. */
    static FrameCode unknown(FrameRegisters registers) {
        return new FrameCode(
                registers.pc(),
                lookup(registers, registers.pc()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The functions at a place, those inlined there first: one frame each, at least one. */
    static List<FrameCode> at(FrameRegisters registers, CodePlace lookup) {
        long lookupPc = lookup.linkPc();
        long linkPc = registers.interrupted() ? lookupPc : lookupPc + 1;
        List<CodeScope> scopes = lookup.program().symbols().scopesAt(lookupPc);
        if (scopes.isEmpty()) {
            return List.of(
                    new FrameCode(
                            linkPc,
                            lookupPc,
                            Optional.of(lookup.program()),
                            lookup.function(),
                            lookup.line(),
                            Optional.empty()));
        }
        List<Optional<SourceLine>> lines =
                Stream.concat(Stream.of(lookup.line()), scopes.stream().map(CodeScope::callSite))
                        .toList();
        return IntStream.range(0, scopes.size())
                .mapToObj(
                        i ->
                                new FrameCode(
                                        linkPc,
                                        lookupPc,
                                        Optional.of(lookup.program()),
                                        Optional.of(scopes.get(i).function()),
                                        lines.get(i),
                                        Optional.of(scopes.get(i))))
                .toList();
    }

    /** The address by which a frame's code is looked up. */
    static long lookup(FrameRegisters registers, long pc) {
        return registers.interrupted() ? pc : pc - 1;
    }
}
