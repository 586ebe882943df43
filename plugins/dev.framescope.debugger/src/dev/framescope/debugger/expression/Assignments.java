package dev.framescope.debugger.expression;

import java.util.List;
import java.util.stream.Stream;

/** Finds assignments in expressions. */
final class Assignments {
    private Assignments() {}

    static boolean isIn(Expression expression) {
        return expression instanceof Expression.Assign
                || parts(expression).stream().anyMatch(Assignments::isIn);
    }

    private static List<Expression> parts(Expression expression) {
        return switch (expression) {
            case Expression.Member member -> List.of(member.target());
            case Expression.Index index -> List.of(index.target(), index.index());
            case Expression.Slice slice ->
                    Stream.of(Stream.of(slice.target()), slice.from().stream(), slice.to().stream())
                            .flatMap(part -> part)
                            .toList();
            case Expression.Unary unary -> List.of(unary.operand());
            case Expression.Binary binary -> List.of(binary.left(), binary.right());
            case Expression.Conditional c -> List.of(c.condition(), c.yes(), c.no());
            case Expression.Cast cast -> List.of(cast.operand());
            case Expression.SizeOf size -> List.of(size.operand());
            case Expression.Physical physical -> List.of(physical.address());
            case Expression.Construct construct -> List.of(construct.operand());
            default -> List.of();
        };
    }
}
