package dev.framescope.symbols.type;

import java.util.Locale;
import java.util.function.Supplier;

/** A type with a qualifier (DWARF 5, section 5.3). */
public final class QualifiedType implements Type {

    /** The qualifiers of C. */
    public enum Qualifier {
        /** It is not changed through this name. */
        CONST,
        /** Each access matters. */
        VOLATILE,
        /** Nothing else points there. */
        RESTRICT,
        /** Accesses are atomic. */
        ATOMIC;

        /** The keyword as C has it. */
        public String keyword() {
            return this == ATOMIC ? "_Atomic" : name().toLowerCase(Locale.ROOT);
        }
    }

    private final Qualifier qualifier;
    private final Supplier<Type> target;

    /**
     * A qualified type.
     *
     * @param target asked when needed, has to give the same each time
     */
    public QualifiedType(Qualifier qualifier, Supplier<Type> target) {
        this.qualifier = qualifier;
        this.target = target;
    }

    /** The qualifier; several are nested. */
    public Qualifier qualifier() {
        return qualifier;
    }

    /** The type without this qualifier. */
    public Type target() {
        return target.get();
    }

    @Override
    public String name() {
        return Declarator.nameOf(this);
    }

    @Override
    public long size() {
        return target().size();
    }

    @Override
    public String toString() {
        return name();
    }
}
