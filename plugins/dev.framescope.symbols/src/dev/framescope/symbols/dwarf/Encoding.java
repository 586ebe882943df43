package dev.framescope.symbols.dwarf;

/**
 * What the size of a value in a unit depends on.
 *
 * @param version DWARF version of the unit, 2 to 5
 * @param offsetSize size of a section offset in bytes: 4, or 8 in the 64-bit DWARF format
 * @param addressSize size of a target address in bytes
 */
record Encoding(int version, int offsetSize, int addressSize) {

    /** Size in bytes of a reference to another unit's entry (DWARF 5, section 7.5.5.5). */
    int referenceSize() {
        return version == 2 ? addressSize : offsetSize;
    }
}
