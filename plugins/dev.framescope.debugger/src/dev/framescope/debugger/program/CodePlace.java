package dev.framescope.debugger.program;

import dev.framescope.symbols.Function;
import dev.framescope.symbols.SourceLine;

import java.util.Objects;
import java.util.Optional;

/**
 * An instruction of a program.
 *
 * @param program whose code it is
 * @param linkPc its link address there; a hart may meet it at another
 */
public record CodePlace(Program program, long linkPc) {
    public CodePlace {
        Objects.requireNonNull(program, "program");
    }

    /** The function it is in. */
    public Optional<Function> function() {
        return program.symbols().functionAt(linkPc);
    }

    /** The source line it belongs to. */
    public Optional<SourceLine> line() {
        return program.symbols().lineAt(linkPc);
    }

    /** By symbol, such as {@code allocFrame+0x1c}. */
    public String symbol() {
        return program.symbols().describe(linkPc);
    }

    /** For a person: {@code allocFrame memory.c:21}, as far as it is known. */
    public String describe() {
        return program.describeCode(linkPc);
    }
}
