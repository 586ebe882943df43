package dev.framescope.machine.device.virtio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.machine.device.virtio.Driver.Buffer;
import dev.framescope.machine.device.virtio.net.Gateway;
import dev.framescope.machine.memory.BusError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

class VirtioNetTest {
    private static final int RECEIVE = 0;
    private static final int TRANSMIT = 1;
    private static final long OUT = Driver.RAM + 0x10000;
    private static final long IN = Driver.RAM + 0x18000;
    private static final int BUFFER_BYTES = 1526;

    private static final String GUEST_MAC = "525400123456";
    private static final String GATEWAY_MAC = "52550a000202";
    private static final String GUEST = "0a00020f";
    private static final String GATEWAY = "0a000202";

    private static final String ARP_REQUEST =
            "ffffffffffff"
                    + GUEST_MAC
                    + "0806"
                    + "0001080006040001"
                    + GUEST_MAC
                    + GUEST
                    + "000000000000"
                    + GATEWAY;

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String answer(String frame) {
        return new Gateway().answer(bytes(frame)).map(VirtioNetTest::hex).orElse("nothing");
    }

    /** An IPv4 packet of the guest in a frame, its header's checksum not looked at. */
    private static String packet(String destination, String protocol, String payload) {
        int length = 20 + payload.length() / 2;
        return GATEWAY_MAC
                + GUEST_MAC
                + "0800"
                + "4500"
                + HexFormat.of().toHexDigits((short) length)
                + "00000000"
                + "40"
                + protocol
                + "abcd"
                + GUEST
                + destination
                + payload;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersComeOutOfTheReceiveQueue(boolean legacy) throws BusError {
        int header = legacy ? 10 : 12;
        Driver driver = new Driver(new VirtioNet(), legacy);
        driver.start(2, 1 << 5);
        assertEquals(1, driver.read(Register.DEVICE_ID));
        assertEquals(0x12005452, driver.read(Register.CONFIG));
        driver.offer(RECEIVE, List.of(Buffer.writable(IN, BUFFER_BYTES)));
        driver.put(OUT, new byte[header]);
        driver.put(OUT + header, bytes(ARP_REQUEST));
        driver.submit(TRANSMIT, Buffer.readable(OUT, header), Buffer.readable(OUT + header, 42));
        assertEquals(1, driver.usedIndex(TRANSMIT));
        assertEquals(1, driver.usedIndex(RECEIVE));
        assertEquals(header + 42, driver.lastUsedLength(RECEIVE));
        assertEquals(answer(ARP_REQUEST), hex(driver.get(IN + header, 42)));
        assertEquals(legacy ? 0x52 : 1, driver.get(IN + 10, 1)[0], "num_buffers, if there");
    }

    @Test
    void gatewayTellsItsHardwareAddress() {
        assertEquals(
                GUEST_MAC
                        + GATEWAY_MAC
                        + "0806"
                        + "0001080006040002"
                        + GATEWAY_MAC
                        + GATEWAY
                        + GUEST_MAC
                        + GUEST,
                answer(ARP_REQUEST));
        assertEquals("nothing", answer(ARP_REQUEST.replace(GATEWAY, "0a000209")));
    }

    @Test
    void pingIsAnswered() {
        String reply = answer(packet(GATEWAY, "01", "0800f7fd00010001"));
        String expected =
                packet(GATEWAY, "01", "0000fffd00010001")
                        .replace(GATEWAY_MAC + GUEST_MAC, GUEST_MAC + GATEWAY_MAC)
                        .replace(GUEST + GATEWAY, GATEWAY + GUEST);
        assertEquals(expected, reply);
        assertEquals("nothing", answer(packet("08080808", "01", "0800f7fd00010001")));
    }

    @Test
    void datagramComesBack() {
        String reply = answer(packet(GATEWAY, "11", "1234" + "0007" + "000a" + "5555" + "6869"));
        assertTrue(reply.endsWith(GATEWAY + GUEST + "0007" + "1234" + "000a" + "5555" + "6869"));
    }

    private static String dhcp(String options) {
        String message =
                "01010600"
                        + "deadbeef"
                        + "00000000"
                        + "00".repeat(16)
                        + GUEST_MAC
                        + "00".repeat(10)
                        + "00".repeat(192)
                        + "63825363"
                        + options;
        String length = HexFormat.of().toHexDigits((short) (8 + message.length() / 2));
        return packet("ffffffff", "11", "0044" + "0043" + length + "0000" + message);
    }

    @Test
    void guestIsGivenQemusAddress() {
        String offer = answer(dhcp("350101ff"));
        String options = "3604" + GATEWAY + "330400015180" + "0104ffffff00" + "0304" + GATEWAY;
        assertTrue(offer.startsWith("ffffffffffff" + GATEWAY_MAC), offer);
        assertTrue(offer.contains("02010600deadbeef" + "00".repeat(8) + GUEST), offer);
        assertTrue(offer.endsWith("63825363" + "350102" + options + "ff"), offer);
        String acknowledgement = answer(dhcp("350103" + "3204" + GUEST + "ff"));
        assertTrue(acknowledgement.endsWith("350105" + options + "ff"), acknowledgement);
        String refusal = answer(dhcp("350103" + "32040a000210" + "ff"));
        assertTrue(refusal.endsWith("350106" + options + "ff"), refusal);
    }

    @Test
    void framesWithoutSenseAreDropped() {
        Gateway gateway = new Gateway();
        Random random = new Random(1);
        byte[][] templates = {
            bytes(ARP_REQUEST),
            bytes(dhcp("350101ff")),
            bytes(packet(GATEWAY, "01", "0800f7fd00010001")),
            bytes(packet(GATEWAY, "11", "12340007000a55556869")),
        };
        for (int i = 0; i < 100_000; i++) {
            byte[] template = templates[random.nextInt(templates.length)];
            byte[] frame = Arrays.copyOf(template, random.nextInt(template.length + 8));
            for (int flips = random.nextInt(6); flips > 0 && frame.length > 0; flips--) {
                frame[random.nextInt(frame.length)] = (byte) random.nextInt();
            }
            gateway.answer(frame).ifPresent(answer -> assertTrue(answer.length <= 400));
        }
    }

    @Test
    void framesThatNobodyTakesGetLost() throws BusError {
        Driver driver = new Driver(new VirtioNet(), false);
        driver.start(2, 0);
        driver.put(OUT, new byte[12]);
        driver.put(OUT + 12, bytes(ARP_REQUEST));
        for (int i = 0; i < 1000; i++) {
            driver.submit(TRANSMIT, Buffer.readable(OUT, 54));
        }
        for (int i = 0; i < 100; i++) {
            driver.submit(RECEIVE, Buffer.writable(IN, BUFFER_BYTES));
        }
        assertEquals(64, driver.usedIndex(RECEIVE), "as many as wait");
    }
}
