package dev.framescope.debugger.expression;

import dev.framescope.debugger.value.Scalars;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.symbols.type.ArrayType;
import dev.framescope.symbols.type.BaseType;
import dev.framescope.symbols.type.Type;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Resolves the names of an expression, so that it can be evaluated often. */
final class Binder {
    private final Scope scope;
    private final Names names;
    private final TypeResolver types;
    private final Arithmetic arithmetic;

    Binder(Scope scope) {
        this.scope = scope;
        names = new Names(scope);
        types = new TypeResolver(scope);
        arithmetic = new Arithmetic(scope.isRust());
    }

    /** What computes the expression's value; errors are told at its position. */
    Node bind(Expression expression) throws ExpressionException {
        return node(expression).at(expression.position());
    }

    private Node node(Expression expression) throws ExpressionException {
        return switch (expression) {
            case Expression.IntegerLiteral literal -> constant(integer(literal));
            case Expression.FloatLiteral literal -> constant(floating(literal));
            case Expression.CharLiteral literal -> constant(character(literal));
            case Expression.StringLiteral literal -> constant(Comparison.literal(literal.value()));
            case Expression.BooleanLiteral literal ->
                    constant(Value.of(Builtins.BOOL, literal.value() ? 1 : 0));
            case Expression.Name name -> named(name);
            case Expression.Register register -> Names.register(register);
            case Expression.Member member -> member(member);
            case Expression.Index index -> index(index);
            case Expression.Slice slice -> slice(slice);
            case Expression.Unary unary -> unary(unary);
            case Expression.Binary binary -> binary(binary);
            case Expression.Conditional conditional -> conditional(conditional);
            case Expression.Cast cast -> cast(cast);
            case Expression.SizeOfType size -> sizeOf(types.resolve(size.type()), size.position());
            case Expression.SizeOf size -> sizeOf(bind(size.operand()));
            case Expression.Physical physical -> physical(bind(physical.address()));
            case Expression.Construct construct -> throw construct(construct);
            case Expression.Assign assign -> assign(assign);
        };
    }

    private static Node constant(Value value) {
        return evaluation -> value;
    }

    private Value integer(Expression.IntegerLiteral literal) throws ExpressionException {
        return Value.of(literalType(literal), literal.value());
    }

    /** The first type that can hold it (C17, section 6.4.4.1). */
    private Type literalType(Expression.IntegerLiteral literal) throws ExpressionException {
        String suffix = literal.suffix();
        if (suffix.matches("[iu](8|16|32|64|128|size)")) {
            return Builtins.named(suffix, true)
                    .orElseThrow(
                            () -> new ExpressionException(literal.position(), "no type " + suffix));
        }
        if (scope.isRust()) {
            return literal.value() < 0 ? Builtins.UNSIGNED_LONG : Builtins.INTEGER;
        }
        String lower = suffix.toLowerCase(Locale.ROOT);
        boolean unsigned = lower.contains("u") || lower.contains("z");
        boolean mayBeUnsigned = unsigned || !literal.decimal();
        boolean isLong = lower.contains("l") || lower.contains("z");
        if (!isLong && !unsigned && literal.value() >= 0 && literal.value() <= Integer.MAX_VALUE) {
            return Builtins.INT;
        }
        if (!isLong && mayBeUnsigned && literal.value() >>> Integer.SIZE == 0) {
            return Builtins.UNSIGNED_INT;
        }
        return !unsigned && literal.value() >= 0 ? Builtins.LONG : Builtins.UNSIGNED_LONG;
    }

    private static Value floating(Expression.FloatLiteral literal) {
        BaseType type = literal.single() ? Builtins.FLOAT : Builtins.DOUBLE;
        return Value.of(type, Scalars.fromDouble(literal.value(), type.size()));
    }

    private Value character(Expression.CharLiteral literal) {
        if (literal.isByte()) {
            return Value.of(Builtins.BYTE, literal.value());
        }
        return Value.of(scope.isRust() ? Builtins.RUST_CHAR : Builtins.CHAR, literal.value());
    }

