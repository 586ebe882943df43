package dev.framescope.debugger.expression;

import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.symbols.dwarf.CfaRule;
import dev.framescope.symbols.scope.Language;

/**
 * An expression at one place of the code: what it takes to evaluate it there again and again.
 *
 * @param scope what names mean there
 * @param language what the code is written in
 * @param cfa how the frame's address is found there; null if the compiler does not tell
 * @param node computes the value
 * @param format how the value is to be shown
 */
record Resolved(Scope scope, Language language, CfaRule cfa, Node node, ValueFormat format) {
    /** Resolves a text at a place. */
    static Resolved of(String text, Scope scope) throws ExpressionException {
        ExpressionParser.Parsed parsed =
                ExpressionParser.parse(text, scope.isRust(), scope::isType);
        Node node = new Binder(scope).bind(parsed.root());
        CfaRule cfa =
                scope.program()
                        .flatMap(program -> program.symbols().frameRulesAt(scope.linkPc()))
                        .map(rules -> rules.cfa())
                        .orElse(null);
        return new Resolved(scope, scope.language(), cfa, node, parsed.format());
    }
}
