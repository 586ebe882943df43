package dev.framescope.gdbserver.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class PacketDecoderTest {
    private final List<String> found = new ArrayList<>();
    private final PacketDecoder decoder =
            new PacketDecoder(
                    new PacketDecoder.Receiver() {
                        @Override
                        public void packet(byte[] content, boolean intact) {
                            found.add((intact ? "packet " : "damaged ") + text(content));
                        }

                        @Override
                        public void negativeAcknowledgement() {
                            found.add("again");
                        }

                        @Override
                        public void interrupt() {
                            found.add("interrupt");
                        }
                    });

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void feed(String bytes) {
        decoder.feed(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void packetsAndWhatStandsBetweenThemComeInOrder() {
        feed("+$g#67+\3-$?#3f");
        assertEquals(List.of("packet g", "interrupt", "again", "packet ?"), found);
    }

    @Test
    void packetCutIntoSingleBytesIsFound() {
        for (char c : "$m80200000,4#96".toCharArray()) {
            feed(String.valueOf(c));
        }
        assertEquals(1, found.size());
        assertEquals("m80200000,4", found.getFirst().substring(found.getFirst().indexOf(' ') + 1));
    }

    @Test
    void escapedBytesAreTakenBackToWhatTheyWere() {
        feed(text(Packets.frame("X0,4:#$}*".getBytes(StandardCharsets.ISO_8859_1))));
        assertEquals(List.of("packet X0,4:#$}*"), found);
    }

    @Test
    void wrongChecksumMakesADamagedPacket() {
        feed("$g#68");
        assertEquals(List.of("damaged g"), found);
    }

    @Test
    void checksumThatIsNoNumberMakesADamagedPacket() {
        feed("$g#zz$g#67");
        assertEquals(List.of("damaged g", "packet g"), found);
    }

    @Test
    void packetThatBeginsInsideAnotherReplacesIt() {
        feed("$m8020$g#67");
        assertEquals(List.of("packet g"), found);
    }

    @Test
    void packetLongerThanAgreedIsDamagedAndNotKept() {
        String payload = "a".repeat(PacketDecoder.MAXIMUM_PAYLOAD + 1000);
        int sum = 'a' * payload.length() & 0xff;
        feed("$" + payload + String.format("#%02x", sum));
        assertEquals("damaged " + "a".repeat(PacketDecoder.MAXIMUM_PAYLOAD), found.getFirst());
    }

    @Test
    void randomPayloadsSurviveFraming() {
        Random random = new Random(4);
        for (int round = 0; round < 500; round++) {
            byte[] payload = new byte[random.nextInt(300)];
            random.nextBytes(payload);
            found.clear();
            decoder.feed(ByteBuffer.wrap(Packets.frame(payload)));
            assertEquals(List.of("packet " + text(payload)), found);
        }
    }
}
