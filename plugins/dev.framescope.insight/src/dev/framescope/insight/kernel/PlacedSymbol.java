package dev.framescope.insight.kernel;

import java.util.Objects;

/**
 * A symbol of the kernel in physical memory.
 *
 * @param name the symbol's name
 * @param paddr physical address
 * @param vaddr link address
 * @param size in bytes, 0 if unknown
 */
public record PlacedSymbol(String name, long paddr, long vaddr, long size) {
    public PlacedSymbol {
        Objects.requireNonNull(name, "name");
    }
}
