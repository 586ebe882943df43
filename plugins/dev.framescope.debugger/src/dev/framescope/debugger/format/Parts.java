package dev.framescope.debugger.format;

import dev.framescope.debugger.registers.RegisterField;
import dev.framescope.debugger.registers.RegisterFields;
import dev.framescope.debugger.value.Composites;
import dev.framescope.debugger.value.RegisterValues;
import dev.framescope.debugger.value.Storage;
import dev.framescope.debugger.value.Value;
import dev.framescope.debugger.value.ValueException;
import dev.framescope.debugger.value.ValueFormat;
import dev.framescope.debugger.value.ValueFrame;
import dev.framescope.symbols.scope.Language;
import dev.framescope.symbols.type.ArrayType;
import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.FunctionType;
import dev.framescope.symbols.type.Member;
import dev.framescope.symbols.type.PointerType;
import dev.framescope.symbols.type.Type;
import dev.framescope.symbols.type.Types;
import dev.framescope.symbols.type.UnknownType;
import dev.framescope.symbols.type.Variant;
import dev.framescope.symbols.type.VoidType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is below a value when it is opened. On the machine thread. */
public final class Parts {
    private static final int MAX_DEPTH = 16;

    private final Formatters formatters;
    private final ValueFrame frame;

    public Parts(Formatters formatters, ValueFrame frame) {
        this.formatters = formatters;
        this.frame = frame;
    }

    /**
     * How many parts there are.
     *
     * @param raw whether formatters are not asked for the value itself
     */
    public long count(Value value, boolean raw) {
        return count(value, raw, 0);
    }

    private long count(Value value, boolean raw, int depth) {
        Optional<Presentation> presentation = presentation(value, raw, depth);
        if (presentation.isPresent()) {
            return switch (presentation.get()) {
                case Presentation.Text text ->
                        text.children().isEmpty()
                                ? rawCount(value)
                                : text.children().size() + (hasRaw(value) ? 1 : 0);
                case Presentation.SeenAs seen ->
                        count(seen.value(), false, depth + 1) + (hasRaw(value) ? 1 : 0);
                case Presentation.Entries entries ->
                        entries.entries().size() + (hasRaw(value) ? 1 : 0);
            };
        }
        return rawCount(value);
    }

    private Optional<Presentation> presentation(Value value, boolean raw, int depth) {
        return raw || depth > MAX_DEPTH ? Optional.empty() : formatters.present(value, frame);
    }

    private static boolean hasRaw(Value value) {
        return value.stripped() instanceof CompositeType;
    }

    private long rawCount(Value value) {
        if (value.stripped() instanceof ArrayType array) {
            return Math.max(0, array.count().orElse(0));
        }
        return fixed(value).size();
    }

    /**
     * Some of the parts.
     *
     * @param from the first one's number, from 0
     */
    public List<Part> range(Value value, boolean raw, long from, int count) {
        return range(value, raw, from, count, 0);
    }

    private List<Part> range(Value value, boolean raw, long from, int count, int depth) {
        Optional<Presentation> presentation = presentation(value, raw, depth);
        if (presentation.isEmpty()) {
            return rawRange(value, from, count);
        }
        List<Part> parts = new ArrayList<>();
        long own;
        switch (presentation.get()) {
            case Presentation.Text text -> {
                if (text.children().isEmpty()) {
                    return rawRange(value, from, count);
                }
                own = text.children().size();
                List<Part> all = new ArrayList<>();
                for (Presentation.Child child : text.children()) {
                    all.add(new Part(Part.Kind.FIELD, child.name(), "", child.value()));
                }
                parts.addAll(cut(all, from, count));
            }
            case Presentation.SeenAs seen -> {
                own = count(seen.value(), false, depth + 1);
                parts.addAll(range(seen.value(), false, from, count, depth + 1));
            }
            case Presentation.Entries entries -> {
                own = entries.entries().size();
                parts.addAll(cut(entries(entries), from, count));
            }
        }
        if (hasRaw(value) && from <= own && parts.size() < count) {
            parts.add(new Part(Part.Kind.RAW, "[raw]", "", value, true));
        }
        return parts;
    }

