package dev.framescope.insight.paging;

import java.util.Objects;

/**
 * The flag bits 0 to 7 of a page-table entry and its memory type, or what several mappings have in
 * common (Privileged Architecture, Addressing and Memory Protection).
 *
 * @param bits as in the entry; higher bits are not kept
 * @param memoryType what the bits 61 and 62 say
 */
public record PteFlags(int bits, MemoryType memoryType) {
    public static final int V = 1;
    public static final int R = 1 << 1;
    public static final int W = 1 << 2;
    public static final int X = 1 << 3;
    public static final int U = 1 << 4;
    public static final int G = 1 << 5;
    public static final int A = 1 << 6;
    public static final int D = 1 << 7;

    public PteFlags {
        bits &= 0xff;
        Objects.requireNonNull(memoryType, "memoryType");
    }

    /** Flags with the memory type that every entry without Svpbmt has. */
    public PteFlags(int bits) {
        this(bits, MemoryType.PMA);
    }

    /** The flags of an entry. */
    public static PteFlags of(long pte) {
        return new PteFlags((int) pte, MemoryType.of(pte));
    }

    public boolean valid() {
        return (bits & V) != 0;
    }

    public boolean readable() {
        return (bits & R) != 0;
    }

    public boolean writable() {
        return (bits & W) != 0;
    }

    public boolean executable() {
        return (bits & X) != 0;
    }

    public boolean user() {
        return (bits & U) != 0;
    }

    public boolean global() {
        return (bits & G) != 0;
    }

    public boolean accessed() {
        return (bits & A) != 0;
    }

    public boolean dirty() {
        return (bits & D) != 0;
    }

    /** Whether the flags make the entry a leaf rather than a pointer to the next table. */
    public boolean leaf() {
        return (bits & (R | W | X)) != 0;
    }

    /** R, W and X, a dash for each that is missing: {@code R-X}. */
    public String permissions() {
        return letters("RWX", R);
    }

    /**
     * All but V in fixed columns, permissions, U and G, A and D: {@code R-X -G AD}. The memory type
     * follows if it is not the usual one: {@code RW- -G AD IO}.
     */
    public String text() {
        String flags = permissions() + ' ' + letters("UG", U) + ' ' + letters("AD", A);
        return switch (memoryType) {
            case PMA -> flags;
            case NC, IO -> flags + ' ' + memoryType;
            case RESERVED -> flags + " PBMT=3";
        };
    }

    private String letters(String names, int firstBit) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.length(); i++) {
            text.append((bits & firstBit << i) != 0 ? names.charAt(i) : '-');
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
