package dev.framescope.insight.layout;

import java.util.List;
import java.util.Objects;

/**
 * A region of the physical address space.
 *
 * @param name such as {@code VIRT_UART0}, {@code .text} or {@code frames}
 * @param base first physical address
 * @param size in bytes
 * @param detail a few words for a person, may be empty
 * @param children the regions in it, by ascending address, without overlap; empty if it is not
 *     divided. What is less than a page between them (alignment) belongs to none.
 */
public record LayoutRegion(
        String name,
        RegionKind kind,
        long base,
        long size,
        String detail,
        List<LayoutRegion> children) {
    public LayoutRegion {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
        children = List.copyOf(children);
    }

    /** Physical address after the last byte. */
    public long end() {
        return base + size;
    }

    public boolean contains(long paddr) {
        return Long.compareUnsigned(paddr - base, size) < 0;
    }
}
