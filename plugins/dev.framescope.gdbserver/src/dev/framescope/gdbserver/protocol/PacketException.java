package dev.framescope.gdbserver.protocol;

/** A packet that cannot be carried out. The message goes to the client, and is for a person. */
public final class PacketException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int number;

    /**
     * A packet that asks for the impossible.
     *
     * @param number an errno of the GDB file-I/O protocol, for clients that know no messages
     */
    public PacketException(int number, String message) {
        super(message, null, false, false);
        this.number = number;
    }

    /** A packet that is not well formed. */
    public static PacketException malformed(String what) {
        return new PacketException(22, "malformed packet: " + what);
    }

    /** The number of {@code E NN}. */
    public int number() {
        return number;
    }
}