    /** A map's values are called by their keys, a set's elements by their number. */
    private List<Part> entries(Presentation.Entries entries) {
        Formatting formatting = new Formatting(formatters);
        List<Part> parts = new ArrayList<>();
        for (Presentation.Entry entry : entries.entries()) {
            Optional<Value> mapped = entry.value();
            String name =
                    mapped.isPresent()
                            ? formatting.text(entry.key(), frame, ValueFormat.NATURAL, false)
                            : Integer.toString(parts.size());
            parts.add(
                    new Part(Part.Kind.ELEMENT, "[" + name + "]", "", mapped.orElse(entry.key())));
        }
        return parts;
    }

    private List<Part> rawRange(Value value, long from, int count) {
        if (value.stripped() instanceof ArrayType array) {
            return elements(value, array, from, count);
        }
        return cut(fixed(value), from, count);
    }

    private static List<Part> cut(List<Part> all, long from, int count) {
        int start = (int) Math.min(Math.max(from, 0), all.size());
        return all.subList(start, start + Math.min(Math.max(count, 0), all.size() - start));
    }

    private static List<Part> elements(Value value, ArrayType array, long from, int count) {
        long end = Math.min(Math.max(0, array.count().orElse(0)), from + count);
        List<Part> parts = new ArrayList<>();
        for (long i = Math.max(0, from); i < end; i++) {
            parts.add(
                    new Part(
                            Part.Kind.ELEMENT,
                            "[" + i + "]",
                            "%s[" + i + "]",
                            value.part(i * array.stride(), array.element())));
        }
        return parts;
    }

    /** The parts of what is no array. */
    private List<Part> fixed(Value value) {
        try {
            return switch (value.stripped()) {
                case CompositeType composite -> members(value, ".");
                case PointerType pointer -> targets(value, pointer);
                default -> registerFields(value);
            };
        } catch (ValueException e) {
            return List.of(); // What cannot be read has no parts; its text says why.
        }
    }

    private static List<Part> registerFields(Value value) {
        if (!(value.storage() instanceof Storage.Register register) || value.isBitField()) {
            return List.of();
        }
        List<Part> parts = new ArrayList<>();
        for (RegisterField field : RegisterFields.of(register.register())) {
            parts.add(
                    new Part(
                            Part.Kind.FIELD,
                            field.name(),
                            "%s." + field.name(),
                            RegisterValues.field(register.register(), field)));
        }
        return parts;
    }

    private List<Part> members(Value value, String operator) throws ValueException {
        List<Part> parts = new ArrayList<>();
        CompositeType type = (CompositeType) value.stripped();
        for (Member member : type.members()) {
            parts.add(part(value, member, operator));
        }
        Optional<Variant> variant = Composites.activeVariant(value, frame);
        if (variant.isPresent()) {
            for (Member member : variant.get().members()) {
                parts.addAll(variantParts(value.member(member), operator));
            }
        }
        return parts;
    }

    /** The fields of the active alternative, which its own structure holds. */
    private List<Part> variantParts(Value variant, String operator) throws ValueException {
        return variant.stripped() instanceof CompositeType ? members(variant, operator) : List.of();
    }

    private static Part part(Value value, Member member, String operator) {
        Value inner = value.member(member);
        if (member.base()) {
            return new Part(Part.Kind.BASE_CLASS, member.name(), "%s", inner);
        }
        if (member.name().isEmpty()) {
            return new Part(Part.Kind.FIELD, "<" + kind(inner) + ">", "%s", inner);
        }
        String name = Composites.displayName(member);
        return new Part(Part.Kind.FIELD, name, "%s" + operator + name, inner);
    }

    private static String kind(Value anonymous) {
        return anonymous.stripped() instanceof CompositeType composite
                        && composite.kind() == CompositeType.Kind.UNION
                ? "union"
                : "struct";
    }

    /** What a pointer leads to: the members of a structure at once, else the target. */
    private List<Part> targets(Value value, PointerType pointer) throws ValueException {
        Type target = Types.strip(pointer.target());
        boolean nothing =
                target instanceof VoidType
                        || target instanceof UnknownType
                        || target instanceof FunctionType;
        if (nothing || value.number(frame) == 0) {
            return List.of();
        }
        Value pointed = value.target(frame);
        boolean plain =
                target instanceof CompositeType composite
                        && composite.complete()
                        && formatters.present(pointed, frame).isEmpty();
        if (plain) {
            List<Part> parts = members(pointed, frame.language() == Language.RUST ? "." : "->");
            if (!parts.isEmpty()) {
                return parts;
            }
        }
        return List.of(new Part(Part.Kind.TARGET, "*", "*%s", pointed));
    }
}
