package dev.framescope.debugger.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an expression into tokens. */
final class Lexer {
    private static final int MAX_LENGTH = 2_000;

    /** The longest first. */
    private static final String[] SYMBOLS = {
        "<<=", ">>=", "..=", "->", "::", "..", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "+=",
        "-=", "*=", "/=", "%=", "&=", "|=", "^=", "+", "-", "*", "/", "%", "&", "|", "^", "~", "!",
        "<", ">", "=", "?", ":", ",", ".", "(", ")", "[", "]", "{", "}", "@", ";", "#"
    };

    /** A file's or program's name where it names a variable of it: {@code memory.c::tree}. */
    private static final Pattern FILE =
            Pattern.compile(
                    "[A-Za-z_][\\w-]*(\\.[\\w-]+)*\\.(c|cc|cpp|cxx|h|hpp|rs|zig|s|S|elf)(?=::)");

    private static final Pattern QUOTED_FILE = Pattern.compile("'([^'\\\\]{2,})'(?=::)");

    private static final Pattern NUMBER =
            Pattern.compile(
                    "0[xX][0-9a-fA-F_]+\\w*|0[bBoO]\\w*"
                        + "|[0-9][0-9_]*(\\.(?![.\\w])|\\.[0-9][0-9_]*)?([eE][+-]?[0-9_]+)?\\w*");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** The tokens, the last of which is the end. */
    static List<Token> tokens(String text) throws ExpressionException {
        if (text.length() > MAX_LENGTH) {
            throw new ExpressionException(
                    MAX_LENGTH, "the expression is longer than " + MAX_LENGTH + " characters");
        }
        Lexer lexer = new Lexer(text);
        while (lexer.readToken()) {
            continue;
        }
        lexer.tokens.add(new Token(Token.Kind.END, "", text.length(), text.length()));
        return lexer.tokens;
    }

    private boolean readToken() throws ExpressionException {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return false;
        }
        char c = text.charAt(at);
        if (c == '"' || text.startsWith("b\"", at)) {
            quoted(c == 'b' ? 2 : 1, '"', Token.Kind.STRING);
        } else if (c == '\'' && match(QUOTED_FILE) instanceof Matcher file) {
            add(Token.Kind.NAME, file.group(1), file.end());
        } else if (c == '\'') {
            quoted(1, '\'', Token.Kind.CHARACTER);
        } else if (text.startsWith("b'", at)) {
            quoted(2, '\'', Token.Kind.BYTE_CHARACTER);
        } else if (c >= '0' && c <= '9') {
            number();
        } else if (c == '$') {
            add(Token.Kind.REGISTER, text.substring(at + 1, nameEnd(at + 1)), nameEnd(at + 1));
        } else if (Character.isJavaIdentifierStart(c)) {
            Matcher file = match(FILE);
            int end = file != null ? file.end() : nameEnd(at);
            add(Token.Kind.NAME, text.substring(at, end), end);
        } else {
            symbol();
        }
        return true;
    }

    private Matcher match(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        matcher.useTransparentBounds(true);
        return matcher.lookingAt() ? matcher : null;
    }

    /** A number; behind a dot it is a field of a tuple, and ends before the next dot. */
    private void number() throws ExpressionException {
        boolean field = !tokens.isEmpty() && tokens.get(tokens.size() - 1).is(".");
        if (field) {
            int end = at;
            while (end < text.length() && Character.isDigit(text.charAt(end))) {
                end++;
            }
            add(Token.Kind.NUMBER, text.substring(at, end), end);
            return;
        }
        Matcher number = match(NUMBER);
        if (number == null) {
            throw new ExpressionException(at, "no number: " + text.substring(at));
        }
        add(Token.Kind.NUMBER, number.group(), number.end());
    }

    private int nameEnd(int from) {
        int end = from;
        while (end < text.length()
                && Character.isJavaIdentifierPart(text.charAt(end))
                && text.charAt(end) != '$') {
            end++;
        }
        return end;
    }

    private void symbol() throws ExpressionException {
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                add(Token.Kind.SYMBOL, symbol, at + symbol.length());
                return;
            }
        }
        throw new ExpressionException(at, "'" + text.charAt(at) + "' means nothing here");
    }

    private void quoted(int prefix, char quote, Token.Kind kind) throws ExpressionException {
        int start = at;
        StringBuilder content = new StringBuilder();
        int i = at + prefix;
        while (i < text.length() && text.charAt(i) != quote) {
            if (text.charAt(i) == '\\') {
                i = Escapes.decode(text, i, content);
            } else {
                content.append(text.charAt(i++));
            }
        }
        if (i >= text.length()) {
            throw new ExpressionException(start, "there is no closing " + quote);
        }
        if (quote == '\'' && content.codePointCount(0, content.length()) != 1) {
            throw new ExpressionException(
                    start, "single quotes hold one character; a string has double quotes");
        }
        add(kind, content.toString(), i + 1);
    }

    private void add(Token.Kind kind, String content, int end) {
        tokens.add(new Token(kind, content, at, end));
        at = end;
    }
}
