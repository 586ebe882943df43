package dev.framescope.machine.device.virtio.net;

import static dev.framescope.machine.device.virtio.net.Internet.ETHERNET_BYTES;
import static dev.framescope.machine.device.virtio.net.Internet.ETHERNET_DESTINATION;
import static dev.framescope.machine.device.virtio.net.Internet.ETHERNET_SOURCE;
import static dev.framescope.machine.device.virtio.net.Internet.ETHERNET_TYPE;
import static dev.framescope.machine.device.virtio.net.Internet.FRAGMENT_MASK;
import static dev.framescope.machine.device.virtio.net.Internet.IP;
import static dev.framescope.machine.device.virtio.net.Internet.IP_BYTES;
import static dev.framescope.machine.device.virtio.net.Internet.IP_DESTINATION;
import static dev.framescope.machine.device.virtio.net.Internet.IP_FRAGMENT;
import static dev.framescope.machine.device.virtio.net.Internet.IP_LENGTH;
import static dev.framescope.machine.device.virtio.net.Internet.IP_PROTOCOL;
import static dev.framescope.machine.device.virtio.net.Internet.IP_SOURCE;
import static dev.framescope.machine.device.virtio.net.Internet.IP_VERSION_AND_LENGTH;
import static dev.framescope.machine.device.virtio.net.Internet.MAC_BYTES;
import static dev.framescope.machine.device.virtio.net.Internet.PAYLOAD;
import static dev.framescope.machine.device.virtio.net.Internet.PROTOCOL_ICMP;
import static dev.framescope.machine.device.virtio.net.Internet.PROTOCOL_UDP;
import static dev.framescope.machine.device.virtio.net.Internet.TYPE_ARP;
import static dev.framescope.machine.device.virtio.net.Internet.TYPE_IPV4;
import static dev.framescope.machine.device.virtio.net.Internet.UDP_BYTES;
import static dev.framescope.machine.device.virtio.net.Internet.UDP_DESTINATION;
import static dev.framescope.machine.device.virtio.net.Internet.UDP_SOURCE;
import static dev.framescope.machine.device.virtio.net.Internet.checksum;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The only other host of the network. It answers ARP (RFC 826), DHCP, ICMP echo (RFC 792), and
 * gives UDP datagrams back as they came (RFC 862, on any port). It has no state, and gives at most
 * one answer to a frame.
 */
public final class Gateway {
    /** 10.0.2.2 */
    static final int ADDRESS = 0x0a000202;

    /** 52:55:0a:00:02:02, as in QEMU. */
    private static final byte[] MAC = {0x52, 0x55, 0x0a, 0x00, 0x02, 0x02};

    // ARP for Ethernet and IPv4
    private static final int ARP_OPERATION = ETHERNET_BYTES + 6;
    private static final int ARP_SENDER_MAC = ETHERNET_BYTES + 8;
    private static final int ARP_SENDER_IP = ETHERNET_BYTES + 14;
    private static final int ARP_TARGET_MAC = ETHERNET_BYTES + 18;
    private static final int ARP_TARGET_IP = ETHERNET_BYTES + 24;
    private static final int ARP_END = ETHERNET_BYTES + 28;
    private static final long ARP_ETHERNET_IPV4 = 0x0001_0800_0604L;
    private static final short ARP_REQUEST = 1;
    private static final short ARP_REPLY = 2;

    // ICMP echo
    private static final int ICMP_CHECKSUM = PAYLOAD + 2;
    private static final int ICMP_BYTES = 8;
    private static final byte ECHO_REQUEST = 8;
    private static final byte ECHO_REPLY = 0;

    /**
     * Answers a frame.
     *
     * @param frame from the destination's address on, without check sequence
     * @return empty if there is nothing to say
     */
    public Optional<byte[]> answer(byte[] frame) {
        if (frame.length < ETHERNET_BYTES) {
            return Optional.empty();
        }
        return switch (ByteBuffer.wrap(frame).getShort(ETHERNET_TYPE)) {
            case TYPE_ARP -> answerArp(frame);
            case TYPE_IPV4 -> answerPacket(frame);
            default -> Optional.empty();
        };
    }

