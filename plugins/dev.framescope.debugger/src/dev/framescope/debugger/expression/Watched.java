package dev.framescope.debugger.expression;

import dev.framescope.debugger.format.Formatting;
import dev.framescope.debugger.program.Program;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.debugger.value.ValuePlace;
import dev.framescope.symbols.SymbolFile;
import dev.framescope.symbols.type.Type;

import java.util.Optional;

/** A value in memory whose bytes are watched. */
final class Watched implements WatchedValue {
    private final String expression;
    private final ValuePlace place;
    private final Type type;
    private final ValueFormat format;
    private final DetachedFrame frame;
    private final Formatting formatting;

    private Watched(
            String expression,
            ValuePlace place,
            KeptExpression.Result result,
            Formatting formatting) {
        this.expression = expression;
        this.place = place;
        this.formatting = formatting;
        type = result.value().type();
        format = result.resolved().format();
        Optional<SymbolFile> symbols = result.resolved().scope().program().map(Program::symbols);
        frame = new DetachedFrame(symbols, result.resolved().language());
    }

    static Watched of(String expression, KeptExpression.Result result, Formatting formatting)
            throws ExpressionException {
        Value value = result.value();
        if (value.isBitField()) {
            throw new ExpressionException(
                    0, "a bit field cannot be watched alone; watch the structure it is in");
        }
        ValuePlace place = value.memory().isPresent() ? value.place().orElse(null) : null;
        if (place == null) {
            throw new ExpressionException(
                    0,
                    "only what is in memory can be watched; '"
                            + expression
                            + "' is "
                            + where(value));
        }
        if (value.type().size() <= 0) {
            throw new ExpressionException(
                    0, "a value of type " + value.type().name() + " has no bytes to be watched");
        }
        return new Watched(expression, place, result, formatting);
    }

    private static String where(Value value) {
        if (value.memory().isPresent() && value.place().isEmpty()) {
            return "in another address space than the code here: watch its range of that space";
        }
        return value.place()
                .map(
                        p ->
                                p instanceof ValuePlace.Register r
                                        ? "in register " + r.name()
                                        : "a value")
                .orElse("a value that is computed, or in several places");
    }

    @Override
    public String expression() {
        return expression;
    }

    @Override
    public ValuePlace place() {
        return place;
    }

    @Override
    public String describe(byte[] bytes, long offset) {
        if (offset == 0 && bytes.length == type.size()) {
            return formatting.text(Value.of(type, bytes), frame, format, false);
        }
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(text.isEmpty() ? "" : " ").append(String.format("%02x", b));
        }
        return text + (offset == 0 ? "" : " at byte " + offset);
    }
}
