package dev.framescope.machine;

import java.util.OptionalLong;

/**
 * An instruction, named by the places at which a hart can meet it. A hart that meets it in several
 * ways at once meets it once.
 *
 * @param linkAddress the virtual address the program was linked for: matched under any translation,
 *     and in bare mode; empty for a place that only the physical address names
 * @param loadAddress the physical address it was loaded to: matched while the hart's fetches are
 *     not translated
 * @param physicalAddress matched wherever the hart's fetch leads there, by whatever virtual address
 *     under whatever translation, and untranslated: for code that is mapped more than once, such as
 *     a trampoline
 */
public record CodeLocation(
        OptionalLong linkAddress, OptionalLong loadAddress, OptionalLong physicalAddress) {
    /** An address that is both, or whose load address is not known. */
    public static CodeLocation at(long address) {
        return at(address, OptionalLong.empty());
    }

    public static CodeLocation at(long linkAddress, long loadAddress) {
        return at(linkAddress, OptionalLong.of(loadAddress));
    }

    /** By link address, and by load address if that is known. */
    public static CodeLocation at(long linkAddress, OptionalLong loadAddress) {
        return new CodeLocation(OptionalLong.of(linkAddress), loadAddress, OptionalLong.empty());
    }

    /** By physical address alone. */
    public static CodeLocation physical(long paddr) {
        return new CodeLocation(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(paddr));
    }

    /** The same, also met at its physical address under any translation. */
    public CodeLocation withPhysical(long paddr) {
        return new CodeLocation(linkAddress, loadAddress, OptionalLong.of(paddr));
    }
}
