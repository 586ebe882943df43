package dev.framescope.symbols.scope;

/** The source languages that are treated differently. */
public enum Language {
    /** C. */
    C,
    /** C++. */
    CPP,
    /** Rust. */
    RUST,
    /** Zig. */
    ZIG,
    /** Assembly language. */
    ASSEMBLY,
    /** Any other, or not told. */
    OTHER;

    /** What stands between the parts of a qualified name. */
    public String separator() {
        return this == ZIG ? "." : "::";
    }
}
