package dev.framescope.machine;

/** A hart's privilege mode (Privileged Architecture, table 1). */
public enum Privilege {
    USER(0, 'U'),
    SUPERVISOR(1, 'S'),
    MACHINE(3, 'M');

    private final int bits;
    private final char letter;

    Privilege(int bits, char letter) {
        this.bits = bits;
        this.letter = letter;
    }

    /** The mode's encoding, as in mstatus.MPP. */
    public int bits() {
        return bits;
    }

    /** The letter by which the manuals call the mode: U, S or M. */
    public char letter() {
        return letter;
    }

    /** The mode with this encoding; the reserved encoding 2 is an IllegalArgumentException. */
    public static Privilege ofBits(int bits) {
        return switch (bits) {
            case 0 -> USER;
            case 1 -> SUPERVISOR;
            case 3 -> MACHINE;
            default -> throw new IllegalArgumentException("reserved privilege encoding " + bits);
        };
    }
}
