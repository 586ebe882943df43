package dev.framescope.symbols.scope;

import dev.framescope.symbols.SourceLine;
import dev.framescope.symbols.location.Location;
import dev.framescope.symbols.location.LocationContext;
import dev.framescope.symbols.type.Type;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A variable, parameter or constant of the program. Any thread may use it. */
public final class Variable {

    /** The kinds of variables. */
    public enum Kind {
        /** A parameter of a function. */
        PARAMETER,
        /** A variable of a function that lives as long as its call. */
        LOCAL,
        /** A variable that lives as long as the program, wherever it is declared. */
        STATIC
    }

    private final String name;
    private final String qualifiedName;
    private final Kind kind;
    private final Supplier<Type> type;
    private final Supplier<Optional<SourceLine>> declaration;
    private final Function<LocationContext, Location> place;

    /**
     * A variable.
     *
     * @param name as the source has it
     * @param qualifiedName with the namespaces or modules before it
     * @param type asked when needed, has to give the same each time
     * @param declaration where the source declares it
     * @param place tells where its value is in a frame
     */
    public Variable(
            String name,
            String qualifiedName,
            Kind kind,
            Supplier<Type> type,
            Supplier<Optional<SourceLine>> declaration,
            Function<LocationContext, Location> place) {
        this.name = Objects.requireNonNull(name, "name");
        this.qualifiedName = Objects.requireNonNull(qualifiedName, "qualifiedName");
        this.kind = Objects.requireNonNull(kind, "kind");
        this.type = type;
        this.declaration = declaration;
        this.place = place;
    }

    /** The name as the source has it. */
    public String name() {
        return name;
    }

    /** The name with the namespaces (C++) or modules (Rust) before it: {@code memory::FRAMES}. */
    public String qualifiedName() {
        return qualifiedName;
    }

    /** Which kind of variable it is. */
    public Kind kind() {
        return kind;
    }

    /** Its type. */
    public Type type() {
        return type.get();
    }

    /** Where the source declares it. */
    public Optional<SourceLine> declaration() {
        return declaration.get();
    }

    /**
     * Where its value is in a frame. Never fails: what cannot be told is an {@code Unavailable}
     * location.
     *
     * @param frame the frame; {@link LocationContext#NONE} is enough for most static variables
     */
    public Location locate(LocationContext frame) {
        return place.apply(frame);
    }

    @Override
    public String toString() {
        return qualifiedName;
    }
}
