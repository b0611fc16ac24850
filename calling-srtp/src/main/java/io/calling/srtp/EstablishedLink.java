package io.calling.srtp;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.bouncycastle.tls.DTLSTransport;

/**
 * DTLS after its handshake: a repeated flight of a peer that missed our last one, alerts, and
 * application data that nobody asked for. Holds no thread.
 */
final class EstablishedLink {
    private static final int MOST_AT_ONCE = 64;

    private final DTLSTransport transport;
    private final HandshakeChannel channel;
    private final Negotiation negotiation;

    EstablishedLink(DTLSTransport transport, HandshakeChannel channel, Negotiation negotiation) {
        this.transport = transport;
        this.channel = channel;
        this.negotiation = negotiation;
    }

    /**
     * Reads what has arrived, without waiting, and no more than is fair to other associations.
     *
     * @return whether the association goes on
     */
    boolean read() {
        try {
            byte[] ignored = new byte[transport.getReceiveLimit()];
            for (int i = 0; i < MOST_AT_ONCE && !negotiation.closedByPeer(); i++) {
                transport.receive(ignored, 0, ignored.length, 1);
            }
        } catch (InterruptedIOException nothingLeft) {
            return !negotiation.closedByPeer();
        } catch (IOException fatalAlert) {
            return false;
        } finally {
            channel.flush();
        }
        return !negotiation.closedByPeer();
    }

    /** Says {@code close_notify}, unless the peer has said it. */
    void close() {
        try {
            transport.close();
        } catch (IOException e) {
            // The alert is a courtesy: what could be sent was sent.
            channel.flush();
        }
    }
}
