/**
 * ELF64 files (System V gABI): headers, sections, segments, symbols; and the bounded reading of
 * their bytes, on which the debug information rests too.
 */
package dev.framescope.symbols.elf;
