package dev.framescope.debugger.expression;

/** A type as it was typed, in the style of C or Rust. */
sealed interface TypeSyntax {
    int position();

    /** A type by name: {@code unsigned long}, {@code struct page}, {@code os::memory::Frame}. */
    record Named(int position, String name) implements TypeSyntax {}

    /**
     * A pointer or a reference.
     *
     * @param prefix as Rust writes it, {@code *const } or {@code &mut }; empty in C
     */
    record Pointer(int position, TypeSyntax target, String prefix) implements TypeSyntax {}

    record Array(int position, TypeSyntax element, long count) implements TypeSyntax {}
}
