package dev.framescope.gdbserver.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class PacketCursorTest {
    private static PacketCursor over(String payload) {
        return new PacketCursor(payload.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void numbersOfUpTo64BitsAreTaken() throws PacketException {
        PacketCursor packet = over("ffffffffc0200000,10");
        assertEquals(0xffffffffc0200000L, packet.number());
        packet.expect(",");
        assertEquals(16, packet.number());
        assertTrue(packet.atEnd());
    }

    @Test
    void longerNumbersAndMissingOnesAreMalformed() {
        assertThrows(PacketException.class, over("10000000000000000")::number);
        assertThrows(PacketException.class, over(",1")::number);
        assertThrows(PacketException.class, over("")::number);
    }

    @Test
    void lengthAboveTheMaximumIsRefusedEvenIfItLooksNegative() {
        assertThrows(PacketException.class, () -> over("ffffffffffffffff").length(100));
        assertThrows(PacketException.class, () -> over("65").length(100));
    }

    @Test
    void oddOrStrangeDigitsAreMalformed() {
        assertThrows(PacketException.class, over("123")::hexBytes);
        assertThrows(PacketException.class, over("12g4")::hexBytes);
    }

    @Test
    void hexBytesAndTextAreTaken() throws PacketException {
        assertArrayEquals(new byte[] {0x12, (byte) 0xab}, over("12aB").hexBytes());
        assertEquals("help", over("68656c70").hexText());
    }

    @Test
    void messageShowsTheBeginningOfThePacketOnly() {
        PacketException problem =
                assertThrows(
                        PacketException.class, () -> over("x\1" + "y".repeat(500)).expect("z"));
        assertTrue(problem.getMessage().contains("\"x?yyy"), problem.getMessage());
        assertTrue(problem.getMessage().length() < 120, problem.getMessage());
    }

    @Test
    void takingWhatIsNotThereLeavesThePosition() {
        PacketCursor packet = over("ab");
        assertFalse(packet.take("abc"));
        assertTrue(packet.take("ab"));
    }
}
