package dev.framescope.insight.kernel;

import java.util.Objects;

/**
 * A contiguous part of the kernel's image: neighbouring ELF sections of one kind taken together, or
 * the boot stack.
 *
 * @param name the group's name: {@code .text}, {@code .rodata}, {@code .data}, {@code .bss}, or
 *     {@code boot stack}
 * @param vaddr link address of the first byte
 * @param paddr physical address of the first byte
 * @param size in bytes
 */
public record KernelSection(String name, SectionKind kind, long vaddr, long paddr, long size) {
    public KernelSection {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
    }

    /** Whether the byte at this physical address belongs to the section. */
    public boolean containsPhysical(long address) {
        return Long.compareUnsigned(address - paddr, size) < 0;
    }

    /** Physical address after the last byte. */
    public long paddrEnd() {
        return paddr + size;
    }
}
