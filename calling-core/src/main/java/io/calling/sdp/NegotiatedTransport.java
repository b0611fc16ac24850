package io.calling.sdp;

import io.calling.ice.IceCredentials;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SetupRole;
import java.util.List;

/**
 * What the peer said of the one transport, and our role in DTLS.
 *
 * @param remoteCredentials of ICE
 * @param remoteFingerprints one of them must be the certificate's
 * @param setup our role, active or passive
 * @param remoteCandidates values of {@code a=candidate}, as written
 * @param endOfCandidates whether the peer will send no more
 * @param remoteIsLite whether our side must nominate
 * @param cryptex whether both sides take encrypted header extensions and CSRCs (RFC 9335)
 */
public record NegotiatedTransport(
        IceCredentials remoteCredentials,
        List<Fingerprint> remoteFingerprints,
        SetupRole setup,
        List<String> remoteCandidates,
        boolean endOfCandidates,
        boolean remoteIsLite,
        boolean cryptex) {

    /** Copies the lists. */
    public NegotiatedTransport {
        remoteFingerprints = List.copyOf(remoteFingerprints);
        remoteCandidates = List.copyOf(remoteCandidates);
    }

    /** The same in another role of ours. */
    NegotiatedTransport withSetup(SetupRole role) {
        return new NegotiatedTransport(
                remoteCredentials,
                remoteFingerprints,
                role,
                remoteCandidates,
                endOfCandidates,
                remoteIsLite,
                cryptex);
    }

    /** Says the role only. */
    @Override
    public String toString() {
        return "NegotiatedTransport[" + setup + "]";
    }
}
