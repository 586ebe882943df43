package dev.framescope.gdbserver.session;

import dev.framescope.gdbserver.protocol.Hex;
import dev.framescope.gdbserver.protocol.PacketException;

import java.nio.charset.StandardCharsets;

/**
 * The answer to a packet.
 *
 * @param payload what is sent; null if nothing is sent now
 */
record Reply(byte[] payload) {
    static final Reply OK = text("OK");

    /** The packet is not known here; GDB will not send it again. */
    static final Reply UNSUPPORTED = text("");

    /** The answer comes when the target stops. */
    static final Reply LATER = new Reply(null);

    static Reply text(String text) {
        return new Reply(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Text for GDB to print, as {@code qRcmd} answers it. */
    static Reply hex(String text) {
        return text.isEmpty() ? OK : text(Hex.of(text));
    }

    /**
     * What went wrong.
     *
     * @param inWords whether the client takes messages (its feature {@code error-message})
     */
    static Reply error(PacketException problem, boolean inWords) {
        return text(
                inWords
                        ? "E." + problem.getMessage()
                        : "E" + Hex.littleEndian(problem.number(), 1));
    }
}
