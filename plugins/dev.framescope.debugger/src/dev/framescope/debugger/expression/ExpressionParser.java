package dev.framescope.debugger.expression;

import dev.framescope.debugger.value.ValueFormat;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Parses expressions: one grammar for C and Rust. Where the languages contradict each other (which
 * of {@code &} and {@code ==} binds tighter, what a leading zero says) the language decides in
 * whose code the expression is evaluated.
 */
final class ExpressionParser {
    private static final int MAX_DEPTH = 200;
    private static final int MAX_OPERATORS = 400;
    private static final Set<String> COMPOUND =
            Set.of("+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=");

    private final TokenStream tokens;
    private final TypeParser types;
    private final boolean rust;
    private int depth;
    private int operators;

    /**
     * What was typed.
     *
     * @param root the expression
     * @param format how its value is to be shown, natural if nothing was said
     */
    record Parsed(Expression root, ValueFormat format) {}

    private ExpressionParser(TokenStream tokens, boolean rust, Predicate<String> isType) {
        this.tokens = tokens;
        this.rust = rust;
        types = new TypeParser(tokens, isType);
    }

    /**
     * Parses a text.
     *
     * @param rust whether it is evaluated in code written in Rust
     * @param isType whether a name is a type's rather than a variable's
     */
    static Parsed parse(String text, boolean rust, Predicate<String> isType)
            throws ExpressionException {
        TokenStream tokens = new TokenStream(Lexer.tokens(text));
        ExpressionParser parser = new ExpressionParser(tokens, rust, isType);
        ValueFormat format = ValueFormat.NATURAL;
        if (tokens.accept("/")) {
            format = parser.format();
        }
        Expression root = parser.assignment();
        if (tokens.accept(",")) {
            format = parser.format();
        }
        if (tokens.peek().kind() != Token.Kind.END) {
            throw parser.unexpected();
        }
        return new Parsed(root, format);
    }

    private ValueFormat format() throws ExpressionException {
        Token letter = tokens.next();
        return ValueFormat.ofLetter(letter.text())
                .orElseThrow(
                        () ->
                                new ExpressionException(
                                        letter.position(),
                                        letter.describe()
                                                + " is no format; there are x (hexadecimal), d, u,"
                                                + " o, t (binary), c and s"));
    }

    private ExpressionException unexpected() {
        Token token = tokens.peek();
        return new ExpressionException(
                token.position(),
                token.kind() == Token.Kind.END
                        ? "the expression is not complete"
                        : "did not expect " + token.describe() + " here");
    }

    private Expression assignment() throws ExpressionException {
        Expression target = conditional();
        Token token = tokens.peek();
        if (token.is("=")) {
            tokens.next();
            return new Expression.Assign(token.position(), Optional.empty(), target, assignment());
        }
        if (token.kind() == Token.Kind.SYMBOL && COMPOUND.contains(token.text())) {
            tokens.next();
            String symbol = token.text().substring(0, token.text().length() - 1);
            return new Expression.Assign(
                    token.position(), Operator.of(symbol), target, assignment());
        }
        return target;
    }

    private Expression conditional() throws ExpressionException {
        Expression condition = binary(1);
        Token question = tokens.peek();
        if (!tokens.accept("?")) {
            return condition;
        }
        Expression yes = nested(this::assignment);
        tokens.expect(":");
        return new Expression.Conditional(
                question.position(), condition, yes, nested(this::conditional));
    }

    /** Operands joined by operators that bind at least that tightly. */
    private Expression binary(int least) throws ExpressionException {
        Expression left = castOfRust();
        while (true) {
            Token token = tokens.peek();
            Optional<Operator> operator =
                    token.kind() == Token.Kind.SYMBOL
                            ? Operator.of(token.text())
                            : Optional.empty();
            if (operator.isEmpty() || operator.get().binding(rust) < least) {
                return left;
            }
            tokens.next();
            countOperator(token);
            int tighter = operator.get().binding(rust) + 1;
            Expression right = nested(() -> binary(tighter));
            left = new Expression.Binary(token.position(), operator.get(), left, right);
        }
    }

