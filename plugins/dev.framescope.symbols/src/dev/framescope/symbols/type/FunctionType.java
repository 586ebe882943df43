package dev.framescope.symbols.type;

import java.util.List;
import java.util.function.Supplier;

/** The type of a function, as a pointer to one has it for its target (DWARF 5, section 5.9). */
public final class FunctionType implements Type {

    private final Notation notation;
    private final Supplier<Type> result;
    private final Supplier<List<Type>> parameters;
    private final boolean variadic;

    /**
     * A function's type.
     *
     * @param notation how it is written
     * @param result what it returns, {@link VoidType} if nothing
     * @param parameters has to give the same each time
     * @param variadic whether more arguments may follow
     */
    public FunctionType(
            Notation notation,
            Supplier<Type> result,
            Supplier<List<Type>> parameters,
            boolean variadic) {
        this.notation = notation;
        this.result = result;
        this.parameters = parameters;
        this.variadic = variadic;
    }

    /** What it returns. */
    public Type result() {
        return result.get();
    }

    /** The types of its parameters. */
    public List<Type> parameters() {
        return parameters.get();
    }

    /** Whether more arguments may follow the parameters. */
    public boolean variadic() {
        return variadic;
    }

    /** How it is written. */
    Notation notation() {
        return notation;
    }

    @Override
    public String name() {
        return Declarator.nameOf(this);
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public String toString() {
        return name();
    }
}
