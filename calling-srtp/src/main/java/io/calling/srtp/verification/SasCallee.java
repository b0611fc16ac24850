package io.calling.srtp.verification;

import io.calling.srtp.Fingerprint;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * The callee's side of a short authentication string; {@link SasCaller} tells the whole story.
 * Immutable.
 */
public final class SasCallee {
    private final CallParties parties;
    private final SasCommitment commitment;
    private final List<Fingerprint> callers;
    private final List<Fingerprint> own;
    private final SasNonce nonce;

    private SasCallee(
            CallParties parties,
            SasCommitment commitment,
            List<Fingerprint> callers,
            List<Fingerprint> own,
            SasNonce nonce) {
        this.parties = parties;
        this.commitment = commitment;
        this.callers = callers;
        this.own = own;
        this.nonce = nonce;
    }

    /**
     * Draws the nonce that the accept carries.
     *
     * @param commitment from the invite
     * @param callers the fingerprints that the invite announced, all of them
     * @param own the fingerprints that the accept announces, all of them
     */
    public static SasCallee accept(
            SecureRandom random,
            CallParties parties,
            SasCommitment commitment,
            List<Fingerprint> callers,
            List<Fingerprint> own) {
        byte[] bytes = new byte[SasNonce.BYTES];
        random.nextBytes(bytes);
        return new SasCallee(
                parties, commitment, List.copyOf(callers), List.copyOf(own), SasNonce.of(bytes));
    }

    /** What the accept carries. */
    public SasNonce nonce() {
        return nonce;
    }

    /**
     * The string to show, once the caller has shown its nonce.
     *
     * @return empty if the nonce is not the one that the caller had committed to: somebody is in
     *     between, or the caller is broken
     */
    public Optional<ShortAuthenticationString> string(SasNonce callersNonce) {
        if (!SasExchange.commitment(parties, callers, callersNonce).equals(commitment)) {
            return Optional.empty();
        }
        return Optional.of(SasExchange.string(parties, callers, callersNonce, own, nonce));
    }
}
