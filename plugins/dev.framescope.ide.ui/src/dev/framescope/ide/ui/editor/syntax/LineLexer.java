package dev.framescope.ide.ui.editor.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the coloured parts of one line. What a line needs to know of those above is one number, the
 * state at its start, so that a change of text has to be followed only to the line that begins in
 * the state it began in before.
 */
final class LineLexer {
    /** The state outside everything. */
    static final int CODE = 0;

    /** States from here to {@link #STRING} exclusively: in a comment, by how deep it is nested. */
    private static final int COMMENT = 1;

    private static final int DEEPEST = 1000;

    /** In a string that goes on in the next line. */
    private static final int STRING = DEEPEST + 1;

    /** In a raw string; the number of hash signs that end it is added. */
    private static final int RAW_STRING = STRING + 1;

    private final Language language;
    private final String line;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int state;

    private LineLexer(Language language, String line, int state) {
        this.language = language;
        this.line = line;
        this.state = state;
    }

    /**
     * What was found in a line.
     *
     * @param tokens in order; they do not overlap
     * @param state at the start of the next line
     */
    record Result(List<Token> tokens, int state) {}

    /**
     * Reads a line.
     *
     * @param line without its end
     * @param state at its start, {@link #CODE} at the start of the file
     */
    static Result lex(Language language, String line, int state) {
        LineLexer lexer = new LineLexer(language, line, state);
        lexer.run();
        return new Result(lexer.tokens, lexer.state);
    }

    private void run() {
        goOn();
        if (state == CODE) {
            startOfLine();
        }
        while (at < line.length()) {
            next();
        }
    }

    /** Finishes what has begun in a line above. */
    private void goOn() {
        if (state >= RAW_STRING) {
            rawString(0, state - RAW_STRING);
        } else if (state == STRING) {
            string(0);
        } else if (state >= COMMENT) {
            comment(0);
        }
    }

    private void startOfLine() {
        if (at != 0) {
            return;
        }
        int start = skipBlanks(0);
        if (start == line.length()) {
            return;
        }
        if (language.style() == Language.Style.C && line.charAt(start) == '#') {
            int word = skipBlanks(start + 1);
            int end = endOfWord(word);
            add(start, end, Token.Kind.DIRECTIVE);
            if (line.startsWith("include", word)) {
                header(end);
            }
        } else if (language.style() == Language.Style.ASSEMBLY) {
            statement(start);
        }
    }

    private void header(int from) {
        int open = skipBlanks(from);
        int close = line.indexOf('>', open);
        if (open < line.length() && line.charAt(open) == '<' && close > 0) {
            add(open, close + 1, Token.Kind.STRING);
        }
    }

    /** The start of an assembler's statement: labels, then a mnemonic or a directive. */
    private void statement(int from) {
        int start = skipBlanks(from);
        at = start;
        int end = endOfWord(start);
        if (end == start) {
            directiveOfPreprocessor(start);
            return;
        }
        if (end < line.length() && line.charAt(end) == ':') {
            add(start, end + 1, Token.Kind.LABEL);
            statement(end + 1);
        } else {
            boolean directive = line.charAt(start) == '.';
            add(start, end, directive ? Token.Kind.DIRECTIVE : Token.Kind.KEYWORD);
        }
    }

    /** A line of the preprocessor; of a comment it differs by having no blank after the sign. */
    private void directiveOfPreprocessor(int start) {
        boolean preprocessor =
                start < line.length()
                        && line.charAt(start) == '#'
                        && line.substring(start + 1)
                                .matches("(include|define|undef|if|ifdef|ifndef|else|endif)\\b.*");
        if (preprocessor) {
            add(start, endOfWord(start + 1), Token.Kind.DIRECTIVE);
        }
    }

    private void next() {
        char c = line.charAt(at);
        if (isLineComment()) {
            add(at, line.length(), Token.Kind.COMMENT);
        } else if (line.startsWith("/*", at)) {
            int start = at;
            at += 2;
            state = COMMENT;
            comment(start);
        } else if (c == '"') {
            int start = at++;
            string(start);
        } else if (c == '\'') {
            quote();
        } else if (isDigit(c)) {
            number();
        } else if (isWordStart(c)) {
            word();
        } else if (c == '#' && language.style() == Language.Style.RUST) {
            attribute();
        } else if (c == ';' && language.style() == Language.Style.ASSEMBLY) {
            statement(at + 1);
        } else {
            at++;
        }
    }

    private boolean isLineComment() {
        return switch (language.style()) {
            case C, RUST -> line.startsWith("//", at);
            case ASSEMBLY -> line.startsWith("//", at) || line.charAt(at) == '#';
            case LINKER_SCRIPT -> false;
        };
    }

    /** The rest of a comment, as far as it is in this line. */
    private void comment(int start) {
        while (at < line.length() && state != CODE) {
            if (line.startsWith("*/", at)) {
                at += 2;
                state--;
            } else if (language.style() == Language.Style.RUST && line.startsWith("/*", at)) {
                at += 2;
                state = Math.min(state + 1, DEEPEST);
            } else {
                at++;
            }
        }
        add(start, at, Token.Kind.COMMENT);
    }

