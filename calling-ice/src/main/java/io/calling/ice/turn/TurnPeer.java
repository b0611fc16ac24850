package io.calling.ice.turn;

import io.calling.ice.stun.StunAddress;
import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.StunWriter;
import io.calling.ice.stun.TransactionId;
import java.net.InetSocketAddress;

/**
 * One peer behind the relay, and how datagrams to it are wrapped: in front of the payload, where it
 * lies, by any thread, without a lock or an allocation. The loop alone decides which way is open.
 */
final class TurnPeer {
    private static final int MAX_PAYLOAD_BYTES = 0xFFFF - 64;

    private final InetSocketAddress address;
    private final StunAddress stunAddress;

    /** A Send indication up to its payload; the two lengths are filled in for each datagram. */
    private final byte[] indication;

    private volatile boolean permitted;
    private volatile int channel;

    // Written by whoever sends, read and cleared by the loop; a lost update does no harm.
    private boolean used = true;

    private boolean sent;

    TurnPeer(InetSocketAddress address, TransactionId indicationId) {
        this.address = address;
        this.stunAddress = StunAddress.of(address);
        this.indication =
                new StunWriter(64)
                        .begin(StunClass.INDICATION, StunMethod.SEND, indicationId)
                        .xorAddress(StunAttribute.XOR_PEER_ADDRESS, stunAddress)
                        .inPlace(StunAttribute.DATA, 0)
                        .toByteArray();
    }

    InetSocketAddress address() {
        return address;
    }

    StunAddress stunAddress() {
        return stunAddress;
    }

    /** Opens or shuts the way by Send indications. Loop only. */
    void setPermitted(boolean value) {
        permitted = value;
    }

    /** Opens the way by a channel, or shuts it with 0. Loop only. */
    void setChannel(int number) {
        channel = number;
    }

    int channel() {
        return channel;
    }

    /** Whether a datagram can go now. */
    boolean isOpen() {
        return permitted || channel != 0;
    }

    /** Whether it was sent to since this was last asked. Loop only. */
    boolean takeUsed() {
        boolean was = used;
        used = false;
        return was;
    }

    /** Whether a datagram went out since this was last asked. Loop only. */
    boolean takeSent() {
        boolean was = sent;
        sent = false;
        return was;
    }

    void markUsed() {
        used = true;
    }

    /**
     * Writes the headers in front of the payload and sends. A Send indication needs padding behind
     * a payload that is no multiple of four bytes, which are not ours: then a copy is sent. STUN
     * checks need none, and what follows them goes by channel.
     *
     * @return whether the system took it
     */
    boolean send(PacketSink sink, byte[] buffer, int offset, int length) {
        if (length > MAX_PAYLOAD_BYTES) {
            return false;
        }
        used = true;
        sent = true;
        int number = channel;
        if (number != 0) {
            return sendInChannel(sink, number, buffer, offset, length);
        }
        if (length % 4 == 0) {
            return sendInIndication(sink, buffer, offset, length);
        }
        byte[] padded = new byte[indication.length + length + 3];
        System.arraycopy(buffer, offset, padded, indication.length, length);
        return sendInIndication(sink, padded, indication.length, length);
    }

    /** A stream's link adds the padding. */
    private static boolean sendInChannel(
            PacketSink sink, int number, byte[] buffer, int offset, int length) {
        int start = offset - ChannelData.HEADER_BYTES;
        ChannelData.write(buffer, start, number, length);
        return sink.send(buffer, start, ChannelData.HEADER_BYTES + length);
    }

    private boolean sendInIndication(PacketSink sink, byte[] buffer, int offset, int length) {
        int start = offset - indication.length;
        int end = offset + length + (-length & 3);
        System.arraycopy(indication, 0, buffer, start, indication.length);
        ChannelData.putUint16(buffer, start + 2, end - start - StunMessage.HEADER_BYTES);
        ChannelData.putUint16(buffer, offset - 2, length);
        return sink.send(buffer, start, end - start);
    }
}
