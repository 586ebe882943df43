package dev.framescope.ide.ui.editor;

import java.util.Optional;

/** Finds what can be evaluated at a place of a source text. */
final class ExpressionAt {
    private ExpressionAt() {}

    /**
     * Part of a text.
     *
     * @param start offset of its first character
     */
    record Range(int start, int length) {
        String in(String text) {
            return text.substring(start, start + length);
        }
    }

    /**
     * The name at an offset with what it is a part of: of {@code a->b[i].c}, at the b {@code a->b},
     * at the c all of it. Calls are left out: evaluating shall change nothing.
     */
    static Optional<Range> find(String text, int offset) {
        int end = offset;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        int start = startOfName(text, end);
        if (start == end || Character.isDigit(text.charAt(start)) || start > offset) {
            return Optional.empty();
        }
        int owner = startOfOwner(text, start);
        while (owner >= 0 && owner < start) {
            start = owner;
            owner = startOfOwner(text, start);
        }
        return owner < 0 ? Optional.empty() : Optional.of(new Range(start, end - start));
    }

    /**
     * Where the expression begins that a name is a part of.
     *
     * @return the name's own start if it is no part of anything; -1 if it is a part of something
     *     that is not to be evaluated
     */
    private static int startOfOwner(String text, int start) {
        int at;
        if (text.startsWith("->", start - 2) || text.startsWith("::", start - 2)) {
            at = start - 2;
        } else if (start > 0
                && text.charAt(start - 1) == '.'
                && !text.startsWith("..", start - 2)) {
            at = start - 1;
        } else {
            return start;
        }
        while (at > 0 && text.charAt(at - 1) == ']') {
            at = openingBracket(text, at - 1);
            if (at < 0) {
                return -1;
            }
        }
        int owner = startOfName(text, at);
        return owner == at ? -1 : owner;
    }

    private static int openingBracket(String text, int closing) {
        int depth = 0;
        for (int i = closing; i >= 0 && text.charAt(i) != ';'; i--) {
            char c = text.charAt(i);
            if (c == '(') {
                return -1; // a call, or something as involved
            }
            depth += c == ']' ? 1 : c == '[' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static int startOfName(String text, int end) {
        int start = end;
        while (start > 0 && isNamePart(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
