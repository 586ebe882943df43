package dev.framescope.machine.device.virtio.net;

import static dev.framescope.machine.device.virtio.net.Internet.ETHERNET_DESTINATION;
import static dev.framescope.machine.device.virtio.net.Internet.ETHERNET_SOURCE;
import static dev.framescope.machine.device.virtio.net.Internet.IP;
import static dev.framescope.machine.device.virtio.net.Internet.IP_CHECKSUM;
import static dev.framescope.machine.device.virtio.net.Internet.IP_DESTINATION;
import static dev.framescope.machine.device.virtio.net.Internet.IP_LENGTH;
import static dev.framescope.machine.device.virtio.net.Internet.IP_SOURCE;
import static dev.framescope.machine.device.virtio.net.Internet.IP_TTL;
import static dev.framescope.machine.device.virtio.net.Internet.PAYLOAD;
import static dev.framescope.machine.device.virtio.net.Internet.UDP_BYTES;
import static dev.framescope.machine.device.virtio.net.Internet.UDP_DESTINATION;
import static dev.framescope.machine.device.virtio.net.Internet.UDP_LENGTH;
import static dev.framescope.machine.device.virtio.net.Internet.UDP_SOURCE;
import static dev.framescope.machine.device.virtio.net.Internet.checksum;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Gives the guest its address: 10.0.2.15, as QEMU's user network does (RFC 2131, 2132). */
final class Dhcp {
    static final short SERVER_PORT = 67;
    private static final short CLIENT_PORT = 68;

    /** 10.0.2.15 */
    static final int GUEST = 0x0a00020f;

    private static final int NETMASK = 0xffffff00;
    private static final int LEASE_SECONDS = 86_400;

    // The message, from the end of the UDP header on
    private static final int MESSAGE = PAYLOAD + UDP_BYTES;
    private static final int CLIENT_ADDRESS = MESSAGE + 12;
    private static final int YOUR_ADDRESS = MESSAGE + 16;
    private static final int NEXT_SERVER = MESSAGE + 20;
    private static final int SERVER_NAME = MESSAGE + 44;
    private static final int COOKIE = MESSAGE + 236;
    private static final int OPTIONS = MESSAGE + 240;
    private static final byte BOOT_REQUEST = 1;
    private static final byte BOOT_REPLY = 2;
    private static final int MAGIC_COOKIE = 0x63825363;

    private static final int OPTION_PAD = 0;
    private static final int OPTION_NETMASK = 1;
    private static final int OPTION_ROUTER = 3;
    private static final int OPTION_REQUESTED_ADDRESS = 50;
    private static final int OPTION_LEASE = 51;
    private static final int OPTION_TYPE = 53;
    private static final int OPTION_SERVER = 54;
    private static final int OPTION_END = 255;

    private static final int DISCOVER = 1;
    private static final int OFFER = 2;
    private static final int REQUEST = 3;
    private static final int ACK = 5;
    private static final int NAK = 6;

    /** Where {@link #reply} ends: its options have a fixed size. */
    private static final int REPLY_BYTES = OPTIONS + 3 + 4 * 6 + 1;

    private Dhcp() {}

    /**
     * Answers a datagram to the server's port.
     *
     * @param frame the whole frame
     * @param mac the server's own address
     */
    static Optional<byte[]> answer(byte[] frame, byte[] mac) {
        if (frame.length < OPTIONS) {
            return Optional.empty();
        }
        ByteBuffer request = ByteBuffer.wrap(frame);
        if (frame[MESSAGE] != BOOT_REQUEST || request.getInt(COOKIE) != MAGIC_COOKIE) {
            return Optional.empty();
        }
        return switch (option(request, OPTION_TYPE, 1)) {
            case DISCOVER -> Optional.of(reply(frame, mac, OFFER));
            case REQUEST -> Optional.of(reply(frame, mac, wanted(request) == GUEST ? ACK : NAK));
            default -> Optional.empty();
        };
    }

    /** The address that the guest asks for, or has. */
    private static int wanted(ByteBuffer request) {
        int requested = option(request, OPTION_REQUESTED_ADDRESS, 4);
        return requested != 0 ? requested : request.getInt(CLIENT_ADDRESS);
    }

    /** The value of an option of 1 or 4 bytes; 0 if it is not there. */
    private static int option(ByteBuffer request, int wanted, int bytes) {
        int at = OPTIONS;
        while (at + 1 < request.limit()) {
            int code = request.get(at) & 0xff;
            int length = request.get(at + 1) & 0xff;
            if (code == OPTION_END) {
                return 0;
            }
            if (code == OPTION_PAD) {
                at++;
                continue;
            }
            if (code == wanted && length == bytes && at + 2 + bytes <= request.limit()) {
                return bytes == 1 ? request.get(at + 2) & 0xff : request.getInt(at + 2);
            }
            at += 2 + length;
        }
        return 0;
    }

    /** A broadcast, since the guest has no address yet. */
    private static byte[] reply(byte[] request, byte[] mac, int type) {
        ByteBuffer reply = ByteBuffer.wrap(Arrays.copyOf(request, REPLY_BYTES));
        Arrays.fill(reply.array(), ETHERNET_DESTINATION, ETHERNET_SOURCE, (byte) 0xff);
        reply.put(ETHERNET_SOURCE, mac);
        reply.putShort(IP_LENGTH, (short) (REPLY_BYTES - IP));
        reply.put(IP_TTL, (byte) 64);
        reply.putInt(IP_SOURCE, Gateway.ADDRESS);
        reply.putInt(IP_DESTINATION, -1);
        reply.putShort(IP_CHECKSUM, (short) 0);
        reply.putShort(IP_CHECKSUM, checksum(reply, IP, PAYLOAD));
        reply.putShort(UDP_SOURCE, SERVER_PORT).putShort(UDP_DESTINATION, CLIENT_PORT);
        reply.putInt(UDP_LENGTH, REPLY_BYTES - PAYLOAD << 16); // and no checksum

        reply.put(MESSAGE, BOOT_REPLY);
        reply.putInt(YOUR_ADDRESS, type == NAK ? 0 : GUEST);
        reply.putInt(NEXT_SERVER, Gateway.ADDRESS);
        Arrays.fill(reply.array(), SERVER_NAME, COOKIE, (byte) 0);
        reply.position(OPTIONS);
        reply.put((byte) OPTION_TYPE).put((byte) 1).put((byte) type);
        putAddress(reply, OPTION_SERVER, Gateway.ADDRESS);
        putAddress(reply, OPTION_LEASE, LEASE_SECONDS);
        putAddress(reply, OPTION_NETMASK, NETMASK);
        putAddress(reply, OPTION_ROUTER, Gateway.ADDRESS);
        reply.put((byte) OPTION_END);
        return reply.array();
    }

    private static void putAddress(ByteBuffer reply, int option, int value) {
        reply.put((byte) option).put((byte) 4).putInt(value);
    }
}
