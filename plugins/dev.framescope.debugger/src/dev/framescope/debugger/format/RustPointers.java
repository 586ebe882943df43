package dev.framescope.debugger.format;

import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.PointerType;
import dev.framescope.symbols.type.Type;

import java.util.Optional;

/** Shows what Rust's {@code Box}, {@code Rc} and {@code Arc} point to. */
final class RustPointers implements ValueFormatter {
    @Override
    public boolean handles(Type type) {
        return switch (RustNames.path(type.name())) {
            case "alloc::boxed::Box", "alloc::rc::Rc", "alloc::sync::Arc" -> true;
            default -> false;
        };
    }

    @Override
    public Optional<Presentation> present(Value value, ValueFrame frame) throws ValueException {
        Optional<Value> pointer = FatPointers.firstPointer(value);
        if (pointer.isEmpty() || pointer.get().number(frame) == 0) {
            return Optional.empty();
        }
        Value target = pointer.get().target(frame);
        String name = RustNames.shortName(value.stripped().name());
        if (value.stripped() instanceof PointerType) {
            return Optional.of(new Presentation.SeenAs(name + "(", target, ")"));
        }
        boolean isDynamic = FatPointers.firstDynamic(value).isPresent();
        Optional<Value> content =
                name.equals("Box")
                        ? Optional.of(target)
                        : FatPointers.member(target, content(target));
        if (isDynamic || content.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Presentation.SeenAs(name + "(", content.get(), counts(target, frame) + ")"));
    }

    /** {@code RcBox} has a value, {@code ArcInner} has data. */
    private static String content(Value counted) {
        return FatPointers.member(counted.type(), "value").isPresent() ? "value" : "data";
    }

    private static String counts(Value counted, ValueFrame frame) throws ValueException {
        if (!(counted.stripped() instanceof CompositeType)
                || FatPointers.member(counted.type(), "strong").isEmpty()) {
            return "";
        }
        Value strong = FatPointers.member(counted, "strong").get();
        return ", strong " + strong.as(RustCells.WORD).number(frame);
    }
}
