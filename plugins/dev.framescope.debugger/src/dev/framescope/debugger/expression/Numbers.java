package dev.framescope.debugger.expression;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers as C and Rust write them. */
final class Numbers {
    private static final Pattern INTEGER =
            Pattern.compile(
                    "(0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|[0-9][0-9_]*)"
                            + "([uUlLzZ]+|[ui](?:8|16|32|64|128|size))?");

    /** The suffix is found before the digits, of which a hexadecimal number can have all. */
    private static final Pattern FLOAT =
            Pattern.compile(
                    "([0-9][0-9_]*(?:\\.[0-9_]*)?(?:[eE][+-]?[0-9_]+)?)(f32|f64|_?[fFlL])?");

    private static final int HEX = 16;
    private static final int OCTAL = 8;

    private Numbers() {}

    /**
     * A number.
     *
     * @param rust whether a leading zero says nothing; in C it says octal
     */
    static Expression read(Token token, boolean rust) throws ExpressionException {
        return isFloat(token.text()) ? floating(token) : integer(token, rust);
    }

    private static boolean isFloat(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("0x") || lower.startsWith("0b") || lower.startsWith("0o")) {
            return false;
        }
        return lower.contains(".")
                || lower.matches("[0-9_]+e[+-]?[0-9].*")
                || lower.matches("[0-9_]+(f32|f64|f)");
    }

    private static Expression floating(Token token) throws ExpressionException {
        Matcher matcher = FLOAT.matcher(token.text());
        if (!matcher.matches()) {
            throw wrong(token);
        }
        String suffix = matcher.group(2) == null ? "" : matcher.group(2);
        boolean single = suffix.equals("f32") || suffix.equalsIgnoreCase("f");
        double value = Double.parseDouble(matcher.group(1).replace("_", ""));
        return new Expression.FloatLiteral(token.position(), value, single);
    }

    static Expression.IntegerLiteral integer(Token token, boolean rust) throws ExpressionException {
        Matcher matcher = INTEGER.matcher(token.text());
        if (!matcher.matches()) {
            throw wrong(token);
        }
        String digits = matcher.group(1).toLowerCase(Locale.ROOT).replace("_", "");
        String suffix = matcher.group(2) == null ? "" : matcher.group(2);
        int radix = 10;
        if (digits.startsWith("0x")) {
            radix = HEX;
        } else if (digits.startsWith("0b")) {
            radix = 2;
        } else if (digits.startsWith("0o") || !rust && digits.matches("0[0-9]+")) {
            radix = OCTAL;
        }
        String bare = digits.replaceFirst("^0[xbo]", "");
        try {
            long value = Long.parseUnsignedLong(bare, radix);
            return new Expression.IntegerLiteral(token.position(), value, radix == 10, suffix);
        } catch (NumberFormatException e) {
            throw new ExpressionException(
                    token.position(),
                    token.text() + " is no number of 64 bits" + (radix == OCTAL ? " (octal)" : ""));
        }
    }

    private static ExpressionException wrong(Token token) {
        return new ExpressionException(token.position(), token.text() + " is no number");
    }
}
