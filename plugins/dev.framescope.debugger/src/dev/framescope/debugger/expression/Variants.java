package dev.framescope.debugger.expression;

import dev.framescope.debugger.value.Composites;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.EnumType;
import dev.framescope.symbols.type.Variant;

import java.util.List;
import java.util.Optional;

/** Names of enumerators and of the variants of Rust's enums, where an enum stands beside them. */
final class Variants {
    private Variants() {}

    /** The enumerator of a name, with or without the enumeration's before it. */
    static Optional<Value> enumerator(Value like, String name) {
        return like.stripped() instanceof EnumType type
                ? enumerator(type, name).map(e -> Value.of(like.type(), e.value()))
                : Optional.empty();
    }

    /** The enumerator of a name, with or without the enumeration's before it. */
    static Optional<EnumType.Enumerator> enumerator(EnumType type, String name) {
        String last = last(name);
        return type.enumerators().stream()
                .filter(e -> e.name().equals(name) || e.name().equals(last))
                .findFirst();
    }

    /** Whether an enum with data has a variant of that name. */
    static boolean hasVariant(Value value, String name) {
        return value.stripped() instanceof CompositeType type
                && type.variants().isPresent()
                && type.variants().get().variants().stream()
                        .anyMatch(variant -> variant.name().equals(last(name)));
    }

    /** Whether an enum with data has this variant now. */
    static boolean is(Value value, String name, Evaluation evaluation) throws ValueException {
        return Composites.activeVariant(value, evaluation.frame())
                .map(Variant::name)
                .filter(last(name)::equals)
                .isPresent();
    }

    /** What is in the active variant of an enum: its one field. */
    static Optional<Value> content(Value value, Evaluation evaluation) throws ValueException {
        return Composites.member(value, "0", evaluation.frame());
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf(':') + 1);
    }

    /** The names of all alternatives, for help. */
    static List<String> names(Value value) {
        return switch (value.stripped()) {
            case EnumType type ->
                    type.enumerators().stream().map(EnumType.Enumerator::name).toList();
            case CompositeType type when type.variants().isPresent() ->
                    type.variants().get().variants().stream().map(Variant::name).toList();
            default -> List.of();
        };
    }
}
