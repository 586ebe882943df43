package dev.framescope.debugger.expression;

import dev.framescope.debugger.value.MemorySpace;
import dev.framescope.debugger.value.Scalars;
import dev.framescope.debugger.value.Storage;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.symbols.type.ArrayType;
import dev.framescope.symbols.type.FunctionType;
import dev.framescope.symbols.type.Notation;
import dev.framescope.symbols.type.PointerType;
import dev.framescope.symbols.type.Type;
import dev.framescope.symbols.type.Types;
import dev.framescope.symbols.type.VoidType;

import java.util.Optional;

/** Pointers: what they point to, addresses, and arithmetic with them. */
final class Pointers {
    private Pointers() {}

    /** A pointer to a type in some memory. */
    static Value to(Type target, Storage.Memory memory) {
        return Value.of(PointerType.to(target), memory.address()).withTargets(memory.space());
    }

    /** An array as a pointer to its first element, a function as one to it; others unchanged. */
    static Value decayed(Value value) {
        return switch (value.stripped()) {
            case ArrayType array when value.memory().isPresent() ->
                    to(array.element(), value.memory().get());
            case FunctionType function when value.memory().isPresent() ->
                    to(function, value.memory().get());
            default -> value;
        };
    }

    /** What a pointer, or a number taken as an address of bytes of a type, leads to. */
    static Value target(Value pointer, ValueFrame frame) throws ValueException {
        Value value = decayed(pointer);
        if (!(value.stripped() instanceof PointerType type)) {
            String hint =
                    Scalars.isInteger(value.type())
                            ? "; cast it to a pointer, such as (long *)x or x as *const u64"
                            : "";
            throw new ValueException(
                    "a value of type " + value.type().name() + " is no pointer" + hint);
        }
        if (Types.strip(type.target()) instanceof VoidType) {
            throw new ValueException(
                    "a " + type.name() + " does not say what it points to; cast it first");
        }
        return value.target(frame);
    }

    /**
     * The address of what is in memory.
     *
     * @param rust whether the pointer's type is to be one of Rust
     */
    static Value address(Value value, boolean rust) throws ValueException {
        if (value.isBitField()) {
            throw new ValueException("a bit field has no address");
        }
        Optional<Storage.Memory> memory = value.memory();
        if (memory.isPresent()) {
            Value pointer = to(value.type(), memory.get());
            return rust ? pointer.as(constant(value.type())) : pointer;
        }
        throw new ValueException(
                switch (value.storage()) {
                    case Storage.Register register ->
                            "the value is in register "
                                    + register.register().name()
                                    + ", which has no address";
                    case Storage.Unavailable unavailable ->
                            "the value has no address: " + unavailable.why();
                    default -> "the value is not in memory, so it has no address";
                });
    }

    /** Rust's type of pointers that are no references. */
    private static Type constant(Type target) {
        return new PointerType(
                PointerType.Kind.POINTER,
                Notation.RUST,
                Optional.of("*const " + target.name()),
                Long.BYTES,
                () -> target);
    }

    /** A pointer to what is some elements further on. */
    static Value plus(Value pointer, long count, ValueFrame frame) throws ValueException {
        long address = pointer.number(frame) + count * step(pointer);
        return Value.of(pointer.type(), address).withTargets(pointer.targets());
    }

    /** How many elements are between two pointers. */
    static Value difference(Value left, Value right, ValueFrame frame) throws ValueException {
        long bytes = left.number(frame) - right.number(frame);
        return Value.of(Builtins.LONG, bytes / step(left));
    }

    private static long step(Value pointer) {
        Type target = ((PointerType) pointer.stripped()).target();
        return Math.max(1, target.size());
    }

    /** A pointer to bytes of physical memory. */
    static Value physical(long paddr) {
        return to(Builtins.BYTE, new Storage.Memory(MemorySpace.PHYSICAL, paddr));
    }
}
