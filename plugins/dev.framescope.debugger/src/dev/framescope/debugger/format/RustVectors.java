package dev.framescope.debugger.format;

import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.PointerType;
import dev.framescope.symbols.type.Type;

import java.util.Optional;

/** Shows Rust's slices and {@code Vec}s as their elements. */
final class RustVectors implements ValueFormatter {
    private static final String VECTOR = "alloc::vec::Vec";

    @Override
    public boolean handles(Type type) {
        return FatPointers.isSlice(type) || RustNames.path(type.name()).equals(VECTOR);
    }

    @Override
    public Optional<Presentation> present(Value value, ValueFrame frame) throws ValueException {
        boolean slice = FatPointers.isSlice(value.type());
        Optional<Value> length = FatPointers.member(value, slice ? "length" : "len");
        Optional<Value> pointer = FatPointers.firstPointer(value);
        if (length.isEmpty() || pointer.isEmpty()) {
            return Optional.empty();
        }
        CompositeType type = (CompositeType) value.stripped();
        boolean argument = !slice && !type.arguments().isEmpty();
        Type element =
                argument
                        ? type.arguments().getFirst().type()
                        : ((PointerType) pointer.get().stripped()).target();
        long count = length.get().number(frame);
        Value elements = FatPointers.array(pointer.get(), element, count, frame);
        String wild = count < 0 ? " <length " + Long.toUnsignedString(count) + ">" : "";
        return Optional.of(new Presentation.SeenAs("", elements, wild));
    }
}
