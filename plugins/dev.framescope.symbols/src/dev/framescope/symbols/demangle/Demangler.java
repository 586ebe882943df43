package dev.framescope.symbols.demangle;

import java.util.Optional;

/** Makes names for people out of linkers' names. Any thread may use it. */
public final class Demangler {

    /** Names of generic code have some kilobytes; what is longer, nobody reads. */
    static final int MAXIMUM_LENGTH = 1 << 16;

    private Demangler() {}

    /**
     * The name in the source, with parameters and generic arguments, but without the hash of a Rust
     * name; empty if the name is not mangled, or not in a way that is known.
     *
     * <p>C++ names are written as GNU tools do. What optimisers append ({@code .constprop.0}) is
     * named in brackets for C++, and dropped for Rust.
     */
    public static Optional<String> demangle(String name) {
        if (name.length() < 3 || name.length() > MAXIMUM_LENGTH) {
            return Optional.empty();
        }
        try {
            if (name.startsWith("_R")) {
                return Optional.of(RustV0.demangle(name));
            }
            if (!name.startsWith("_Z")) {
                return Optional.empty();
            }
            Optional<String> rust = RustLegacy.demangle(name);
            return rust.isPresent() ? rust : Optional.of(CxxEncoding.demangle(name));
        } catch (MangledNameException e) {
            return Optional.empty(); // a name that only looks mangled is what it is
        }
    }

    /** The name in the source, or the name itself if it is not mangled. */
    public static String readable(String name) {
        return demangle(name).orElse(name);
    }
}
