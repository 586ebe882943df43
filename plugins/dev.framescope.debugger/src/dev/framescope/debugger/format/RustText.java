package dev.framescope.debugger.format;

import dev.framescope.debugger.value.MemorySpace;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.symbols.type.Type;

import java.util.Optional;

/** Shows Rust's strings: {@code &str}, {@code Box<str>}, {@code String}. */
final class RustText implements ValueFormatter {
    @Override
    public boolean handles(Type type) {
        return isString(type) || isSlice(type);
    }

    private static boolean isString(Type type) {
        return type.name().equals("alloc::string::String");
    }

    private static boolean isSlice(Type type) {
        String name = type.name();
        return (name.startsWith("&") && name.endsWith("str") || name.contains("<str"))
                && FatPointers.isSlice(type);
    }

    @Override
    public Optional<Presentation> present(Value value, ValueFrame frame) throws ValueException {
        Value holder = value;
        String lengthName = "length";
        if (isString(value.stripped())) {
            Optional<Value> vector = FatPointers.member(value, "vec");
            if (vector.isEmpty()) {
                return Optional.empty();
            }
            holder = vector.get();
            lengthName = "len";
        }
        Optional<Value> length = FatPointers.member(holder, lengthName);
        Optional<Value> pointer = FatPointers.firstPointer(holder);
        if (length.isEmpty() || pointer.isEmpty()) {
            return Optional.empty();
        }
        MemorySpace space = pointer.get().targets();
        long address = pointer.get().number(frame);
        String text = Strings.ofLength(frame, space, address, length.get().number(frame));
        return Optional.of(new Presentation.Text(text));
    }
}
