package dev.framescope.insight.paging;

/**
 * The flag bits 0 to 7 of a page-table entry, or what several mappings have in common (Privileged
 * Architecture, Addressing and Memory Protection).
 *
 * @param bits as in the entry; higher bits are not kept
 */
public record PteFlags(int bits) {
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

    /** All but V in fixed columns, permissions, U and G, A and D: {@code R-X -G AD}. */
    public String text() {
        return permissions() + ' ' + letters("UG", U) + ' ' + letters("AD", A);
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
