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

    /** Whether it is a pointer with a length: to a slice or a string. */
    static boolean isSlice(Type type) {
        return member(type, "data_ptr").isPresent() && member(type, "length").isPresent();
    }

    /** The first pointer inside nested structures. */
    static Optional<Value> firstPointer(Value value) {
        return firstPointer(value, 0);
    }

    private static Optional<Value> firstPointer(Value value, int depth) {
        if (value.stripped() instanceof PointerType) {
            return Optional.of(value);
        }
        if (depth < MAX_DEPTH && value.stripped() instanceof CompositeType composite) {
            for (Member member : composite.members()) {
                Optional<Value> found = firstPointer(value.member(member), depth + 1);
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
