package dev.framescope.insight.kernel;

import dev.framescope.symbols.Function;
import dev.framescope.symbols.SymbolFile;

/** Code as text for a person. */
public final class CodeText {
    private CodeText() {}

    /** Function and line: {@code allocFrame memory.c:21}, as far as they are known. */
    public static String describe(SymbolFile symbols, long linkAddress) {
        String name =
                symbols.functionAt(linkAddress)
                        .map(Function::name)
                        .orElseGet(() -> symbols.describe(linkAddress));
        return symbols.lineAt(linkAddress)
                .map(line -> name + ' ' + line.fileName() + ':' + line.line())
                .orElse(name);
    }
}
