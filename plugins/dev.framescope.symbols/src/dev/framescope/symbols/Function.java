package dev.framescope.symbols;

import dev.framescope.symbols.demangle.Demangler;

import java.util.Objects;

/**
 * A function of the program: its names and the link addresses of its code.
 *
 * <p>A function whose code lies in several pieces (hot and cold parts) is one {@code Function} a
 * piece; all pieces have the same names.
 *
 * @param name the name as the source has it, or the symbol's name, demangled, where there is no
 *     debug information; never empty
 * @param linkageName the symbol the linker knows it by; equal to {@code name} in C and assembly
 * @param low link address of the first byte
 * @param high link address after the last byte, at least {@code low}
 */
public record Function(String name, String linkageName, long low, long high) {

    /** Checks that no part is missing. */
    public Function {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(linkageName, "linkageName");
    }

    /** The name with its path, generic arguments and parameters, as far as they are known. */
    public String qualifiedName() {
        return Demangler.demangle(linkageName).orElse(name);
    }

    /** Whether the byte at this link address belongs to the function. */
    public boolean contains(long linkAddress) {
        return Long.compareUnsigned(linkAddress, low) >= 0
                && Long.compareUnsigned(linkAddress, high) < 0;
    }
}
