package dev.framescope.machine.isa;

import java.util.Locale;

/** The extensions that a hart may have, in the order in which an ISA string names them. */
public enum Extension {
    /** The base, with the privileged architecture. */
    I,
    M,
    A,
    F,
    D,
    C,
    ZICBOM,
    ZICBOZ,
    ZICOND,
    ZICSR,
    ZIFENCEI,
    ZIHINTPAUSE,
    ZAWRS,
    ZBA,
    ZBB,
    ZBC,
    ZBS,
    SSTC,
    /** A and D bits that are clear raise page faults. */
    SVADE,
    /** The hart sets A and D bits, if menvcfg.ADUE says so. */
    SVADU,
    SVINVAL,
    SVNAPOT,
    SVPBMT;

    /** As in an ISA string: one letter, or a word in lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is a single letter, and has a bit in misa. */
    public boolean isLetter() {
        return name().length() == 1;
    }
}
