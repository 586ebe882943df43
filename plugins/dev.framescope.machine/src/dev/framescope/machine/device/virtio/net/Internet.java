package dev.framescope.machine.device.virtio.net;

import java.nio.ByteBuffer;

/** Layout of the packets that the network understands; all numbers are big-endian. */
final class Internet {
    // Ethernet II
    static final int ETHERNET_DESTINATION = 0;
    static final int ETHERNET_SOURCE = 6;
    static final int ETHERNET_TYPE = 12;
    static final int ETHERNET_BYTES = 14;
    static final int MAC_BYTES = 6;
    static final short TYPE_IPV4 = 0x0800;
    static final short TYPE_ARP = 0x0806;

    // IPv4 (RFC 791), from the end of the Ethernet header on
    static final int IP = ETHERNET_BYTES;
    static final int IP_LENGTH = IP + 2;
    static final int IP_FRAGMENT = IP + 6;
    static final int IP_TTL = IP + 8;
    static final int IP_PROTOCOL = IP + 9;
    static final int IP_CHECKSUM = IP + 10;
    static final int IP_SOURCE = IP + 12;
    static final int IP_DESTINATION = IP + 16;
    static final int IP_BYTES = 20;
    static final byte IP_VERSION_AND_LENGTH = 0x45;
    static final int FRAGMENT_MASK = 0x3fff; // more fragments, or not the first
    static final byte PROTOCOL_ICMP = 1;
    static final byte PROTOCOL_UDP = 17;

    /** Where the data of a packet without IP options begins. */
    static final int PAYLOAD = IP + IP_BYTES;

    // UDP (RFC 768), from the beginning of the payload on
    static final int UDP_SOURCE = PAYLOAD;
    static final int UDP_DESTINATION = PAYLOAD + 2;
    static final int UDP_LENGTH = PAYLOAD + 4;
    static final int UDP_BYTES = 8;

    private Internet() {}

    /** The Internet checksum (RFC 1071) of these bytes. */
    static short checksum(ByteBuffer packet, int from, int to) {
        int sum = 0;
        for (int at = from; at < to; at += 2) {
            int low = at + 1 < to ? packet.get(at + 1) & 0xff : 0;
            sum += (packet.get(at) & 0xff) << 8 | low;
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (short) ~sum;
    }
}
