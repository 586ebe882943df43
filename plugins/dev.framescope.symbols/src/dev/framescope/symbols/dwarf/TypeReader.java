package dev.framescope.symbols.dwarf;

import dev.framescope.symbols.SymbolException;
import dev.framescope.symbols.scope.Language;
import dev.framescope.symbols.type.AliasType;
import dev.framescope.symbols.type.BaseType;
import dev.framescope.symbols.type.CompositeType;
import dev.framescope.symbols.type.EnumType;
import dev.framescope.symbols.type.FunctionType;
import dev.framescope.symbols.type.Notation;
import dev.framescope.symbols.type.PointerType;
import dev.framescope.symbols.type.QualifiedType;
import dev.framescope.symbols.type.QualifiedType.Qualifier;
import dev.framescope.symbols.type.Type;
import dev.framescope.symbols.type.UnknownType;
import dev.framescope.symbols.type.VoidType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes types from their entries (DWARF 5, chapter 5). What a type refers to is read when it is
 * asked for. Any thread may use it.
 */
final class TypeReader {

    /** Longer chains of pointers, typedefs and qualifiers are circles. */
    private static final int MAXIMUM_CHAIN = 64;

    /** Types are kept so that equal entries give the same object, but not without end. */
    private static final int MAXIMUM_KNOWN = 1 << 17;

    private static final String UNNAMED = "<unnamed>";

    private final UnitIndex units;
    private final EntryNames names;
    private final QualifiedNames qualifiedNames;
    private final Definitions definitions;
    private final CompositeReader composites;
    private final Consumer<SymbolException> problems;
    private final Map<Entry.Key, Type> known = new ConcurrentHashMap<>();

    /**
     * @param definitions finds types that are only declared in their unit
     */
    TypeReader(
            UnitIndex units,
            QualifiedNames qualifiedNames,
            Definitions definitions,
            Consumer<SymbolException> problems) {
        this.units = units;
        names = new EntryNames(units);
        this.qualifiedNames = qualifiedNames;
        this.definitions = definitions;
        this.problems = problems;
        composites = new CompositeReader(this, units, definitions, problems);
    }

    /** Finds the definition of a type that is declared in another unit. */
    @FunctionalInterface
    interface Definitions {

        /**
         * @param declared the entry of the declaration
         * @param qualifiedName without a keyword
         */
        Optional<Entry> find(Entry declared, String qualifiedName) throws SymbolException;
    }

    /** The type of what an entry describes, read when it is asked for. */
    Supplier<Type> lazyTypeOf(Entry entry) {
        return Lazy.reading(() -> typeOf(entry), UNREADABLE, problems)::get;
    }

    private static final Type UNREADABLE = new UnknownType("its debug information is broken");

    /** The type of what an entry describes; nothing, if the entry tells none. */
    Type typeOf(Entry entry) throws SymbolException {
        if (!entry.has(Attribute.TYPE)) {
            return nothing(entry);
        }
        Optional<Entry> type = units.follow(entry, Attribute.TYPE);
        return type.isPresent()
                ? read(type.get())
                : new UnknownType("its debug information is in another file");
    }

    private static VoidType nothing(Entry entry) {
        return notation(entry) == Notation.RUST ? new VoidType("()") : VoidType.VOID;
    }

    /** The type that an entry describes, itself or by the signature of a type unit. */
    Type read(Entry entry) throws SymbolException {
        Optional<Entry> described = units.follow(entry, Attribute.SIGNATURE);
        return readDescription(described.orElse(entry));
    }

    private Type readDescription(Entry entry) throws SymbolException {
        Type before = known.get(entry.key());
        if (before != null) {
            return before;
        }
        Type made = comesToAnEnd(entry) ? make(entry) : new UnknownType("it is made of itself");
        if (known.size() >= MAXIMUM_KNOWN) {
            known.clear();
        }
        Type first = known.putIfAbsent(entry.key(), made);
        return first == null ? made : first;
    }

