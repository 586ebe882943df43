package dev.framescope.symbols.dwarf;

/** Tags of debugging information entries (DWARF 5, section 7.5.3). */
final class Tag {

    static final int FORMAL_PARAMETER = 0x05;
    static final int SUBPROGRAM = 0x2e;
    static final int VARIABLE = 0x34;

    private Tag() {}
}
