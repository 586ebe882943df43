package dev.framescope.debugger.value;

import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.Member;
import dev.framescope.symbols.type.Type;
import dev.framescope.symbols.type.Variant;
import dev.framescope.symbols.type.VariantPart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Members of structures, unions, classes, tuples and enums with data. */
public final class Composites {
    private static final int MAX_DEPTH = 32;

    /** What debug information calls the fields of tuples: {@code __0}. */
    private static final String TUPLE_FIELD = "__";

    private Composites() {}

    /** A member's name as its language has it: {@code 0} for the first of a tuple. */
    public static String displayName(Member member) {
        return isTupleField(member) ? member.name().substring(TUPLE_FIELD.length()) : member.name();
    }

    private static boolean isTupleField(Member member) {
        return member.name().matches(TUPLE_FIELD + "[0-9]+");
    }

    /** Whether all members are numbered, as those of tuples are, and there is at least one. */
    public static boolean isTuple(List<Member> members) {
        return !members.isEmpty() && members.stream().allMatch(Composites::isTupleField);
    }

    /**
     * The alternative that an enum with data has now.
     *
     * @return empty if its type is no such enum, or no alternative has the discriminant's value
     * @throws ValueException if the discriminant cannot be read
     */
    public static Optional<Variant> activeVariant(Value value, ValueFrame frame)
            throws ValueException {
        if (!(value.stripped() instanceof CompositeType type) || type.variants().isEmpty()) {
            return Optional.empty();
        }
        VariantPart part = type.variants().get();
        if (part.discriminant().isEmpty()) {
            return part.variants().stream().findFirst();
        }
        return part.select(value.member(part.discriminant().get()).number(frame));
    }

    /** The discriminant of an enum with data, if it has one. */
    public static Optional<Value> discriminant(Value value) {
        return value.stripped() instanceof CompositeType type
                ? type.variants().flatMap(VariantPart::discriminant).map(value::member)
                : Optional.empty();
    }

    /**
     * The members that there are now: all of a structure, those of the active alternative of an
     * enum with data.
     *
     * @throws ValueException if it cannot be told which alternative is active
     */
    public static List<Member> members(Value value, ValueFrame frame) throws ValueException {
        if (!(value.stripped() instanceof CompositeType type)) {
            return List.of();
        }
        if (type.variants().isEmpty()) {
            return type.members();
        }
        List<Member> members = new ArrayList<>(type.members());
        activeVariant(value, frame).ifPresent(variant -> members.addAll(variant.members()));
        return members;
    }

    /**
     * A member by name: of the type itself, of an anonymous member or a base class, or of what the
     * active alternative of an enum holds. Tuples' fields go by their number.
     */
    public static Optional<Value> member(Value value, String name, ValueFrame frame)
            throws ValueException {
        return member(value, name, frame, 0);
    }

    private static Optional<Value> member(Value value, String name, ValueFrame frame, int depth)
            throws ValueException {
        List<Member> members = depth > MAX_DEPTH ? List.of() : members(value, frame);
        for (Member member : members) {
            if (member.name().equals(name) || displayName(member).equals(name)) {
                return Optional.of(value.member(member));
            }
        }
        for (Member member : members) {
            if (member.name().isEmpty() || member.base() || isVariant(value.stripped(), member)) {
                Optional<Value> inner = member(value.member(member), name, frame, depth + 1);
                if (inner.isPresent()) {
                    return inner;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isVariant(Type type, Member member) {
        return type instanceof CompositeType composite
                && composite.variants().isPresent()
                && !composite.members().contains(member);
    }

    /** The names by which {@link #member} finds something, for completion and for help. */
    public static List<String> memberNames(Value value, ValueFrame frame) {
        List<String> names = new ArrayList<>();
        collect(value, frame, names, 0);
        return names;
    }

    private static void collect(Value value, ValueFrame frame, List<String> names, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        List<Member> members;
        try {
            members = members(value, frame);
        } catch (ValueException e) {
            return; // An enum that cannot be read has no members to name.
        }
        for (Member member : members) {
            if (!member.name().isEmpty()) {
                names.add(displayName(member));
            }
            if (member.name().isEmpty() || member.base() || isVariant(value.stripped(), member)) {
                collect(value.member(member), frame, names, depth + 1);
            }
        }
    }
}
