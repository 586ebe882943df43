package dev.framescope.debugger.expression;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Parses types in the styles of C and Rust. */
final class TypeParser {
    /** What a type of C can start with, and be made of. */
    private static final Set<String> C_WORDS =
            Set.of("unsigned", "signed", "char", "short", "int", "long", "float", "double", "void");

    private static final Set<String> TAGS = Set.of("struct", "union", "enum", "class");
    private static final Set<String> QUALIFIERS =
            Set.of("const", "volatile", "restrict", "_Atomic", "mut", "dyn");

    private static final int MAX_DEPTH = 100;

    private final TokenStream tokens;
    private final Predicate<String> isType;
    private int depth;

    /**
     * @param isType whether a name, which could be one of a variable too, is a type's
     */
    TypeParser(TokenStream tokens, Predicate<String> isType) {
        this.tokens = tokens;
        this.isType = isType;
    }

    /** Whether a type begins at the next token, and nothing else can. */
    boolean isAtType() {
        Token token = tokens.peek();
        if (token.kind() != Token.Kind.NAME) {
            return false;
        }
        String name = token.text();
        return C_WORDS.contains(name)
                || TAGS.contains(name)
                || QUALIFIERS.contains(name)
                || isType.test(pathAhead());
    }

    /** The path that begins at the next token, without the arguments of generic types. */
    private String pathAhead() {
        StringBuilder path = new StringBuilder(tokens.peek().text());
        int ahead = 1;
        while (tokens.peek(ahead).is("::") && tokens.peek(ahead + 1).kind() == Token.Kind.NAME) {
            path.append("::").append(tokens.peek(ahead + 1).text());
            ahead += 2;
        }
        return path.toString();
    }

    /**
     * What is between the parentheses of a cast of C, which may also be an expression; empty, and
     * nothing consumed, if it is one.
     */
    Optional<TypeSyntax> parseCast() {
        int mark = tokens.mark();
        boolean certain = isAtType();
        boolean reference = tokens.peek().is("&") || tokens.peek().is("*");
        try {
            if (!certain && (reference || tokens.peek().kind() != Token.Kind.NAME)) {
                return Optional.empty();
            }
            TypeSyntax type = parse();
            boolean pointer = !(type instanceof TypeSyntax.Named);
            if (tokens.accept(")") && (certain || pointer || isOperandNext())) {
                return Optional.of(type);
            }
        } catch (ExpressionException e) {
            // What is no type is an expression; its own error is told when it is parsed.
            tokens.reset(mark);
            return Optional.empty();
        }
        tokens.reset(mark);
        return Optional.empty();
    }

    /** Whether the next token can only begin an operand: then what is before it was a type. */
    private boolean isOperandNext() {
        Token next = tokens.peek();
        return switch (next.kind()) {
            case NUMBER, CHARACTER, BYTE_CHARACTER, STRING, REGISTER -> true;
            case NAME -> !next.isName("as");
            case SYMBOL -> next.is("~") || next.is("!");
            case END -> false;
        };
    }

    /** A type; the longest that can be read. */
    TypeSyntax parse() throws ExpressionException {
        if (++depth > MAX_DEPTH) {
            throw new ExpressionException(tokens.peek().position(), "the type is nested too deep");
        }
        TypeSyntax type = suffixes(base());
        depth--;
        return type;
    }

    private TypeSyntax base() throws ExpressionException {
        Token first = tokens.peek();
        if (first.is("*")) {
            return rustPointer(first);
        }
        if (first.is("&")) {
            tokens.next();
            boolean mutable = tokens.acceptName("mut");
            return new TypeSyntax.Pointer(first.position(), parse(), mutable ? "&mut " : "&");
        }
        if (tokens.accept("[")) {
            TypeSyntax element = parse();
            tokens.expect(";");
            long count = count();
            tokens.expect("]");
            return new TypeSyntax.Array(first.position(), element, count);
        }
        return named(first);
    }

    private TypeSyntax rustPointer(Token star) throws ExpressionException {
        tokens.next();
        if (tokens.acceptName("const")) {
            return new TypeSyntax.Pointer(star.position(), parse(), "*const ");
        }
        if (tokens.acceptName("mut")) {
            return new TypeSyntax.Pointer(star.position(), parse(), "*mut ");
        }
        throw new ExpressionException(
                tokens.peek().position(), "expected 'const' or 'mut' behind the '*' of a type");
    }