    private Node member(Expression.Member member) throws ExpressionException {
        Node target = bind(member.target());
        return evaluation -> Access.member(target.evaluate(evaluation), member.name(), evaluation);
    }

    private Node index(Expression.Index index) throws ExpressionException {
        Node target = bind(index.target());
        Node number = bind(index.index());
        return evaluation ->
                Access.element(
                        target.evaluate(evaluation),
                        Access.index(number.evaluate(evaluation), evaluation),
                        evaluation);
    }

    private Node slice(Expression.Slice slice) throws ExpressionException {
        Node target = bind(slice.target());
        Optional<Node> from = optional(slice.from());
        Optional<Node> to = optional(slice.to());
        long behind = slice.inclusive() ? 1 : 0;
        return evaluation -> {
            long first =
                    from.isPresent()
                            ? Access.index(from.get().evaluate(evaluation), evaluation)
                            : 0;
            OptionalLong end = OptionalLong.empty();
            if (to.isPresent()) {
                long last = Access.index(to.get().evaluate(evaluation), evaluation);
                end = OptionalLong.of(last + behind);
            }
            return Access.slice(target.evaluate(evaluation), first, end, types, evaluation);
        };
    }

    private Optional<Node> optional(Optional<Expression> expression) throws ExpressionException {
        return expression.isPresent() ? Optional.of(bind(expression.get())) : Optional.empty();
    }

    private Node unary(Expression.Unary unary) throws ExpressionException {
        Node operand = bind(unary.operand());
        return switch (unary.operator()) {
            case PLUS -> operand;
            case NEGATE -> e -> arithmetic.negate(operand.evaluate(e), e.frame());
            case COMPLEMENT -> e -> arithmetic.complement(operand.evaluate(e), e.frame());
            case NOT -> e -> not(operand.evaluate(e), e.frame());
            case ADDRESS -> e -> Pointers.address(operand.evaluate(e), scope.isRust());
            case DEREFERENCE -> e -> dereference(operand.evaluate(e), e);
        };
    }

    /** In Rust an exclamation mark is for the bits of numbers, too. */
    private Value not(Value value, ValueFrame frame) throws ValueException {
        if (scope.isRust() && Scalars.isInteger(value.type()) && !Scalars.isBoolean(value.type())) {
            return arithmetic.complement(value, frame);
        }
        return arithmetic.truth(!Arithmetic.isTrue(Pointers.decayed(value), frame));
    }

    private static Value dereference(Value value, Evaluation evaluation) throws ValueException {
        boolean pointer = Scalars.isScalar(value.type()) || Pointers.decayed(value) != value;
        Optional<Value> inner =
                pointer
                        ? Optional.empty()
                        : evaluation.formatters().seenAs(value, evaluation.frame());
        return inner.isPresent() ? inner.get() : Pointers.target(value, evaluation.frame());
    }

    private Node binary(Expression.Binary binary) throws ExpressionException {
        Operator operator = binary.operator();
        if (operator == Operator.EQUAL || operator == Operator.NOT_EQUAL) {
            Optional<Node> special = equality(binary);
            if (special.isPresent()) {
                return special.get();
            }
        }
        Node left = operand(binary.left(), binary.right());
        Node right = operand(binary.right(), binary.left());
        return switch (operator) {
            case AND -> e -> arithmetic.truth(isTrue(left, e) && isTrue(right, e));
            case OR -> e -> arithmetic.truth(isTrue(left, e) || isTrue(right, e));
            case REPEAT ->
                    e ->
                            Access.repeated(
                                    left.evaluate(e), Access.index(right.evaluate(e), e), types);
            default -> e -> compute(operator, left.evaluate(e), right.evaluate(e), e.frame());
        };
    }

    /** An operand; beside an enumeration it may be the name of one of its values. */
    private Node operand(Expression operand, Expression other) throws ExpressionException {
        if (!(operand instanceof Expression.Name name) || isVariable(name) || isUnknown(other)) {
            return bind(operand);
        }
        Node like = bind(other);
        return enumerator(name, like);
    }