    /** Whether the types that this one is derived from end at one that is derived from none. */
    private boolean comesToAnEnd(Entry entry) throws SymbolException {
        Optional<Entry> at = Optional.of(entry);
        for (int links = 0; links < MAXIMUM_CHAIN; links++) {
            if (at.isEmpty() || !isDerived(at.get().tag())) {
                return true;
            }
            at = units.follow(at.get(), Attribute.TYPE);
        }
        return false;
    }

    private static boolean isDerived(int tag) {
        return switch (tag) {
            case Tag.STRUCTURE_TYPE, Tag.CLASS_TYPE, Tag.UNION_TYPE, Tag.INTERFACE_TYPE -> false;
            default -> true;
        };
    }

    private Type make(Entry entry) throws SymbolException {
        return switch (entry.tag()) {
            case Tag.BASE_TYPE -> base(entry);
            case Tag.POINTER_TYPE -> pointer(PointerType.Kind.POINTER, entry);
            case Tag.REFERENCE_TYPE -> pointer(PointerType.Kind.REFERENCE, entry);
            case Tag.RVALUE_REFERENCE_TYPE -> pointer(PointerType.Kind.RVALUE_REFERENCE, entry);
            case Tag.ARRAY_TYPE -> ArrayReader.read(entry, lazyTypeOf(entry));
            case Tag.STRUCTURE_TYPE -> composite(CompositeType.Kind.STRUCT, entry);
            case Tag.UNION_TYPE -> composite(CompositeType.Kind.UNION, entry);
            case Tag.CLASS_TYPE, Tag.INTERFACE_TYPE -> composite(CompositeType.Kind.CLASS, entry);
            case Tag.ENUMERATION_TYPE -> enumeration(entry);
            case Tag.TYPEDEF, Tag.TEMPLATE_ALIAS, Tag.SUBRANGE_TYPE -> alias(entry);
            case Tag.CONST_TYPE, Tag.IMMUTABLE_TYPE -> qualified(Qualifier.CONST, entry);
            case Tag.VOLATILE_TYPE -> qualified(Qualifier.VOLATILE, entry);
            case Tag.RESTRICT_TYPE -> qualified(Qualifier.RESTRICT, entry);
            case Tag.ATOMIC_TYPE -> qualified(Qualifier.ATOMIC, entry);
            case Tag.PACKED_TYPE, Tag.SHARED_TYPE -> typeOf(entry);
            case Tag.SUBROUTINE_TYPE, Tag.SUBPROGRAM -> function(entry);
            case Tag.PTR_TO_MEMBER_TYPE -> memberPointer(entry);
            case Tag.UNSPECIFIED_TYPE -> new VoidType(ownName(entry).orElse(VoidType.VOID.name()));
            default -> new UnknownType(String.format("a kind of type 0x%x", entry.tag()));
        };
    }

    private static Optional<String> ownName(Entry entry) throws SymbolException {
        return entry.string(Attribute.NAME).filter(name -> !name.isEmpty());
    }

    private static BaseType base(Entry entry) throws SymbolException {
        long bits = entry.number(Attribute.BIT_SIZE).orElse(0);
        long size = entry.number(Attribute.BYTE_SIZE).orElse((bits + 7) / Byte.SIZE);
        int code = (int) entry.number(Attribute.ENCODING).orElse(0);
        return new BaseType(
                ownName(entry).orElse(UNNAMED),
                size,
                size == 0 ? BaseType.Encoding.OTHER : EncodingCode.encoding(code));
    }

    private PointerType pointer(PointerType.Kind kind, Entry entry) throws SymbolException {
        return new PointerType(
                kind,
                notation(entry),
                ownName(entry),
                entry.number(Attribute.BYTE_SIZE).orElse(entry.unit().encoding().addressSize()),
                lazyTypeOf(entry));
    }