    private static Optional<byte[]> answerArp(byte[] frame) {
        ByteBuffer request = ByteBuffer.wrap(frame);
        if (frame.length < ARP_END
                || request.getLong(ETHERNET_BYTES - 2) << 16 >>> 16 != ARP_ETHERNET_IPV4
                || request.getShort(ARP_OPERATION) != ARP_REQUEST
                || request.getInt(ARP_TARGET_IP) != ADDRESS) {
            return Optional.empty();
        }
        ByteBuffer reply = replyTo(Arrays.copyOf(frame, ARP_END));
        reply.putShort(ARP_OPERATION, ARP_REPLY);
        reply.put(ARP_TARGET_MAC, frame, ARP_SENDER_MAC, MAC_BYTES);
        reply.putInt(ARP_TARGET_IP, request.getInt(ARP_SENDER_IP));
        reply.put(ARP_SENDER_MAC, MAC);
        reply.putInt(ARP_SENDER_IP, ADDRESS);
        return Optional.of(reply.array());
    }

    /** Turns a copy of a frame round. */
    private static ByteBuffer replyTo(byte[] copy) {
        ByteBuffer reply = ByteBuffer.wrap(copy);
        reply.put(ETHERNET_DESTINATION, copy.clone(), ETHERNET_SOURCE, MAC_BYTES);
        reply.put(ETHERNET_SOURCE, MAC);
        return reply;
    }

    private static Optional<byte[]> answerPacket(byte[] frame) {
        if (frame.length < PAYLOAD || frame[IP] != IP_VERSION_AND_LENGTH) {
            return Optional.empty(); // options are not for small networks
        }
        ByteBuffer packet = ByteBuffer.wrap(frame);
        int length = packet.getShort(IP_LENGTH) & 0xffff;
        boolean whole = (packet.getShort(IP_FRAGMENT) & FRAGMENT_MASK) == 0;
        if (!whole || length < IP_BYTES || length > frame.length - IP) {
            return Optional.empty();
        }
        byte[] exact = Arrays.copyOf(frame, IP + length); // without padding
        boolean forUs = packet.getInt(IP_DESTINATION) == ADDRESS;
        return switch (frame[IP_PROTOCOL]) {
            case PROTOCOL_ICMP -> forUs ? answerEcho(exact) : Optional.empty();
            case PROTOCOL_UDP -> answerDatagram(exact, forUs);
            default -> Optional.empty();
        };
    }

    private static Optional<byte[]> answerEcho(byte[] frame) {
        if (frame.length < PAYLOAD + ICMP_BYTES || frame[PAYLOAD] != ECHO_REQUEST) {
            return Optional.empty();
        }
        ByteBuffer reply = packetBack(frame);
        reply.put(PAYLOAD, ECHO_REPLY).putShort(ICMP_CHECKSUM, (short) 0);
        reply.putShort(ICMP_CHECKSUM, checksum(reply, PAYLOAD, frame.length));
        return Optional.of(reply.array());
    }

    private static Optional<byte[]> answerDatagram(byte[] frame, boolean forUs) {
        if (frame.length < PAYLOAD + UDP_BYTES) {
            return Optional.empty();
        }
        ByteBuffer datagram = ByteBuffer.wrap(frame);
        short port = datagram.getShort(UDP_DESTINATION);
        if (port == Dhcp.SERVER_PORT) {
            return Dhcp.answer(frame, MAC);
        }
        if (!forUs) {
            return Optional.empty();
        }
        ByteBuffer reply = packetBack(frame);
        reply.putShort(UDP_DESTINATION, datagram.getShort(UDP_SOURCE));
        reply.putShort(UDP_SOURCE, port);
        return Optional.of(reply.array());
    }

    /** Swaps the addresses, which changes no checksum. */
    private static ByteBuffer packetBack(byte[] frame) {
        ByteBuffer reply = replyTo(frame.clone());
        reply.putInt(IP_DESTINATION, reply.getInt(IP_SOURCE));
        reply.putInt(IP_SOURCE, ADDRESS);
        return reply;
    }
}
