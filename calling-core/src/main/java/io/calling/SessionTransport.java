package io.calling;

import io.calling.ice.IceRole;
import io.calling.sdp.LocalTransport;
import io.calling.sdp.NegotiatedTransport;
import io.calling.sdp.Negotiation;
import io.calling.sdp.TrickleFragment;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SrtpOptions;
import java.util.Optional;

/**
 * The transport of one session between its path and its descriptions: ours is written, the peer's
 * is followed. On the loop, once the session has begun.
 */
final class SessionTransport {
    private final SecurePath path;
    private final Fingerprint fingerprint;
    private final boolean cryptex;
    private final SessionCandidates candidates;
    private IceRole role = IceRole.CONTROLLED;

    SessionTransport(SecurePath path, Fingerprint fingerprint, boolean cryptex) {
        this.path = path;
        this.fingerprint = fingerprint;
        this.cryptex = cryptex;
        this.candidates = new SessionCandidates(path.transport());
    }

    /** What a description of ours says, with the candidates that lead to us now. */
    LocalTransport local(Optional<Negotiation> holds) {
        LocalTransport transport =
                new LocalTransport(path.credentials(), fingerprint, candidates.attributes(), true);
        return holds.map(Negotiation::transport)
                .map(agreed -> kept(transport, agreed))
                .orElseGet(() -> transport.withCryptex(cryptex));
    }

    /** What was agreed on first stays. */
    private static LocalTransport kept(LocalTransport transport, NegotiatedTransport agreed) {
        return transport.withEstablished(agreed.setup()).withCryptex(agreed.cryptex());
    }

    /** RFC 8445, 6.1.1: "the full agent MUST take the controlling role" against a lite one. */
    void connect(Negotiation agreed, IceRole wanted) {
        NegotiatedTransport remote = agreed.transport();
        role = remote.remoteIsLite() ? IceRole.CONTROLLING : wanted;
        path.connect(
                role,
                remote.setup(),
                remote.remoteCredentials(),
                remote.remoteFingerprints(),
                SrtpOptions.DEFAULT.withCryptex(remote.cryptex()));
    }

    /** Starts the checks of the transport that was opened beside the one in use. */
    void connectAgain(Negotiation agreed) {
        path.connectAgain(role, agreed.transport().remoteCredentials());
    }

    /** The peer's candidates that a description names. */
    void take(Negotiation agreed) {
        candidates.take(agreed.transport());
    }

    /** The peer's candidates come anew, for the transport that is being opened. */
    void expectAnew() {
        candidates.expectAnew();
    }

    /** The peer's candidates that follow a description. */
    void add(TrickleFragment fragment) {
        candidates.add(fragment.candidates(), fragment.endOfCandidates());
    }
}
