package io.calling.srtp.verification;

import io.calling.srtp.Fingerprint;
import java.util.List;

/** What both sides of a short authentication string compute alike. */
final class SasExchange {
    private static final String COMMITMENT = "calling SAS commitment v1";
    private static final String STRING = "calling SAS string v1";

    private SasExchange() {}

    /** H(nonceA ‖ fingerprintA ‖ callId). */
    static SasCommitment commitment(
            CallParties parties, List<Fingerprint> callers, SasNonce callersNonce) {
        return SasCommitment.of(
                new Transcript(COMMITMENT)
                        .add(callersNonce.toBytes())
                        .add(callers)
                        .add(parties.callId())
                        .sha256());
    }

    /** KDF(nonces, fingerprints, identities, callId). */
    static ShortAuthenticationString string(
            CallParties parties,
            List<Fingerprint> callers,
            SasNonce callersNonce,
            List<Fingerprint> callees,
            SasNonce calleesNonce) {
        Transcript transcript =
                parties.addTo(new Transcript(STRING))
                        .add(callers)
                        .add(callersNonce.toBytes())
                        .add(callees)
                        .add(calleesNonce.toBytes());
        return ShortAuthenticationString.of(transcript);
    }
}
