package dev.framescope.debugger.expression;

import dev.framescope.debugger.registers.RegisterFields;
import dev.framescope.debugger.value.Composites;
import dev.framescope.debugger.value.RegisterValues;
import dev.framescope.debugger.value.Scalars;
import dev.framescope.debugger.value.Storage;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.symbols.type.ArrayType;
import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.PointerType;
import dev.framescope.symbols.type.Type;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Fields, elements and slices of values. */
final class Access {
    private static final int MAX_DEREFERENCES = 8;

    private Access() {}

    /** A field; pointers and what wraps a value are followed until there is one of that name. */
    static Value member(Value target, String name, Evaluation evaluation) throws ValueException {
        if (target.storage() instanceof Storage.Register register && !isComposite(target)) {
            Optional<Value> field = RegisterValues.field(register.register(), name);
            if (field.isPresent()) {
                return field.get();
            }
        }
        Value value = target;
        for (int i = 0; i < MAX_DEREFERENCES; i++) {
            Optional<Value> member = Composites.member(value, name, evaluation.frame());
            if (member.isPresent()) {
                return member.get();
            }
            Optional<Value> inner = inner(value, evaluation);
            if (inner.isEmpty()) {
                break;
            }
            value = inner.get();
        }
        throw noField(target, name, evaluation);
    }

    private static boolean isComposite(Value value) {
        return value.stripped() instanceof CompositeType;
    }

    /** What a pointer points to, or what a value stands for. */
    static Optional<Value> inner(Value value, Evaluation evaluation) throws ValueException {
        return value.stripped() instanceof PointerType
                ? Optional.of(value.target(evaluation.frame()))
                : evaluation.formatters().seenAs(value, evaluation.frame());
    }

    private static ValueException noField(Value target, String name, Evaluation evaluation)
            throws ValueException {
        List<String> names = fieldNames(target, evaluation);
        String of = " of type " + target.type().name();
        if (names.isEmpty()) {
            return new ValueException("a value" + of + " has no fields");
        }
        String similar = Similar.help(name, names);
        String all = similar.isEmpty() ? "; it has " + String.join(", ", names) : similar;
        return new ValueException("no field '" + name + "' in a value" + of + all);
    }

    /** The names of all fields that {@link #member} finds. */
    static List<String> fieldNames(Value target, Evaluation evaluation) throws ValueException {
        if (target.storage() instanceof Storage.Register register && !isComposite(target)) {
            return RegisterFields.of(register.register()).stream().map(f -> f.name()).toList();
        }
        Set<String> names = new LinkedHashSet<>();
        Optional<Value> value = Optional.of(target);
        for (int i = 0; i < MAX_DEREFERENCES && value.isPresent(); i++) {
            names.addAll(Composites.memberNames(value.get(), evaluation.frame()));
            boolean leads = names.isEmpty() || isComposite(value.get());
            value = leads ? inner(value.get(), evaluation) : Optional.empty();
        }
        return List.copyOf(names);
    }

    /** An element of an array, of what a pointer points to, of a vector or a slice. */
    static Value element(Value target, long index, Evaluation evaluation) throws ValueException {
        Value elements = elements(target, evaluation);
        if (elements.stripped() instanceof ArrayType array) {
            return elements.part(index * array.stride(), array.element());
        }
        return Pointers.target(
                Pointers.plus(elements, index, evaluation.frame()), evaluation.frame());
    }

    /** The array or pointer that a value stands for. */
    private static Value elements(Value target, Evaluation evaluation) throws ValueException {
        Value value = target;
        for (int i = 0; i < MAX_DEREFERENCES; i++) {
            if (value.stripped() instanceof ArrayType || isPointerToElements(value, evaluation)) {
                return value;
            }
            Optional<Value> inner = inner(value, evaluation);
            if (inner.isEmpty()) {
                break;
            }
            value = inner.get();
        }
        throw new ValueException("a value of type " + target.type().name() + " has no elements");
    }

    /** A pointer to an array or a vector in Rust is used as if it were the array. */
    private static boolean isPointerToElements(Value value, Evaluation evaluation)
            throws ValueException {
        if (!(value.stripped() instanceof PointerType pointer)) {
            return false;
        }
        boolean reference = pointer.name().startsWith("&") || pointer.name().startsWith("alloc::");
        return !reference
                || inner(value.target(evaluation.frame()), evaluation).isEmpty()
                        && !(value.target(evaluation.frame()).stripped() instanceof ArrayType);
    }

    /**
     * Some elements as an array.
     *
     * @param from the first one's number
     * @param to the number behind the last; empty for all there are
     */
    static Value slice(
            Value target, long from, OptionalLong to, TypeResolver types, Evaluation evaluation)
            throws ValueException {
        Value elements = elements(target, evaluation);
        OptionalLong end = to;
        if (elements.stripped() instanceof ArrayType array && end.isEmpty()) {
            end = array.count();
        }
        if (end.isEmpty()) {
            throw new ValueException("the slice needs an end, because a pointer has no length");
        }
        if (from > end.getAsLong()) {
            throw new ValueException("the slice ends before it begins");
        }
        return repeated(element(elements, from, evaluation), end.getAsLong() - from, types);
    }

    /** An array of so many values of the same type, of which one is the first. */
    static Value repeated(Value first, long count, TypeResolver types) throws ValueException {
        if (count < 0) {
            throw new ValueException("an array has no " + count + " elements");
        }
        if (first.memory().isEmpty() && !(first.storage() instanceof Storage.Pieces)) {
            throw new ValueException("only what is in memory can be followed by more of it");
        }
        return first.as(types.array(first.type(), count));
    }

    /** A number as an index or a length. */
    static long index(Value value, Evaluation evaluation) throws ValueException {
        Type type = value.type();
        if (!Scalars.isInteger(type)) {
            throw new ValueException("a value of type " + type.name() + " cannot be an index");
        }
        return value.number(evaluation.frame());
    }
}