    private CompositeType composite(CompositeType.Kind kind, Entry entry) throws SymbolException {
        String keyword = kind == CompositeType.Kind.UNION ? "union" : "struct";
        String name = typeName(entry, keyword);
        String plain = typeName(entry, "");
        return new CompositeType(kind, name, composites.definition(entry, plain));
    }

    private EnumType enumeration(Entry entry) throws SymbolException {
        Supplier<Type> underlying =
                entry.has(Attribute.TYPE)
                        ? lazyTypeOf(entry)
                        : () -> new UnknownType("its debug information does not say");
        return new EnumType(
                typeName(entry, "enum"),
                entry.number(Attribute.BYTE_SIZE).orElse(0),
                entry.flag(Attribute.ENUM_CLASS) || notation(entry) != Notation.C,
                underlying,
                Lazy.<List<EnumType.Enumerator>>reading(
                                () -> enumerators(defined(entry)), List.of(), problems)
                        ::get);
    }

    /** The definition of an enumeration, which may be elsewhere. */
    private Entry defined(Entry entry) throws SymbolException {
        return entry.flag(Attribute.DECLARATION)
                ? definitions.find(entry, typeName(entry, "")).orElse(entry)
                : entry;
    }

    private static List<EnumType.Enumerator> enumerators(Entry entry) throws SymbolException {
        List<EnumType.Enumerator> found = new ArrayList<>();
        for (Entry child : entry.children()) {
            Optional<String> name = child.string(Attribute.NAME);
            if (child.tag() == Tag.ENUMERATOR && name.isPresent()) {
                long value = child.number(Attribute.CONST_VALUE).orElse(0);
                found.add(new EnumType.Enumerator(name.get(), value));
            }
        }
        return List.copyOf(found);
    }

    private AliasType alias(Entry entry) throws SymbolException {
        return new AliasType(typeName(entry, ""), lazyTypeOf(entry));
    }

    private QualifiedType qualified(Qualifier qualifier, Entry entry) {
        return new QualifiedType(qualifier, lazyTypeOf(entry));
    }

    private FunctionType function(Entry entry) throws SymbolException {
        boolean variadic = false;
        List<Supplier<Type>> parameters = new ArrayList<>();
        for (Entry child : entry.children()) {
            if (child.tag() == Tag.FORMAL_PARAMETER) {
                parameters.add(lazyTypeOf(child));
            }
            variadic |= child.tag() == Tag.UNSPECIFIED_PARAMETERS;
        }
        Supplier<List<Type>> types = () -> parameters.stream().map(Supplier::get).toList();
        return new FunctionType(notation(entry), lazyTypeOf(entry), types, variadic);
    }

    /** C++ keeps an offset there, or for functions two words: no address in any case. */
    private BaseType memberPointer(Entry entry) throws SymbolException {
        Type target = typeOf(entry);
        Optional<Entry> container = units.follow(entry, Attribute.CONTAINING_TYPE);
        String of = container.isPresent() ? read(container.get()).name() + "::" : "";
        boolean function = target instanceof FunctionType;
        return new BaseType(
                target.name() + " " + of + "*",
                function ? 2 * Long.BYTES : Long.BYTES,
                BaseType.Encoding.OTHER);
    }

    /** The name of a type as its language has it. */
    private String typeName(Entry entry, String keyword) throws SymbolException {
        boolean plain = notation(entry) != Notation.C || keyword.isEmpty() || isCpp(entry);
        String before = plain ? "" : keyword + " ";
        Optional<String> name = names.name(entry);
        if (name.isEmpty()) {
            return keyword.isEmpty() ? UNNAMED : keyword + " {...}";
        }
        return before + qualifiedNames.qualify(entry, name.get());
    }

    private static boolean isCpp(Entry entry) {
        return entry.unit().language() == Language.CPP;
    }

    static Notation notation(Entry entry) {
        return switch (entry.unit().language()) {
            case RUST -> Notation.RUST;
            case ZIG -> Notation.ZIG;
            default -> Notation.C;
        };
    }
}
