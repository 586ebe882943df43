package dev.framescope.symbols.type;

import java.util.List;

/**
 * One alternative of an enum with data.
 *
 * @param values of the discriminant that select it; none if it is the one for all other values
 * @param members its data; of Rust one member with the variant's name and a structure as its type
 */
public record Variant(List<Range> values, List<Member> members) {

    /**
     * Discriminant values.
     *
     * @param low the first
     * @param high the last
     */
    public record Range(long low, long high) {}

    /** Takes copies of the lists. */
    public Variant {
        values = List.copyOf(values);
        members = List.copyOf(members);
    }

    /** The name of its first member, which in Rust is the variant's; empty if there is none. */
    public String name() {
        return members.isEmpty() ? "" : members.getFirst().name();
    }

    /** Whether it is the alternative for all values that no other has. */
    public boolean isDefault() {
        return values.isEmpty();
    }

    /** Whether a discriminant of that many bits selects it by one of its values. */
    boolean isSelectedBy(long value, int bits) {
        long mask = bits == 0 ? 0 : -1L >>> Long.SIZE - bits;
        for (Range range : values) {
            // Distances from the start do not depend on the sign of the discriminant.
            long distance = value - range.low & mask;
            if (Long.compareUnsigned(distance, range.high - range.low & mask) <= 0) {
                return true;
            }
        }
        return false;
    }
}
