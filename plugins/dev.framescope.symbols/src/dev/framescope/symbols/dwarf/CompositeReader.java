package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.location.Location;
import dev.framescope.symbols.location.LocationContext;
import dev.framescope.symbols.type.BaseType;
import dev.framescope.symbols.type.CompositeType.Definition;
import dev.framescope.symbols.type.Member;
import dev.framescope.symbols.type.Type;
import dev.framescope.symbols.type.TypeArgument;
import dev.framescope.symbols.type.Types;
import dev.framescope.symbols.type.Variant;
import dev.framescope.symbols.type.VariantPart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads the members of structures, classes and unions (DWARF 5, section 5.7). */
final class CompositeReader {

    /** Discriminants of a list: a label follows, or the ends of a range (section 7.25). */
    private static final int RANGE = 1;

    private final TypeReader types;
    private final UnitIndex units;
    private final TypeReader.Definitions definitions;
    private final Consumer<SymbolException> problems;

    CompositeReader(
            TypeReader types,
            UnitIndex units,
            TypeReader.Definitions definitions,
            Consumer<SymbolException> problems) {
        this.types = types;
        this.units = units;
        this.definitions = definitions;
        this.problems = problems;
    }

    /** What the definition says, wherever it is; read when it is asked for. */
    Supplier<Definition> definition(Entry entry, String qualifiedName) {
        return Lazy.reading(
                        () -> {
                            Optional<Entry> defined = defined(entry, qualifiedName);
                            return defined.isPresent() ? read(defined.get()) : Definition.NONE;
                        },
                        Definition.NONE,
                        problems)
                ::get;
    }

    private Optional<Entry> defined(Entry entry, String qualifiedName) throws SymbolException {
        if (!entry.flag(Attribute.DECLARATION)) {
            return Optional.of(entry);
        }
        return definitions.find(entry, qualifiedName);
    }

    private Definition read(Entry entry) throws SymbolException {
        List<Member> members = new ArrayList<>();
        List<TypeArgument> arguments = new ArrayList<>();
        Optional<VariantPart> variants = Optional.empty();
        for (Entry child : entry.children()) {
            switch (child.tag()) {
                case Tag.MEMBER, Tag.INHERITANCE -> member(child).ifPresent(members::add);
                case Tag.VARIANT_PART -> variants = Optional.of(variantPart(child));
                case Tag.TEMPLATE_TYPE_PARAMETER ->
                        arguments.add(
                                new TypeArgument(
                                        child.string(Attribute.NAME).orElse(""),
                                        types.lazyTypeOf(child)));
                default -> {
                    // functions, nested types and the like are no part of a value
                }
            }
        }
        long size = entry.number(Attribute.BYTE_SIZE).orElse(0);
        return new Definition(true, size, members, variants, arguments);
    }

    /** A member with a place in the value: static members and virtual bases have none. */
    private Optional<Member> member(Entry entry) throws SymbolException {
        boolean isStatic = entry.flag(Attribute.EXTERNAL) || entry.flag(Attribute.DECLARATION);
        OptionalLong offset = offset(entry);
        if (isStatic || offset.isEmpty()) {
            return Optional.empty();
        }
        Supplier<Type> type = types.lazyTypeOf(entry);
        int bits = (int) entry.number(Attribute.BIT_SIZE).orElse(0);
        if (bits <= 0) {
            boolean base = entry.tag() == Tag.INHERITANCE;
            String name = base ? type.get().name() : entry.string(Attribute.NAME).orElse("");
            return Optional.of(new Member(name, type, offset.getAsLong(), 0, 0, base));
        }
        long lowest = lowestBit(entry, offset.getAsLong(), bits, type);
        return Optional.of(
                new Member(
                        entry.string(Attribute.NAME).orElse(""),
                        type,
                        Math.floorDiv(lowest, Byte.SIZE),
                        (int) Math.floorMod(lowest, (long) Byte.SIZE),
                        bits,
                        false));
    }

    /** The lowest bit of a bit field, counted from the lowest of the composite's first byte. */
    private static long lowestBit(Entry entry, long offset, int bits, Supplier<Type> type) {
        OptionalLong dataOffset = entry.number(Attribute.DATA_BIT_OFFSET);
        if (dataOffset.isPresent()) {
            return offset * Byte.SIZE + dataOffset.getAsLong();
        }
        // Counted from the highest bit of its storage unit (DWARF 3, section 5.5.6).
        OptionalLong highest = entry.number(Attribute.BIT_OFFSET);
        if (highest.isEmpty()) {
            return offset * Byte.SIZE;
        }
        long storage = entry.number(Attribute.BYTE_SIZE).orElseGet(() -> type.get().size());
        return (offset + storage) * Byte.SIZE - highest.getAsLong() - bits;
    }

    /** Where a member starts; empty if that depends on the object. */
    private static OptionalLong offset(Entry entry) throws SymbolException {
        Optional<byte[]> operations = entry.block(Attribute.DATA_MEMBER_LOCATION);
        if (operations.isEmpty()) {
            return OptionalLong.of(entry.number(Attribute.DATA_MEMBER_LOCATION).orElse(0));
        }
        try {
            ExpressionMachine machine =
                    new ExpressionMachine(
                            ExpressionUnit.NONE, FrameBase.NONE, LocationContext.NONE);
            return machine.with(0).locate(operations.get()) instanceof Location.Memory place
                    ? OptionalLong.of(place.address())
                    : OptionalLong.empty();
        } catch (CannotTell e) {
            return OptionalLong.empty();
        }
    }

    private VariantPart variantPart(Entry entry) throws SymbolException {
        Optional<Entry> discriminant = units.follow(entry, Attribute.DISCR);
        Optional<Member> member = Optional.empty();
        if (discriminant.isPresent()) {
            member = member(discriminant.get());
        }
        List<Variant> variants = new ArrayList<>();
        for (Entry child : entry.children()) {
            if (child.tag() == Tag.VARIANT) {
                variants.add(variant(child, isSigned(member)));
            }
        }
        return new VariantPart(member, variants);
    }

    private static boolean isSigned(Optional<Member> discriminant) {
        return discriminant.isPresent()
                && Types.strip(discriminant.get().type()) instanceof BaseType base
                && base.encoding() == BaseType.Encoding.SIGNED;
    }

    private Variant variant(Entry entry, boolean signed) throws SymbolException {
        List<Member> members = new ArrayList<>();
        for (Entry child : entry.children()) {
            if (child.tag() == Tag.MEMBER) {
                member(child).ifPresent(members::add);
            }
        }
        List<Variant.Range> values = new ArrayList<>();
        OptionalLong value = entry.number(Attribute.DISCR_VALUE);
        value.ifPresent(v -> values.add(new Variant.Range(v, v)));
        Optional<byte[]> list = entry.block(Attribute.DISCR_LIST);
        if (list.isPresent()) {
            addRanges(list.get(), signed, values);
        }
        return new Variant(values, members);
    }

    private void addRanges(byte[] list, boolean signed, List<Variant.Range> values) {
        OperationReader in = new OperationReader(list);
        try {
            while (!in.atEnd()) {
                boolean range = in.u8() == RANGE;
                long low = signed ? in.sleb() : in.uleb();
                long high = range ? signed ? in.sleb() : in.uleb() : low;
                values.add(new Variant.Range(low, high));
            }
        } catch (CannotTell e) {
            problems.accept(new SymbolException("a list of discriminants is cut short"));
        }
    }
}
