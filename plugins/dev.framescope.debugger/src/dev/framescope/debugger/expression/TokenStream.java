package dev.framescope.debugger.expression;

import java.util.List;

/** The tokens of an expression, one after the other. */
final class TokenStream {
    private final List<Token> tokens;
    private int at;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The next one, which is not consumed. */
    Token peek() {
        return tokens.get(at);
    }

    /** One of those that follow; the last for all behind it. */
    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = peek();
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    int mark() {
        return at;
    }

    /** Goes back to a {@link #mark}. */
    void reset(int mark) {
        at = mark;
    }

    boolean accept(String symbol) {
        boolean there = peek().is(symbol);
        if (there) {
            next();
        }
        return there;
    }

    boolean acceptName(String name) {
        boolean there = peek().isName(name);
        if (there) {
            next();
        }
        return there;
    }

    void expect(String symbol) throws ExpressionException {
        if (!accept(symbol)) {
            throw new ExpressionException(
                    peek().position(), "expected '" + symbol + "' before " + peek().describe());
        }
    }
}
