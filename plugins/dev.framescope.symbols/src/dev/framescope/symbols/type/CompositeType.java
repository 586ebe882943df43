package dev.framescope.symbols.type;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** A structure, class or union; an enum with data of Rust, too (DWARF 5, section 5.7). */
public final class CompositeType implements Type {

    /** The kinds of composite types. */
    public enum Kind {
        /** A structure; in Rust also a tuple, a closure or an enum with data. */
        STRUCT,
        /** A union: all members lie at the same place. */
        UNION,
        /** A class of C++. */
        CLASS
    }

    /**
     * What the definition of a composite type says.
     *
     * @param complete whether there is a definition; else all else is empty
     * @param size in bytes
     * @param members in the order of the source, base classes first
     * @param variants the alternatives of an enum with data
     * @param arguments of a generic type or template
     */
    public record Definition(
            boolean complete,
            long size,
            List<Member> members,
            Optional<VariantPart> variants,
            List<TypeArgument> arguments) {

        /** A type that is declared and nowhere defined. */
        public static final Definition NONE =
                new Definition(false, 0, List.of(), Optional.empty(), List.of());

        /** Takes copies of the lists. */
        public Definition {
            members = List.copyOf(members);
            arguments = List.copyOf(arguments);
            Objects.requireNonNull(variants, "variants");
        }
    }

    private final Kind kind;
    private final String name;
    private final Supplier<Definition> definition;

    /**
     * A composite type.
     *
     * @param name as a person writes it
     * @param definition asked when needed, has to give the same each time
     */
    public CompositeType(Kind kind, String name, Supplier<Definition> definition) {
        this.kind = kind;
        this.name = name;
        this.definition = definition;
    }

    /** Which kind it is. */
    public Kind kind() {
        return kind;
    }

    /** Whether the program has a definition of it, so that its members are known. */
    public boolean complete() {
        return definition.get().complete();
    }

    /** Its members, base classes first; without those of {@link #variants}. */
    public List<Member> members() {
        return definition.get().members();
    }

    /** The alternatives of an enum with data (Rust). */
    public Optional<VariantPart> variants() {
        return definition.get().variants();
    }

    /** The arguments of a generic type or template. */
    public List<TypeArgument> arguments() {
        return definition.get().arguments();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return definition.get().size();
    }

    @Override
    public String toString() {
        return name();
    }
}
