package dev.framescope.machine;

import java.util.OptionalLong;

/**
 * An instruction, named by the places at which a hart can meet it.
 *
 * @param linkAddress the virtual address the program was linked for: matched under any translation,
 *     and in bare mode
 * @param loadAddress the physical address it was loaded to: matched while the hart's fetches are
 *     not translated
 */
public record CodeLocation(long linkAddress, OptionalLong loadAddress) {
    /** An address that is both, or whose load address is not known. */
    public static CodeLocation at(long address) {
        return new CodeLocation(address, OptionalLong.empty());
    }

    public static CodeLocation at(long linkAddress, long loadAddress) {
        return new CodeLocation(linkAddress, OptionalLong.of(loadAddress));
    }
}
