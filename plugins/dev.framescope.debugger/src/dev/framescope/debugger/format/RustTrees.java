package dev.framescope.debugger.format;

import dev.framescope.debugger.value.Composites;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.symbols.type.Type;

import java.util.Optional;

/** Shows Rust's {@code BTreeMap} and {@code BTreeSet} as their entries in their order. */
final class RustTrees implements ValueFormatter {
    private static final String MAP = "alloc::collections::btree::map::BTreeMap";
    private static final String SET = "alloc::collections::btree::set::BTreeSet";

    @Override
    public boolean handles(Type type) {
        String path = RustNames.path(type.name());
        return path.equals(MAP) || path.equals(SET);
    }

    @Override
    public Optional<Presentation> present(Value value, ValueFrame frame) throws ValueException {
        boolean isSet = RustNames.path(value.stripped().name()).equals(SET);
        Optional<Value> map = isSet ? FatPointers.member(value, "map") : Optional.of(value);
        Optional<Value> length = map.flatMap(m -> FatPointers.member(m, "length"));
        Optional<Value> root = map.flatMap(m -> FatPointers.member(m, "root"));
        if (length.isEmpty() || root.isEmpty()) {
            return Optional.empty();
        }
        long total = length.get().number(frame);
        RustTreeWalk walk = new RustTreeWalk(frame, isSet);
        if (total == 0) {
            return Optional.of(new Presentation.Entries(walk.entries(), 0));
        }
        // An Option; in old versions the reference itself.
        Optional<Value> top = Composites.member(root.get(), "0", frame);
        return walk.run(top.orElse(root.get())) && walk.isPossible(total)
                ? Optional.of(new Presentation.Entries(walk.entries(), total))
                : Optional.empty();
    }
}
