package dev.framescope.debugger.format;

import dev.framescope.debugger.value.Storage;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.symbols.type.Type;

import java.util.Optional;

/**
 * Shows what Rust's references and boxes of {@code dyn Trait} lead to, as the type that their
 * vtable is for: {@code &Console <frames_rust::console::Console>}.
 */
final class RustTraitObjects implements ValueFormatter {
    /** The counts of strong and weak references before what is shared. */
    private static final int COUNTS_BYTES = 2 * Long.BYTES;

    /** A vtable begins with the destructor, the size and the alignment of the type. */
    private static final int ALIGNMENT_OFFSET = 2 * Long.BYTES;

    @Override
    public boolean handles(Type type) {
        return isReference(type) || isBox(type) || isShared(type);
    }

    private static boolean isReference(Type type) {
        return type.name().startsWith("&") && FatPointers.isDynamic(type);
    }

    private static boolean isBox(Type type) {
        return RustNames.path(type.name()).equals("alloc::boxed::Box");
    }

    private static boolean isShared(Type type) {
        return switch (RustNames.path(type.name())) {
            case "alloc::rc::Rc", "alloc::sync::Arc" -> true;
            default -> false;
        };
    }

    @Override
    public Optional<Presentation> present(Value value, ValueFrame frame) throws ValueException {
        Optional<Value> pointer = FatPointers.firstDynamic(value);
        if (pointer.isEmpty() || frame.symbols().isEmpty()) {
            return Optional.empty();
        }
        long table = word(FatPointers.member(pointer.get(), "vtable").get(), frame);
        Optional<Type> concrete =
                frame.symbols().get().vtableType(frame.linkAddress(table)).filter(t -> table != 0);
        if (concrete.isEmpty()) {
            return Optional.empty();
        }
        Type type = value.stripped();
        Value data = FatPointers.member(pointer.get(), "pointer").get();
        long address = word(data, frame);
        String before = isReference(type) ? "&" : RustNames.shortName(type.name()) + "(";
        String after = (isReference(type) ? "" : ")") + " <" + concrete.get().name() + ">";
        if (isShared(type)) {
            after = ", strong " + word(at(data, address, RustCells.WORD), frame) + after;
            address +=
                    contentOffset(word(at(data, table + ALIGNMENT_OFFSET, RustCells.WORD), frame));
        }
        Value content = at(data, address, concrete.get());
        return Optional.of(new Presentation.SeenAs(before, content, after));
    }

    private static Value at(Value pointer, long address, Type type) {
        return Value.of(type, new Storage.Memory(pointer.targets(), address));
    }

    private static long word(Value value, ValueFrame frame) throws ValueException {
        return value.as(RustCells.WORD).number(frame);
    }

    /** Behind the counts, at the next multiple of the alignment. */
    private static long contentOffset(long alignment) {
        boolean isPossible = Long.bitCount(alignment) == 1;
        return isPossible ? COUNTS_BYTES + alignment - 1 & -alignment : COUNTS_BYTES;
    }
}
