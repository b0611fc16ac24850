package io.calling.examples.hosts;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** One captured packet, from its network header on. */
public final class Frame {
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final boolean outgoing;
    private final int etherType;
    private final byte[] packet;

    Frame(boolean outgoing, int etherType, byte[] packet) {
        this.outgoing = outgoing;
        this.etherType = etherType;
        this.packet = packet;
    }

    /** Whether the captured host sent it. */
    public boolean outgoing() {
        return outgoing;
    }

    /** The network and transport headers; all there is where that is not UDP or TCP. */
    public byte[] headers() {
        return Arrays.copyOfRange(packet, 0, payloadOffset());
    }

    /** What UDP or TCP carries. */
    public byte[] payload() {
        return Arrays.copyOfRange(packet, payloadOffset(), packet.length);
    }

    private int payloadOffset() {
        if (!isTransport()) {
            return packet.length;
        }
        int header = isTcp() ? (packet[transportOffset() + 12] & 0xf0) >> 2 : 8;
        return transportOffset() + header;
    }

    /** Whether it is UDP or TCP: what programs send, as opposed to the system's own packets. */
    public boolean isTransport() {
        return isIp() && (protocol() == UDP || protocol() == TCP);
    }

    /** Whether it is TCP. */
    public boolean isTcp() {
        return isIp() && protocol() == TCP;
    }

    /** Whether it is IPv4 or IPv6. */
    public boolean isIp() {
        return etherType == IPV4 || etherType == IPV6;
    }

    private int protocol() {
        return packet[etherType == IPV4 ? 9 : 6] & 0xff;
    }

    /** The network address at the other end, seen from the captured host. */
    public InetAddress remote() {
        return outgoing ? destination() : source();
    }

    private InetAddress source() {
        return etherType == IPV4 ? address(12, 4) : address(8, 16);
    }

    private InetAddress destination() {
        return etherType == IPV4 ? address(16, 4) : address(24, 16);
    }

    private InetAddress address(int offset, int length) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(packet, offset, offset + length));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** The port at the other end, of UDP and TCP. */
    public int remotePort() {
        int at = transportOffset() + (outgoing ? 2 : 0);
        return (packet[at] & 0xff) << 8 | packet[at + 1] & 0xff;
    }

    private int transportOffset() {
        return etherType == IPV4 ? (packet[0] & 0x0f) * 4 : 40;
    }
}
