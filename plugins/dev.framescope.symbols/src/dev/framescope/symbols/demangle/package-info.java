/**
 * From the names that compilers give to linkers to those in the source: Rust's legacy and v0
 * mangling (RFC 2603) and that of the Itanium C++ ABI.
 *
 * <p>{@link dev.framescope.symbols.demangle.Demangler} gives the name for a person, {@link
 * dev.framescope.symbols.demangle.NamePath} the components by which a person finds it.
 */
package dev.framescope.symbols.demangle;
