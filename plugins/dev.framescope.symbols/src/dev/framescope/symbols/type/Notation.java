package dev.framescope.symbols.type;

/** How types that the debug information gives no name are written. */
public enum Notation {
    /** {@code int [4]}, {@code int (char)}. */
    C,
    /** {@code [i32; 4]}, {@code fn(u8) -> i32}. */
    RUST,
    /** {@code [4]i32}, {@code fn (u8) i32}. */
    ZIG
}
