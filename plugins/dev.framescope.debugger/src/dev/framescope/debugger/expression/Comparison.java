package dev.framescope.debugger.expression;

import dev.framescope.debugger.format.Formatting;
import dev.framescope.debugger.value.MemorySpace;
import dev.framescope.debugger.value.Scalars;
import dev.framescope.debugger.value.Storage;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.symbols.type.ArrayType;
import dev.framescope.symbols.type.PointerType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Compares with what is no number: text, and variants of enums. */
final class Comparison {
    private Comparison() {}

    /**
     * Whether a value is a variant of an enum: {@code None}, {@code Some(3)}, or an enumerator.
     *
     * @param content what the variant has to hold; null if only the variant counts
     */
    static boolean isVariant(
            Value value, String name, Value content, Arithmetic arithmetic, Evaluation evaluation)
            throws ValueException {
        if (!Variants.hasVariant(value, name)) {
            throw new ValueException(
                    "a value of type "
                            + value.type().name()
                            + " is never '"
                            + name
                            + "'"
                            + Similar.help(name, Variants.names(value)));
        }
        if (!Variants.is(value, name, evaluation)) {
            return false;
        }
        if (content == null) {
            return true;
        }
        Value inner = Variants.content(value, evaluation).orElse(value);
        Value equal = arithmetic.apply(Operator.EQUAL, inner, content, evaluation.frame());
        return Arithmetic.isTrue(equal, evaluation.frame());
    }

    /** Whether text of the guest (with a zero at its end, or a string of Rust) is this one. */
    static boolean isText(Value value, String text, Evaluation evaluation) throws ValueException {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        if (isCharacters(value)) {
            Value start = Pointers.decayed(value);
            if (start.stripped() instanceof ArrayType) {
                byte[] bytes = start.bytes(evaluation.frame());
                return Arrays.equals(Arrays.copyOf(bytes, wanted.length + 1), terminated(wanted));
            }
            byte[] bytes = new byte[wanted.length + 1];
            long address = start.number(evaluation.frame());
            return evaluation.frame().read(start.targets(), address, bytes) == bytes.length
                    && Arrays.equals(bytes, terminated(wanted));
        }
        Value literal = literal(text);
        String shown =
                new Formatting(evaluation.formatters())
                        .text(value, evaluation.frame(), ValueFormat.NATURAL, false);
        String expected =
                new Formatting(evaluation.formatters())
                        .text(literal, evaluation.frame(), ValueFormat.NATURAL, false);
        if (!shown.startsWith("\"")) {
            throw new ValueException("a value of type " + value.type().name() + " is no text");
        }
        return shown.equals(expected);
    }

    private static byte[] terminated(byte[] text) {
        return Arrays.copyOf(text, text.length + 1);
    }

    private static boolean isCharacters(Value value) {
        return switch (value.stripped()) {
            case PointerType pointer -> isCharacter(pointer.target().size());
            case ArrayType array -> isCharacter(array.element().size());
            default -> false;
        };
    }

    private static boolean isCharacter(long size) {
        return size == 1;
    }

    /** A string as an array of characters, without a zero at its end. */
    static Value literal(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Value.of(ArrayType.of(Builtins.CHAR, bytes.length), bytes);
    }

    /** Whether both lie at the same place: pointers into different memories never do. */
    static boolean sameMemory(Value left, Value right) {
        return !Scalars.isPointer(left.type())
                || !Scalars.isPointer(right.type())
                || left.targets() == right.targets()
                || left.storage() instanceof Storage.Unavailable
                || left.targets() == MemorySpace.VIRTUAL && right.targets() == MemorySpace.VIRTUAL;
    }
}
