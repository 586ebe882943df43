package dev.framescope.debugger.format;

import dev.framescope.debugger.value.Storage;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.symbols.location.Location;
import dev.framescope.symbols.type.ArrayType;
import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.Type;

import java.util.List;
import java.util.Optional;

/**
 * Shows Rust's {@code VecDeque} as its elements in their order, also where they go on at the start
 * of the buffer. Until 1.66 it kept the places of its first element ({@code tail}) and behind its
 * last one ({@code head}) in a buffer whose capacity is a power of two; since then the place of the
 * first one ({@code head}) and how many there are ({@code len}).
 */
final class RustDeques implements ValueFormatter {
    private static final long MAX_BYTES = 1L << 48;

    @Override
    public boolean handles(Type type) {
        String path = RustNames.path(type.name());
        return path.startsWith("alloc::collections::vec_deque::") && path.endsWith("::VecDeque");
    }

    @Override
    public Optional<Presentation> present(Value value, ValueFrame frame) throws ValueException {
        Optional<Value> buffer = FatPointers.member(value, "buf");
        Optional<Value> start =
                buffer.isPresent() ? FatPointers.firstPointer(buffer.get()) : Optional.empty();
        Optional<Value> capacity =
                buffer.isPresent() ? FatPointers.nested(buffer.get(), "cap") : Optional.empty();
        if (start.isEmpty()
                || capacity.isEmpty()
                || !(value.stripped() instanceof CompositeType type)
                || type.arguments().isEmpty()) {
            return Optional.empty();
        }
        Type element = type.arguments().getFirst().type();
        Optional<Ring> ring = ring(value, frame, element, number(capacity.get(), frame));
        if (ring.isEmpty() || !ring.get().fits(element)) {
            return Optional.empty();
        }
        long length = ring.get().length();
        ArrayType array = ArrayType.named("[" + element.name() + "]", element, length);
        Storage storage = ring.get().storage(start.get(), start.get().number(frame), array);
        return Optional.of(new Presentation.SeenAs(Value.of(array, storage)));
    }

    /** Where its elements are; empty if it says what cannot be. */
    private static Optional<Ring> ring(Value deque, ValueFrame frame, Type element, long reserved)
            throws ValueException {
        Optional<Value> head = FatPointers.member(deque, "head");
        Optional<Value> tail = FatPointers.member(deque, "tail");
        Optional<Value> len = FatPointers.member(deque, "len");
        // What needs no memory is never out of it.
        long capacity = element.size() == 0 ? Long.MIN_VALUE : reserved;
        Ring ring;
        if (head.isPresent() && len.isPresent()) {
            ring = new Ring(number(head.get(), frame), number(len.get(), frame), capacity);
        } else if (head.isPresent() && tail.isPresent() && Long.bitCount(capacity) == 1) {
            long first = number(tail.get(), frame);
            ring = new Ring(first, number(head.get(), frame) - first & capacity - 1, capacity);
        } else {
            return Optional.empty();
        }
        return ring.isPossible() ? Optional.of(ring) : Optional.empty();
    }

    private static long number(Value value, ValueFrame frame) throws ValueException {
        return value.as(RustCells.WORD).number(frame);
    }

    /**
     * A part of a buffer that may go on at the buffer's start.
     *
     * @param first number of its first element in the buffer
     * @param length how many elements it has
     * @param capacity how many the buffer has
     */
    private record Ring(long first, long length, long capacity) {
        boolean isPossible() {
            return length >= 0
                    && Long.compareUnsigned(length, capacity) <= 0
                    && (length == 0 || Long.compareUnsigned(first, capacity) < 0);
        }

        /** Whether the buffer is no larger than memory can be, so that nothing overflows. */
        boolean fits(Type element) {
            return element.size() == 0 || capacity >= 0 && capacity <= MAX_BYTES / element.size();
        }

        Storage storage(Value pointer, long buffer, ArrayType array) {
            long address = buffer + first * array.stride();
            long atEnd = capacity - first;
            if (Long.compareUnsigned(length, atEnd) <= 0) {
                return new Storage.Memory(pointer.targets(), address);
            }
            long endBits = atEnd * array.stride() * Byte.SIZE;
            long startBits = (length - atEnd) * array.stride() * Byte.SIZE;
            return new Storage.Pieces(
                    List.of(
                            new Location.Piece(endBits, 0, new Location.Memory(address)),
                            new Location.Piece(startBits, 0, new Location.Memory(buffer))),
                    0);
        }
    }
}