    /** The rest of a string. A backslash, and in Rust every end of line, lets it go on. */
    private void string(int start) {
        state = CODE;
        while (at < line.length() && line.charAt(at) != '"') {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        boolean open = at >= line.length();
        boolean continued =
                language.style() == Language.Style.RUST || at > line.length() && !line.isEmpty();
        at = Math.min(line.length(), at + 1);
        if (open && continued) {
            state = STRING;
        }
        add(start, at, Token.Kind.STRING);
    }

    /**
     * The rest of a raw string, which ends with a quote and as many hash signs as it began with.
     */
    private void rawString(int start, int hashes) {
        String end = "\"" + "#".repeat(hashes);
        int close = line.indexOf(end, at);
        state = close < 0 ? RAW_STRING + hashes : CODE;
        at = close < 0 ? line.length() : close + end.length();
        add(start, at, Token.Kind.STRING);
    }

    /** A character, or in Rust a lifetime. */
    private void quote() {
        int end = at + 1;
        if (end < line.length() && line.charAt(end) == '\\') {
            end += 2;
            while (end < line.length() && line.charAt(end) != '\'') {
                end++;
            }
            add(at, Math.min(line.length(), end + 1), Token.Kind.STRING);
            return;
        }
        int character = end < line.length() ? Character.charCount(line.codePointAt(end)) : 0;
        boolean closed = line.startsWith("'", end + character) && character > 0;
        if (closed) {
            add(at, end + character + 1, Token.Kind.STRING);
        } else if (language.style() == Language.Style.RUST) {
            add(at, Math.max(at + 1, endOfWord(end)), Token.Kind.LABEL);
        } else {
            at++;
        }
    }

    private void number() {
        int end = at;
        while (end < line.length() && isPartOfNumber(end)) {
            end++;
        }
        add(at, end, Token.Kind.NUMBER);
    }

    private boolean isPartOfNumber(int index) {
        char c = line.charAt(index);
        if (Character.isLetterOrDigit(c) || c == '_') {
            return true;
        }
        if (c == '.') { // a range, or a method of a number, is no fraction
            return index + 1 < line.length() && isDigit(line.charAt(index + 1));
        }
        return c == '\''
                && language.style() == Language.Style.C
                && index + 1 < line.length()
                && Character.isLetterOrDigit(line.charAt(index + 1));
    }

    private void word() {
        int end = endOfWord(at);
        String word = line.substring(at, end);
        if (language.style() == Language.Style.RUST && rustPrefix(word, end)) {
            return;
        }
        boolean macro =
                language.style() == Language.Style.RUST
                        && line.startsWith("!", end)
                        && !line.startsWith("!=", end);
        if (language.keywords().contains(word) && !macro) {
            add(at, end, Token.Kind.KEYWORD);
        } else if (language.types().contains(word)) {
            add(at, end, Token.Kind.TYPE);
        } else if (language.registers().contains(word)) {
            add(at, end, Token.Kind.REGISTER);
        } else if (macro) {
            add(at, end + 1, Token.Kind.DIRECTIVE);
        } else {
            at = end;
        }
    }

    /** Raw strings, byte strings and C strings, whose letters stand before the quote. */
    private boolean rustPrefix(String word, int end) {
        int start = at;
        boolean raw = word.equals("r") || word.equals("br") || word.equals("cr");
        int quote = end;
        while (raw && quote < line.length() && line.charAt(quote) == '#') {
            quote++;
        }
        if (quote >= line.length() || line.charAt(quote) != '"') {
            return false;
        }
        if (raw) {
            at = quote + 1;
            rawString(start, quote - end);
            return true;
        }
        if (word.equals("b") || word.equals("c")) {
            at = quote + 1;
            string(start);
            return true;
        }
        return false;
    }

    /** An attribute up to its closing bracket, or to the end of the line. */
    private void attribute() {
        int open = at + (line.startsWith("!", at + 1) ? 2 : 1);
        if (!line.startsWith("[", open)) {
            at++;
            return;
        }
        int depth = 0;
        int end = open;
        do {
            depth += line.charAt(end) == '[' ? 1 : line.charAt(end) == ']' ? -1 : 0;
            end++;
        } while (end < line.length() && depth > 0);
        add(at, end, Token.Kind.DIRECTIVE);
    }

    private void add(int start, int end, Token.Kind kind) {
        if (end > start) {
            tokens.add(new Token(start, end - start, kind));
        }
        at = Math.max(at, end);
    }

    private int skipBlanks(int from) {
        int index = from;
        while (index < line.length() && Character.isWhitespace(line.charAt(index))) {
            index++;
        }
        return index;
    }

    private int endOfWord(int from) {
        int index = from;
        while (index < line.length() && isWordPart(line.charAt(index))) {
            index++;
        }
        return index;
    }

    private boolean isWordStart(char c) {
        return isWordPart(c) && !isDigit(c);
    }

    private boolean isWordPart(char c) {
        boolean dotted =
                language.style() == Language.Style.ASSEMBLY
                        || language.style() == Language.Style.LINKER_SCRIPT;
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || dotted && c == '.';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
