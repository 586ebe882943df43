package dev.framescope.gdbserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.gdbserver.protocol.Packets;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

class HostileClientTest {
    private static final String[] BEGINNINGS = {
        "m",
        "M",
        "x",
        "X",
        "p",
        "P",
        "g",
        "G",
        "H",
        "T",
        "Z0",
        "Z1",
        "Z2",
        "Z4",
        "z0",
        "z3",
        "q",
        "qSupported:",
        "qXfer:features:read:",
        "qXfer:osdata:read:",
        "qSearch:memory:",
        "qCRC:",
        "qRcmd,",
        "Q",
        "vCont",
        "vCont;",
        "vFile:open:",
        "vFile:pread:",
        "vFile:close:",
        "vRun",
        "H",
        "Hg",
        "Hc",
        "?",
        "!",
        "vMustReplyEmpty",
        "qThreadExtraInfo,",
        "E",
        "i",
        "r"
    };
    private static final String LETTERS = "0123456789abcdefABCDEF,;:=-.pgcsSCtx*}#$ \0\377";

    private TestTarget target;
    private GdbServer server;

    @BeforeEach
    void start() throws Exception {
        target = TestTarget.of(Samples.framesCElf(), 2);
        server = GdbServer.start(target, 0);
    }

    @AfterEach
    void stop() {
        server.close();
        target.close();
    }

    private static String nonsense(Random random) {
        StringBuilder packet = new StringBuilder();
        packet.append(BEGINNINGS[random.nextInt(BEGINNINGS.length)]);
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
            packet.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return packet.toString();
    }

    /** Such packets make the target run, which is no answer to wait for. */
    private static boolean isAnsweredAtOnce(String packet) {
        return !packet.startsWith("vCont") && !packet.startsWith("vRun");
    }

    @Test
    void everyMalformedPacketIsAnsweredAndTheServerGoesOn() throws IOException {
        Random random = new Random(11);
        try (RawClient client = RawClient.connect(server.port())) {
            for (int round = 0; round < 5000; round++) {
                String packet = nonsense(random);
                if (isAnsweredAtOnce(packet)) {
                    client.ask(packet);
                }
            }
            client.ask("qSupported:");
            assertEquals("m1,2", client.ask("qfThreadInfo"));
        }
    }

    @Test
    void noiseBetweenAndInsidePacketsIsPassedOver() throws IOException {
        Random random = new Random(12);
        try (RawClient client = RawClient.connect(server.port())) {
            for (int round = 0; round < 200; round++) {
                byte[] noise = new byte[random.nextInt(500)];
                random.nextBytes(noise);
                for (int i = 0; i < noise.length; i++) {
                    noise[i] = noise[i] == '$' ? (byte) '%' : noise[i];
                }
                client.raw(noise);
                assertEquals("OK", client.ask("Hg1"));
            }
        }
    }

    @Test
    void nestedAndEndlessPacketsLeaveRoomForTheNext() throws IOException {
        try (RawClient client = RawClient.connect(server.port())) {
            client.raw("$m80200000$$$$m8020$".getBytes(StandardCharsets.ISO_8859_1));
            client.raw("a".repeat(1_000_000).getBytes(StandardCharsets.ISO_8859_1));
            assertEquals("OK", client.ask("Hg1"));
        }
    }

    @Test
    void damagedPacketIsAskedForAgainAndThenCarriedOut() throws IOException {
        try (RawClient client = RawClient.silent(server.port())) {
            client.raw("$Hg1#00".getBytes(StandardCharsets.ISO_8859_1));
            client.send("Hg1");
            assertEquals("OK", client.answer());
            client.raw(new byte[] {'-'});
            assertEquals("OK", client.answer());
        }
    }

    @Test
    void halfClosedConnectionEndsAndTheNextClientIsServed() throws Exception {
        try (RawClient client = RawClient.connect(server.port())) {
            client.endOutput();
            assertThrows(EOFException.class, client::answer);
        }
        server.awaitClientLeft(target);
        try (RawClient next = RawClient.connect(server.port())) {
            assertEquals("OK", next.ask("Hg1"));
        }
    }

    @Test
    void clientThatNeverReadsIsDropped() throws Exception {
        try (RawClient client = RawClient.connect(server.port())) {
            ByteArrayOutputStream flood = new ByteArrayOutputStream();
            byte[] read = Packets.frame("m80200000,8000".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 1000; i++) {
                flood.writeBytes(read);
            }
            client.raw(flood.toByteArray());
            server.awaitClientLeft(target);
        }
    }

    @Test
    void floodOfInterruptsIsNoMoreThanOneStop() throws IOException {
        try (RawClient client = RawClient.connect(server.port())) {
            assertEquals("OK", client.ask("M80200000,4:6f000000"));
            client.send("vCont;c");
            byte[] interrupts = new byte[10_000];
            Arrays.fill(interrupts, (byte) 3);
            client.raw(interrupts);
            String stop = client.answer();
            assertTrue(stop.startsWith("T02"), stop);
            assertEquals("OK", client.ask("Hg1"));
        }
    }

    @Test
    void moreBreakpointsThanAnybodyNeedsAreRefused() throws IOException {
        try (RawClient client = RawClient.connect(server.port())) {
            String answer = "OK";
            for (int i = 0; answer.equals("OK"); i++) {
                answer = client.ask(String.format("Z0,%x,2", 0x80200000L + 2 * i));
            }
            assertEquals("E.more than 4096 breakpoints", answer);
        }
    }
}
