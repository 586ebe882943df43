package dev.framescope.symbols.type;

/**
 * The type of nothing: what a function without a result returns, what a {@code void *} points to.
 *
 * @param name {@code void}, or {@code ()} in Rust
 */
public record VoidType(String name) implements Type {

    /** As C has it. */
    public static final VoidType VOID = new VoidType("void");

    @Override
    public long size() {
        return 0;
    }
}