    /** What a name means; if nothing else, an enumerator of some enumeration. */
    private Node named(Expression.Name name) throws ExpressionException {
        ExpressionException unknown = unknown(name);
        if (unknown == null) {
            return names.resolve(name);
        }
        Value value = names.enumerator(name.text()).orElseThrow(() -> unknown);
        return e -> value;
    }

    /** An enumerator: of the enumeration that it stands beside, else of any. */
    private Node enumerator(Expression.Name name, Node beside) {
        ExpressionException unknown = unknown(name);
        Optional<Value> any = names.enumerator(name.text());
        return e ->
                Variants.enumerator(beside.evaluate(e), name.text())
                        .or(() -> any)
                        .orElseThrow(() -> unknown);
    }

    private boolean isUnknown(Expression expression) {
        return expression instanceof Expression.Name name && !isVariable(name);
    }

    private static boolean isTrue(Node node, Evaluation evaluation) throws ValueException {
        return Arithmetic.isTrue(Pointers.decayed(node.evaluate(evaluation)), evaluation.frame());
    }

    private Value compute(Operator operator, Value first, Value second, ValueFrame frame)
            throws ValueException {
        Value left = Pointers.decayed(first);
        Value right = Pointers.decayed(second);
        boolean pointerLeft = Scalars.isPointer(left.type());
        boolean pointerRight = Scalars.isPointer(right.type());
        if (pointerLeft && pointerRight && operator == Operator.SUBTRACT) {
            return Pointers.difference(left, right, frame);
        }
        if (pointerLeft && Scalars.isInteger(right.type())) {
            if (operator == Operator.ADD) {
                return Pointers.plus(left, right.number(frame), frame);
            }
            if (operator == Operator.SUBTRACT) {
                return Pointers.plus(left, -right.number(frame), frame);
            }
        }
        if (pointerRight && operator == Operator.ADD && Scalars.isInteger(left.type())) {
            return Pointers.plus(right, left.number(frame), frame);
        }
        if (operator == Operator.EQUAL && !Comparison.sameMemory(left, right)) {
            return arithmetic.truth(false);
        }
        return arithmetic.apply(operator, left, right, frame);
    }

    /** A comparison with a text, or with the name of an enumerator or of a variant. */
    private Optional<Node> equality(Expression.Binary binary) throws ExpressionException {
        Optional<Node> node = equality(binary.left(), binary.right());
        if (node.isEmpty()) {
            node = equality(binary.right(), binary.left());
        }
        if (node.isEmpty() || binary.operator() == Operator.EQUAL) {
            return node;
        }
        Node equal = node.get();
        return Optional.of(e -> arithmetic.truth(!Arithmetic.isTrue(equal.evaluate(e), e.frame())));
    }

    private Optional<Node> equality(Expression value, Expression special)
            throws ExpressionException {
        if (special instanceof Expression.StringLiteral text) {
            Node left = bind(value);
            return Optional.of(
                    e -> arithmetic.truth(Comparison.isText(left.evaluate(e), text.value(), e)));
        }
        if (special instanceof Expression.Construct construct) {
            Node left = bind(value);
            Node content = bind(construct.operand());
            return Optional.of(
                    e ->
                            arithmetic.truth(
                                    Comparison.isVariant(
                                            left.evaluate(e),
                                            construct.name(),
                                            content.evaluate(e),
                                            arithmetic,
                                            e)));
        }
        if (special instanceof Expression.Name name && !isVariable(name)) {
            Node left = bind(value);
            Named named = new Named(name, names.enumerator(name.text()), unknown(name));
            return Optional.of(e -> isNamed(left.evaluate(e), named, e));
        }
        return Optional.empty();
    }

    private boolean isVariable(Expression.Name name) {
        return unknown(name) == null;
    }

    private ExpressionException unknown(Expression.Name name) {
        try {
            names.resolve(name);
            return null;
        } catch (ExpressionException e) {
            return e;
        }
    }

