package dev.framescope.debugger.registers;

import java.util.Map;
import java.util.Optional;

/**
 * Bits of a register that have a name (Privileged Architecture).
 *
 * @param name as in the specification: {@code MPP}, {@code PPN}
 * @param low number of the lowest bit
 * @param bits how many there are
 * @param names what values are called, such as 8 Sv39; empty for plain numbers
 */
public record RegisterField(String name, int low, int bits, Map<Long, String> names) {
    public RegisterField {
        names = Map.copyOf(names);
    }

    /** The field's value in the register's. */
    public long of(long register) {
        return register >>> low & mask();
    }

    /** What the field's value is called, if it has a name. */
    public Optional<String> nameOf(long register) {
        return Optional.ofNullable(names.get(of(register)));
    }

    /**
     * The register's value with another one of the field.
     *
     * @throws IllegalArgumentException if the value has more bits than the field
     */
    public long set(long register, long value) {
        if ((value & ~mask()) != 0) {
            throw new IllegalArgumentException(
                    name + " has " + bits + " bits; 0x" + Long.toHexString(value) + " has more");
        }
        return register & ~(mask() << low) | value << low;
    }

    private long mask() {
        return -1L >>> Long.SIZE - bits;
    }
}