    private Expression castOfRust() throws ExpressionException {
        Expression operand = unary();
        while (tokens.peek().isName("as")) {
            int position = tokens.next().position();
            operand = new Expression.Cast(position, types.parse(), operand);
        }
        return operand;
    }

    private Expression unary() throws ExpressionException {
        Token token = tokens.peek();
        if (token.kind() == Token.Kind.SYMBOL) {
            if (token.is("&&")) {
                throw new ExpressionException(
                        token.position(), "expected a value before '&&'; a value has one address");
            }
            Optional<Expression.Prefix> prefix = prefix(token.text());
            if (prefix.isPresent()) {
                tokens.next();
                if (prefix.get() == Expression.Prefix.ADDRESS) {
                    tokens.acceptName("mut");
                }
                return new Expression.Unary(token.position(), prefix.get(), nested(this::unary));
            }
            if (token.is("(")) {
                Optional<Expression> cast = castOfC(token);
                if (cast.isPresent()) {
                    return cast.get();
                }
            }
        }
        return token.isName("sizeof") ? sizeOf() : postfix(primary());
    }

    private static Optional<Expression.Prefix> prefix(String symbol) {
        return switch (symbol) {
            case "+" -> Optional.of(Expression.Prefix.PLUS);
            case "-" -> Optional.of(Expression.Prefix.NEGATE);
            case "!" -> Optional.of(Expression.Prefix.NOT);
            case "~" -> Optional.of(Expression.Prefix.COMPLEMENT);
            case "*" -> Optional.of(Expression.Prefix.DEREFERENCE);
            case "&" -> Optional.of(Expression.Prefix.ADDRESS);
            default -> Optional.empty();
        };
    }

    private Optional<Expression> castOfC(Token open) throws ExpressionException {
        int mark = tokens.mark();
        tokens.next();
        Optional<TypeSyntax> type = types.parseCast();
        if (type.isEmpty()) {
            tokens.reset(mark);
            return Optional.empty();
        }
        Expression operand = nested(this::unary);
        return Optional.of(new Expression.Cast(open.position(), type.get(), operand));
    }

    private Expression sizeOf() throws ExpressionException {
        int position = tokens.next().position();
        if (tokens.peek().is("(")) {
            int mark = tokens.mark();
            tokens.next();
            if (types.isAtType()) {
                TypeSyntax type = types.parse();
                tokens.expect(")");
                return new Expression.SizeOfType(position, type);
            }
            Optional<TypeSyntax> type = types.parseCast();
            if (type.isPresent()) {
                return new Expression.SizeOfType(position, type.get());
            }
            tokens.reset(mark);
        }
        return new Expression.SizeOf(position, nested(this::unary));
    }

    private Expression postfix(Expression primary) throws ExpressionException {
        Expression value = primary;
        while (true) {
            Token token = tokens.peek();
            countOperator(token);
            if (token.is(".") || token.is("->")) {
                tokens.next();
                value = member(value, token.is("->"));
            } else if (token.is("[")) {
                value = bracket(value);
            } else if (token.is("(")) {
                value = call(value, token);
            } else {
                return value;
            }
        }
    }

    private Expression member(Expression target, boolean arrow) throws ExpressionException {
        Token name = tokens.peek();
        if (name.kind() != Token.Kind.NAME && name.kind() != Token.Kind.NUMBER) {
            throw new ExpressionException(
                    name.position(), "expected a field's name before " + name.describe());
        }
        tokens.next();
        return new Expression.Member(name.position(), target, name.text(), arrow);
    }