    /** A name that is no variable's, the enumerator that it may mean, and what to say if not. */
    private record Named(
            Expression.Name name, Optional<Value> enumerator, ExpressionException unknown) {}

    private Value isNamed(Value value, Named named, Evaluation evaluation) throws ValueException {
        String name = named.name.text();
        boolean alternatives = !Variants.names(value).isEmpty();
        Optional<Value> enumerator =
                alternatives ? Variants.enumerator(value, name) : named.enumerator;
        if (enumerator.isPresent()) {
            return arithmetic.apply(Operator.EQUAL, value, enumerator.get(), evaluation.frame());
        }
        if (!alternatives) {
            throw named.unknown;
        }
        return arithmetic.truth(Comparison.isVariant(value, name, null, arithmetic, evaluation));
    }

    private Node conditional(Expression.Conditional conditional) throws ExpressionException {
        Node condition = bind(conditional.condition());
        Node yes = bind(conditional.yes());
        Node no = bind(conditional.no());
        return e -> isTrue(condition, e) ? yes.evaluate(e) : no.evaluate(e);
    }

    private Node cast(Expression.Cast cast) throws ExpressionException {
        Type type = types.resolve(cast.type());
        Node operand = bind(cast.operand());
        return e -> Conversion.cast(operand.evaluate(e), type, e.frame());
    }

    private Node sizeOf(Type type, int position) throws ExpressionException {
        if (type.size() == 0 && !(type instanceof ArrayType)) {
            throw new ExpressionException(
                    position, "the size of " + type.name() + " is not known here");
        }
        Type result = sizeType();
        return e -> Value.of(result, type.size());
    }

    private Node sizeOf(Node operand) {
        Type result = sizeType();
        return e -> Value.of(result, operand.evaluate(e).type().size());
    }

    private Type sizeType() {
        return scope.isRust()
                ? Builtins.named("usize", true).orElse(Builtins.UNSIGNED_LONG)
                : Builtins.UNSIGNED_LONG;
    }

    private static Node physical(Node address) {
        return e -> {
            Value value = Pointers.decayed(address.evaluate(e));
            if (!Scalars.isInteger(value.type()) && !Scalars.isPointer(value.type())) {
                throw new ValueException("a physical address is a number");
            }
            return Pointers.physical(value.number(e.frame()));
        };
    }

    /** Functions are not called; variants are only for comparisons. */
    private ExpressionException construct(Expression.Construct construct) {
        String last = construct.name().substring(construct.name().lastIndexOf(':') + 1);
        if (last.isEmpty() || !Character.isUpperCase(last.charAt(0))) {
            return ExpressionParser.noCalls(construct.position());
        }
        return new ExpressionException(
                construct.position(),
                construct.name() + "(...) can only be compared with, by == or !=");
    }

    private Node assign(Expression.Assign assign) throws ExpressionException {
        return assign(assign, bind(assign.target()));
    }

    /** An assignment to what a node gives rather than to the target that was typed. */
    Node assign(Expression.Assign assign, Node target) throws ExpressionException {
        Node value = assigned(assign, target);
        return evaluation -> {
            Value place = target.evaluate(evaluation);
            byte[] bytes =
                    Conversion.forAssignment(place, value.evaluate(evaluation), evaluation.frame());
            if (evaluation.control().isEmpty()) {
                throw new ValueException("nothing can be changed here; use == to compare");
            }
            place.write(evaluation.frame(), evaluation.control().get(), bytes);
            return place;
        };
    }

    private Node assigned(Expression.Assign assign, Node target) throws ExpressionException {
        if (assign.operator().isPresent()) {
            Node operand = bind(assign.value());
            Operator operator = assign.operator().get();
            return e ->
                    Conversion.cast(
                            compute(operator, target.evaluate(e), operand.evaluate(e), e.frame()),
                            target.evaluate(e).type(),
                            e.frame());
        }
        if (assign.value() instanceof Expression.Name name && !isVariable(name)) {
            return enumerator(name, target);
        }
        return bind(assign.value());
    }
}
