package dev.framescope.symbols.dwarf;

/**
 * A contiguous piece of a function's code, from a {@code DW_TAG_subprogram} entry.
 *
 * @param name {@code DW_AT_name}, or the linkage name where that is missing
 * @param linkageName the linker's name; equal to {@code name} where it is not recorded
 * @param range link addresses of the piece
 * @param entered whether the function starts with this piece
 */
public record Subprogram(String name, String linkageName, AddressRange range, boolean entered) {}
