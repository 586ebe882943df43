package dev.framescope.debugger.format;

import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.symbols.type.BaseType;
import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.Member;
import dev.framescope.symbols.type.Type;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sees through what Rust wraps around values: cells, atomics, locks, pointers never null. */
final class RustCells implements ValueFormatter {
    /** A machine word without a sign. */
    static final BaseType WORD = new BaseType("usize", Long.BYTES, BaseType.Encoding.UNSIGNED);

    private static final BaseType FLAG = new BaseType("bool", 1, BaseType.Encoding.BOOLEAN);

    private static final Set<String> TRANSPARENT =
            Set.of(
                    "Cell",
                    "UnsafeCell",
                    "SyncUnsafeCell",
                    "NonNull",
                    "Unique",
                    "ManuallyDrop",
                    "Wrapping",
                    "NonZero",
                    "MaybeDangling",
                    "UsizeNoHighBit",
                    "Cap");

    /** What the wrapped value is called, in the order in which it is looked for. */
    private static final List<String> CONTENTS =
            List.of("data", "value", "v", "pointer", "inner", "__0");

    @Override
    public boolean handles(Type type) {
        if (!(type instanceof CompositeType composite) || composite.variants().isPresent()) {
            return false;
        }
        String name = RustNames.shortName(type.name());
        return isLock(name) || RustNames.isStandard(type.name()) && isStandardCell(name);
    }

    private static boolean isStandardCell(String name) {
        return TRANSPARENT.contains(name)
                || name.equals("RefCell")
                || name.startsWith("Atomic")
                || name.startsWith("NonZero");
    }

    /** Locks come from many crates. */
    private static boolean isLock(String name) {
        return switch (name) {
            case "Mutex", "SpinMutex", "SpinLock", "TicketMutex", "RwLock", "SpinNoIrqLock" -> true;
            default -> false;
        };
    }

    @Override
    public Optional<Presentation> present(Value value, ValueFrame frame) throws ValueException {
        String name = RustNames.shortName(value.stripped().name());
        Optional<Value> content = content(value);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        if (name.equals("RefCell")) {
            return Optional.of(
                    new Presentation.SeenAs("RefCell(", content.get(), borrowed(value, frame)));
        }
        if (name.equals("AtomicBool")) {
            return Optional.of(new Presentation.SeenAs(innermost(content.get()).as(FLAG)));
        }
        if (!isLock(name)) {
            return Optional.of(new Presentation.SeenAs(content.get()));
        }
        if (isLock(RustNames.shortName(content.get().stripped().name()))) {
            return Optional.of(new Presentation.SeenAs(content.get()));
        }
        return Optional.of(
                new Presentation.SeenAs(name + "(", content.get(), locked(value, frame) + ")"));
    }

    /** What is in the cell inside an atomic. */
    private static Value innermost(Value content) {
        return content(content).orElse(content);
    }

    private static Optional<Value> content(Value value) {
        return CONTENTS.stream()
                .flatMap(name -> FatPointers.member(value, name).stream())
                .findFirst();
    }

    private static String borrowed(Value cell, ValueFrame frame) throws ValueException {
        Optional<Value> borrow = FatPointers.member(cell, "borrow");
        long state = borrow.isPresent() ? borrow.get().as(WORD).number(frame) : 0;
        return state == 0 ? ")" : state > 0 ? ", borrowed " + state + ")" : ", borrowed mutably)";
    }

    /** A lock's state, if it is one byte that says so. */
    private static String locked(Value lock, ValueFrame frame) throws ValueException {
        for (String name : List.of("lock", "locked")) {
            Optional<Member> member = FatPointers.member(lock.type(), name);
            if (member.isPresent() && member.get().type().size() == 1) {
                Type flag = new BaseType("u8", 1, BaseType.Encoding.UNSIGNED);
                boolean held = lock.member(member.get()).as(flag).number(frame) != 0;
                return held ? ", locked" : "";
            }
        }
        return "";
    }
}
