package io.calling.examples.wire;

import io.calling.ice.net.BoundDatagramSocket;
import io.calling.ice.net.Network;
import io.calling.ice.net.SourcedDatagramReceiver;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * The network of a relay between whose two sides each packet gets one byte flipped. Give it to a
 * relay, not to a party.
 */
public final class CorruptingNetwork extends ForwardingNetwork {
    private final PacketKind damaged;
    private boolean relayBound;

    /** Which packets are damaged. */
    public enum PacketKind {
        /** Every one. */
        ANY(0, 255),
        /** DTLS only (RFC 7983, 7). */
        HANDSHAKE(20, 63),
        /** SRTP and SRTCP only. */
        MEDIA(128, 191);

        private final int lowest;
        private final int highest;

        PacketKind(int lowest, int highest) {
            this.lowest = lowest;
            this.highest = highest;
        }

        private boolean includes(byte firstByte) {
            int first = firstByte & 0xff;
            return first >= lowest && first <= highest;
        }
    }

    /** Damages what passes through the sockets that a relay allocates on {@code network}. */
    public CorruptingNetwork(Network network, PacketKind damaged) {
        super(network);
        this.damaged = damaged;
    }

    /** The first socket that a relay binds is its own; each later one is an allocation's. */
    @Override
    public synchronized BoundDatagramSocket bindDatagram(
            InetSocketAddress local, SourcedDatagramReceiver receiver) throws IOException {
        BoundDatagramSocket socket =
                super.bindDatagram(local, relayBound ? damaging(receiver) : receiver);
        relayBound = true;
        return socket;
    }

    private SourcedDatagramReceiver damaging(SourcedDatagramReceiver receiver) {
        return (from, buffer, offset, length) -> {
            if (length > 0 && damaged.includes(buffer[offset])) {
                buffer[offset + length - 1] ^= 0x01;
            }
            receiver.onDatagram(from, buffer, offset, length);
        };
    }
}
