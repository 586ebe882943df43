package dev.framescope.symbols.type;

import dev.framescope.symbols.type.QualifiedType.Qualifier;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes derived types as C does: {@code int (*)[4]}, {@code char * const}.
 *
 * <p>C writes types inside out. The writer goes from the outermost type to the innermost and
 * collects what stands around the place of the name that the type would declare.
 */
final class Declarator {

    /** Broken types can nest without end, and nobody reads longer names. */
    private static final int MAXIMUM_STEPS = 200;

    private int steps;

    private Declarator() {}

    static String nameOf(Type type) {
        return new Declarator().write(type, "");
    }

    private String write(Type type, String inner) {
        if (++steps > MAXIMUM_STEPS) {
            return join("...", inner);
        }
        return switch (type) {
            case PointerType pointer when pointer.given().isEmpty() -> pointer(pointer, inner);
            case ArrayType array when isPlain(array) ->
                    write(array.element(), inner + brackets(array));
            case ArrayType array when array.given().isPresent() -> join(array.name(), inner);
            case ArrayType array -> join(array(array), inner);
            case FunctionType function when function.notation() == Notation.C ->
                    write(function.result(), inner + parameters(function));
            case FunctionType function -> join(function(function), inner);
            case QualifiedType qualified -> qualified(qualified, inner);
            default -> join(type.name(), inner);
        };
    }

    private String pointer(PointerType pointer, String inner) {
        if (pointer.notation() != Notation.C) {
            String before = pointer.notation() == Notation.RUST ? "*mut " : "*";
            return join(before + write(pointer.target(), ""), inner);
        }
        String mark =
                switch (pointer.kind()) {
                    case POINTER -> "*";
                    case REFERENCE -> "&";
                    case RVALUE_REFERENCE -> "&&";
                };
        Type target = pointer.target();
        boolean binds = target instanceof ArrayType || target instanceof FunctionType;
        return write(target, binds ? "(" + mark + inner + ")" : mark + inner);
    }

    private static boolean isPlain(ArrayType array) {
        return array.given().isEmpty() && array.notation() == Notation.C;
    }

    private static String brackets(ArrayType array) {
        return "[" + (array.count().isPresent() ? "" + array.count().getAsLong() : "") + "]";
    }

    private String array(ArrayType array) {
        String element = write(array.element(), "");
        String count = array.count().isPresent() ? "" + array.count().getAsLong() : "_";
        return array.notation() == Notation.RUST
                ? "[" + element + "; " + count + "]"
                : "[" + count + "]" + element;
    }

    private String function(FunctionType function) {
        String result = write(function.result(), "");
        String arrow = function.notation() == Notation.RUST ? " -> " : " ";
        boolean nothing = function.result() instanceof VoidType;
        return "fn" + parameters(function) + (nothing ? "" : arrow + result);
    }

    private String parameters(FunctionType function) {
        StringBuilder text = new StringBuilder("(");
        List<Type> parameters = function.parameters();
        for (Type parameter : parameters) {
            text.append(text.length() > 1 ? ", " : "").append(write(parameter, ""));
            if (steps > MAXIMUM_STEPS) {
                break;
            }
        }
        if (function.variadic()) {
            text.append(text.length() > 1 ? ", " : "").append("...");
        } else if (parameters.isEmpty() && function.notation() == Notation.C) {
            text.append("void");
        }
        return text.append(")").toString();
    }

    /** Compilers nest qualifiers in any order; they are written in one. */
    private String qualified(QualifiedType outermost, String inner) {
        Set<Qualifier> qualifiers = EnumSet.noneOf(Qualifier.class);
        Type target = outermost;
        String around = inner;
        while (true) {
            if (target instanceof QualifiedType qualified) {
                qualifiers.add(qualified.qualifier());
                target = qualified.target();
            } else if (target instanceof ArrayType array && isPlain(array)) {
                around += brackets(array); // what qualifies an array qualifies its elements
                target = array.element();
            } else {
                break;
            }
        }
        String keywords =
                qualifiers.stream().map(Qualifier::keyword).collect(Collectors.joining(" "));
        if (target instanceof PointerType pointer && pointer.given().isEmpty()) {
            boolean word = !around.isEmpty() && Character.isLetter(around.charAt(0));
            return write(target, " " + keywords + (word ? " " : "") + around);
        }
        return keywords + " " + write(target, around);
    }

    private static String join(String name, String inner) {
        return inner.isEmpty() ? name : name + (inner.startsWith(" ") ? "" : " ") + inner;
    }
}
