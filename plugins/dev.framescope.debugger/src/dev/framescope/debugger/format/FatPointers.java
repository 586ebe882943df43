package dev.framescope.debugger.format;

import dev.framescope.debugger.value.Storage;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.symbols.type.ArrayType;
import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.Member;
import dev.framescope.symbols.type.PointerType;
import dev.framescope.symbols.type.Type;
import dev.framescope.symbols.type.Types;

import java.util.Optional;
import java.util.function.Predicate;

/** What Rust's structures of the standard library are made of, found by names and types. */
final class FatPointers {
    private static final int MAX_DEPTH = 12;

    private FatPointers() {}

    /** A member of that name of a structure's type. */
    static Optional<Member> member(Type type, String name) {
        return Types.strip(type) instanceof CompositeType composite
                ? composite.members().stream().filter(m -> m.name().equals(name)).findFirst()
                : Optional.empty();
    }

    /** The member of that name of a structure. */
    static Optional<Value> member(Value value, String name) {
        return member(value.type(), name).map(value::member);
    }

    /** The first member of that name inside nested structures. */
    static Optional<Value> nested(Value value, String name) {
        return first(value, v -> member(v.type(), name).isPresent(), 0)
                .flatMap(holder -> member(holder, name));
    }

    /** Whether it is a pointer to a trait object: with a vtable. */
    static boolean isDynamic(Type type) {
        return member(type, "pointer").isPresent() && member(type, "vtable").isPresent();
    }

    /** The first pointer to a trait object inside nested structures. */
    static Optional<Value> firstDynamic(Value value) {
        return first(value, v -> isDynamic(v.type()), 0);
    }

    /** Whether it is a pointer with a length: to a slice or a string. */
    static boolean isSlice(Type type) {
        return member(type, "data_ptr").isPresent() && member(type, "length").isPresent();
    }

    /** The first pointer inside nested structures. */
    static Optional<Value> firstPointer(Value value) {
        return first(value, v -> v.stripped() instanceof PointerType, 0);
    }

    /** The first value of a kind: the value itself, or else the first inside of it. */
    private static Optional<Value> first(Value value, Predicate<Value> wanted, int depth) {
        if (wanted.test(value)) {
            return Optional.of(value);
        }
        if (depth < MAX_DEPTH && value.stripped() instanceof CompositeType composite) {
            for (Member member : composite.members()) {
                Optional<Value> found = first(value.member(member), wanted, depth + 1);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** So many elements from where a pointer points to. */
    static Value array(Value pointer, Type element, long length, ValueFrame frame)
            throws ValueException {
        ArrayType type = ArrayType.named("[" + element.name() + "]", element, Math.max(0, length));
        return Value.of(type, new Storage.Memory(pointer.targets(), pointer.number(frame)));
    }
}