    private Expression bracket(Expression target) throws ExpressionException {
        int position = tokens.next().position();
        if (tokens.peek().is("..") || tokens.peek().is("..=")) {
            return slice(position, target, Optional.empty());
        }
        Expression index = nested(this::assignment);
        if (tokens.peek().is("..") || tokens.peek().is("..=")) {
            return slice(position, target, Optional.of(index));
        }
        tokens.expect("]");
        return new Expression.Index(position, target, index);
    }

    private Expression slice(int position, Expression target, Optional<Expression> from)
            throws ExpressionException {
        boolean inclusive = tokens.next().is("..=");
        Optional<Expression> to = Optional.empty();
        if (!tokens.peek().is("]")) {
            to = Optional.of(nested(this::assignment));
        }
        tokens.expect("]");
        return new Expression.Slice(position, target, from, to, inclusive && to.isPresent());
    }

    /** What looks like a call: physical memory, or a variant of an enum with its content. */
    private Expression call(Expression callee, Token open) throws ExpressionException {
        if (callee instanceof Expression.Name name) {
            tokens.next();
            if (name.text().equals("phys")) {
                Expression address = nested(this::assignment);
                tokens.expect(")");
                return new Expression.Physical(name.position(), address);
            }
            if (!tokens.peek().is(")")) {
                Expression operand = nested(this::assignment);
                if (tokens.accept(")")) {
                    return new Expression.Construct(name.position(), name.text(), operand);
                }
            }
        }
        throw noCalls(open.position());
    }

    /** Tells that functions of the guest cannot be called. */
    static ExpressionException noCalls(int position) {
        return new ExpressionException(
                position,
                "functions of the guest are not called, because that would change the machine;"
                        + " set a breakpoint, or write what the function computes");
    }

    private Expression primary() throws ExpressionException {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NUMBER -> Numbers.read(tokens.next(), rust);
            case CHARACTER -> character(false);
            case BYTE_CHARACTER -> character(true);
            case STRING -> new Expression.StringLiteral(token.position(), tokens.next().text());
            case REGISTER -> register();
            case NAME -> name();
            case SYMBOL -> parenthesis();
            case END -> throw unexpected();
        };
    }

    private Expression character(boolean isByte) {
        Token token = tokens.next();
        return new Expression.CharLiteral(token.position(), token.text().codePointAt(0), isByte);
    }

    private Expression register() throws ExpressionException {
        Token token = tokens.next();
        if (token.text().isEmpty()) {
            throw new ExpressionException(
                    token.position(), "a register's name stands behind '$', such as $a0 or $satp");
        }
        return new Expression.Register(token.position(), token.text());
    }

    private Expression name() throws ExpressionException {
        Token token = tokens.next();
        if (token.text().equals("true") || token.text().equals("false")) {
            return new Expression.BooleanLiteral(token.position(), token.text().equals("true"));
        }
        StringBuilder path = new StringBuilder(token.text());
        while (tokens.accept("::")) {
            Token part = tokens.next();
            if (part.kind() != Token.Kind.NAME) {
                throw new ExpressionException(
                        part.position(), "expected a name before " + part.describe());
            }
            path.append("::").append(part.text());
        }
        return new Expression.Name(token.position(), path.toString());
    }

    private Expression parenthesis() throws ExpressionException {
        if (!tokens.accept("(")) {
            throw unexpected();
        }
        Expression inner = nested(this::assignment);
        tokens.expect(")");
        return inner;
    }

    /** Chains of operators nest, too, as the left operand of the next. */
    private void countOperator(Token token) throws ExpressionException {
        if (++operators > MAX_OPERATORS) {
            throw new ExpressionException(token.position(), "the expression has too many parts");
        }
    }

    @FunctionalInterface
    private interface Rule {
        Expression parse() throws ExpressionException;
    }

    /** Keeps hostile input from overflowing the stack. */
    private Expression nested(Rule rule) throws ExpressionException {
        if (++depth > MAX_DEPTH) {
            throw new ExpressionException(
                    tokens.peek().position(), "the expression is nested too deep");
        }
        Expression result = rule.parse();
        depth--;
        return result;
    }
}
