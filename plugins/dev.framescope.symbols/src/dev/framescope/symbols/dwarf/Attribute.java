package dev.framescope.symbols.dwarf;

/** Names of attributes (DWARF 5, section 7.5.4). */
final class Attribute {

    static final int LOCATION = 0x02;
    static final int NAME = 0x03;
    static final int STMT_LIST = 0x10;
    static final int LOW_PC = 0x11;
    static final int HIGH_PC = 0x12;
    static final int LANGUAGE = 0x13;
    static final int COMP_DIR = 0x1b;
    static final int PRODUCER = 0x25;
    static final int ABSTRACT_ORIGIN = 0x31;
    static final int SPECIFICATION = 0x47;
    static final int RANGES = 0x55;
    static final int LINKAGE_NAME = 0x6e;
    static final int STR_OFFSETS_BASE = 0x72;
    static final int ADDR_BASE = 0x73;
    static final int RNGLISTS_BASE = 0x74;

    /** What compilers wrote before DWARF 4 had {@link #LINKAGE_NAME}. */
    static final int MIPS_LINKAGE_NAME = 0x2007;

    private Attribute() {}
}
