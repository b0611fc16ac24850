package io.calling.srtp;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import org.bouncycastle.tls.AbstractTlsPeer;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsFatalAlertReceived;

/** One handshake, run by Bouncy Castle from its first flight to its last on the calling thread. */
final class HandshakeRun {
    /** What Bouncy Castle is told about retransmission, which is the channel's business. */
    static final int NEVER_MILLIS = (int) Duration.ofDays(1).toMillis();

    private final SetupRole role;
    private final HandshakeChannel channel;
    private final Negotiation negotiation;
    private final AbstractTlsPeer peer;

    HandshakeRun(
            DtlsSettings settings,
            PeerIdentity identity,
            SecureRandom random,
            HandshakeChannel channel) {
        this.role = settings.role();
        this.channel = channel;
        this.negotiation = new Negotiation(settings, identity, new HandshakeCrypto(random));
        this.peer =
                role == SetupRole.ACTIVE
                        ? new HandshakeClient(negotiation)
                        : new HandshakeServer(negotiation);
    }

    /** Runs the handshake; blocks until it is complete or has failed. */
    DTLSTransport run() throws IOException {
        try {
            return peer instanceof HandshakeClient client
                    ? new DTLSClientProtocol().connect(client, channel)
                    : new DTLSServerProtocol().accept((HandshakeServer) peer, channel);
        } finally {
            channel.flush();
        }
    }

    /** Tells the peer that we give up; the thread in {@link #run} is woken by the channel. */
    void cancel() {
        try {
            peer.cancel();
        } catch (IOException e) {
            // The alert is a courtesy: what could be sent was sent.
            channel.flush();
        }
    }

    Negotiation negotiation() {
        return negotiation;
    }

    /** Why {@link #run} threw {@code cause}. */
    DtlsFailure reason(Throwable cause) {
        DtlsFailure certificate = negotiation.identity().failure();
        if (certificate != null) {
            return certificate;
        }
        if (negotiation.misbound()) {
            return DtlsFailure.IDENTITY_MISMATCH;
        }
        if (role == SetupRole.ACTIVE && channel.clientHelloComplete()) {
            return DtlsFailure.ROLE_CONFLICT;
        }
        if (negotiation.closedByPeer()) {
            return DtlsFailure.CLOSED_BY_PEER;
        }
        return cause instanceof TlsFatalAlertReceived alert
                ? ofAlert(alert.getAlertDescription())
                : DtlsFailure.HANDSHAKE_FAILED;
    }

    private static DtlsFailure ofAlert(short alert) {
        return switch (alert) {
            case AlertDescription.bad_certificate,
                    AlertDescription.unsupported_certificate,
                    AlertDescription.certificate_revoked,
                    AlertDescription.certificate_expired,
                    AlertDescription.certificate_unknown,
                    AlertDescription.unknown_ca ->
                    DtlsFailure.CERTIFICATE_REFUSED;
            case AlertDescription.user_canceled -> DtlsFailure.CLOSED_BY_PEER;
            default -> DtlsFailure.HANDSHAKE_FAILED;
        };
    }
}