    private TypeSyntax named(Token first) throws ExpressionException {
        skipQualifiers();
        StringBuilder name = new StringBuilder();
        if (TAGS.contains(tokens.peek().text()) && tokens.peek().kind() == Token.Kind.NAME) {
            name.append(tokens.next().text()).append(' ').append(path());
        } else if (isWord()) {
            while (isWord() || QUALIFIERS.contains(tokens.peek().text())) {
                String word = tokens.next().text();
                if (C_WORDS.contains(word)) {
                    name.append(name.isEmpty() ? "" : " ").append(word);
                }
            }
        } else {
            name.append(path());
        }
        skipQualifiers();
        return new TypeSyntax.Named(first.position(), name.toString());
    }

    private boolean isWord() {
        return tokens.peek().kind() == Token.Kind.NAME && C_WORDS.contains(tokens.peek().text());
    }

    private void skipQualifiers() {
        while (tokens.peek().kind() == Token.Kind.NAME
                && QUALIFIERS.contains(tokens.peek().text())) {
            tokens.next();
        }
    }

    private String path() throws ExpressionException {
        StringBuilder path = new StringBuilder();
        do {
            Token part = tokens.peek();
            if (part.kind() != Token.Kind.NAME) {
                throw new ExpressionException(
                        part.position(), "expected a type before " + part.describe());
            }
            path.append(path.isEmpty() ? "" : "::").append(tokens.next().text());
            if (tokens.peek().is("<")) {
                path.append(arguments());
            }
        } while (tokens.accept("::"));
        return path.toString();
    }

    /** The arguments of a generic type as the compiler writes them; nothing if they are none. */
    private String arguments() {
        int mark = tokens.mark();
        StringBuilder text = new StringBuilder();
        int open = 0;
        do {
            Token token = tokens.next();
            if (token.kind() == Token.Kind.END) {
                tokens.reset(mark);
                return "";
            }
            open += token.is("<") ? 1 : token.is("<<") ? 2 : 0;
            open -= token.is(">") ? 1 : token.is(">>") ? 2 : 0;
            boolean space =
                    token.is(",") || token.isName("mut") || token.isName("const") || token.is(";");
            text.append(token.text()).append(space ? " " : "");
        } while (open > 0);
        return text.toString();
    }

    /** The stars and array bounds of C. */
    private TypeSyntax suffixes(TypeSyntax base) throws ExpressionException {
        TypeSyntax type = base;
        while (tokens.peek().is("*") || tokens.peek().is("&")) {
            int position = tokens.peek().position();
            if (!isAbstractMark()) {
                return type;
            }
            tokens.next();
            skipQualifiers();
            type = new TypeSyntax.Pointer(position, type, "");
        }
        if (tokens.peek().is("(") && tokens.peek(1).is("*") && tokens.peek(2).is(")")) {
            int position = tokens.next().position();
            tokens.next();
            tokens.next();
            return new TypeSyntax.Pointer(position, bounds(type), "");
        }
        return bounds(type);
    }

    /** Whether the star is part of the type: the type ends with it, or another star follows. */
    private boolean isAbstractMark() {
        int ahead = 1;
        while (tokens.peek(ahead).is("*") || QUALIFIERS.contains(tokens.peek(ahead).text())) {
            ahead++;
        }
        Token behind = tokens.peek(ahead);
        return behind.is(")")
                || behind.is("[")
                || behind.is("]")
                || behind.is(";")
                || behind.is(",")
                || behind.is("(")
                || behind.kind() == Token.Kind.END;
    }

    private TypeSyntax bounds(TypeSyntax element) throws ExpressionException {
        if (!tokens.peek().is("[") || tokens.peek(1).kind() != Token.Kind.NUMBER) {
            return element;
        }
        int position = tokens.next().position();
        long count = count();
        tokens.expect("]");
        return new TypeSyntax.Array(position, bounds(element), count);
    }

    private long count() throws ExpressionException {
        Token token = tokens.next();
        if (token.kind() != Token.Kind.NUMBER) {
            throw new ExpressionException(
                    token.position(), "expected the number of elements before " + token.describe());
        }
        return Numbers.integer(token, false).value();
    }
}
