package dev.framescope.debugger.expression;

import dev.framescope.machine.HartInspection;
import dev.framescope.machine.Inspection;

import java.util.ArrayList;
import java.util.List;

/** A text that is cut at its braces. */
final class LogTemplate implements LogMessage {
    private final String text;
    private final List<Piece> pieces;
    private final Expressions expressions;

    /** Plain text, or an expression; one of both is null. */
    private record Piece(String plain, KeptExpression expression) {}

    private LogTemplate(String text, List<Piece> pieces, Expressions expressions) {
        this.text = text;
        this.pieces = List.copyOf(pieces);
        this.expressions = expressions;
    }

    static LogTemplate parse(String text, Expressions expressions) throws ExpressionException {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean brace = c == '{' || c == '}';
            if (brace && at + 1 < text.length() && text.charAt(at + 1) == c) {
                plain.append(c);
                at += 2;
            } else if (c == '{') {
                int end = end(text, at);
                pieces.add(new Piece(plain.toString(), null));
                plain.setLength(0);
                pieces.add(new Piece(null, expression(text, at + 1, end, expressions)));
                at = end + 1;
            } else {
                plain.append(c);
                at++;
            }
        }
        pieces.add(new Piece(plain.toString(), null));
        return new LogTemplate(text, pieces, expressions);
    }

    private static int end(String text, int open) throws ExpressionException {
        int end = text.indexOf('}', open);
        if (end < 0) {
            throw new ExpressionException(
                    open, "there is no closing }; write {{ for a brace that is text");
        }
        return end;
    }

    private static KeptExpression expression(String text, int from, int to, Expressions expressions)
            throws ExpressionException {
        try {
            return expressions.keep(text.substring(from, to));
        } catch (ExpressionException e) {
            throw new ExpressionException(from + Math.max(0, e.position()), e.getMessage());
        }
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String render(HartInspection hart, Inspection machine) {
        StringBuilder rendered = new StringBuilder();
        for (Piece piece : pieces) {
            rendered.append(
                    piece.plain != null ? piece.plain : value(piece.expression, hart, machine));
        }
        return rendered.toString();
    }

    private String value(KeptExpression expression, HartInspection hart, Inspection machine) {
        try {
            KeptExpression.Result result = expression.evaluate(hart, machine);
            return expressions
                    .formatting()
                    .text(
                            result.value(),
                            result.evaluation().frame(),
                            result.resolved().format(),
                            false);
        } catch (ExpressionException e) {
            return '<' + e.getMessage() + '>';
        }
    }
}
