package dev.framescope.debugger.expression;

import dev.framescope.symbols.type.ArrayType;
import dev.framescope.symbols.type.Notation;
import dev.framescope.symbols.type.PointerType;
import dev.framescope.symbols.type.Type;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds the types that were typed. */
final class TypeResolver {
    private final Scope scope;

    TypeResolver(Scope scope) {
        this.scope = scope;
    }

    Type resolve(TypeSyntax syntax) throws ExpressionException {
        return switch (syntax) {
            case TypeSyntax.Named named ->
                    scope.type(named.name()).orElseThrow(() -> unknown(named));
            case TypeSyntax.Array array -> array(resolve(array.element()), array.count());
            case TypeSyntax.Pointer pointer -> {
                Type target = resolve(pointer.target());
                Optional<String> name =
                        pointer.prefix().isEmpty()
                                ? Optional.empty()
                                : Optional.of(pointer.prefix() + target.name());
                yield new PointerType(
                        PointerType.Kind.POINTER, notation(), name, Long.BYTES, () -> target);
            }
        };
    }

    /** An array as the language here writes it. */
    ArrayType array(Type element, long count) {
        return new ArrayType(
                notation(), () -> element, OptionalLong.of(count), OptionalLong.empty());
    }

    private Notation notation() {
        return scope.isRust() ? Notation.RUST : Notation.C;
    }

    private ExpressionException unknown(TypeSyntax.Named named) {
        String name = named.name();
        List<String> tags =
                List.of("struct ", "union ", "enum ").stream()
                        .filter(tag -> scope.type(tag + name).isPresent())
                        .toList();
        String help =
                tags.isEmpty()
                        ? Similar.help(name, Builtins.names())
                        : "; did you mean '" + tags.getFirst() + name + "'?";
        return new ExpressionException(named.position(), "no type '" + name + "'" + help);
    }
}
