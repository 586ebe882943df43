package dev.framescope.debugger.stack;

import dev.framescope.symbols.Function;
import dev.framescope.symbols.SourceLine;
import dev.framescope.symbols.SymbolFile;

import java.util.Optional;

/**
 * The code that a frame runs, as far as there are symbols for it.
 *
 * @param linkPc the frame's pc as the program was linked; differs while a kernel runs at its load
 *     address before paging is on
 * @param lookupPc the link address of the instruction that runs, or of the last byte of the one
 *     that has called: by it functions, lines, scopes and rules are found
 * @param symbols the program's; empty for code of no known program
 * @param function the function
 * @param line the source line
 * @param inlined whether the function was inlined into that of the next frame
 */
public record FrameCode(
        long linkPc,
        long lookupPc,
        Optional<SymbolFile> symbols,
        Optional<Function> function,
        Optional<SourceLine> line,
        boolean inlined) {}
