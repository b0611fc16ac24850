package io.calling.srtp.verification;

import io.calling.srtp.Fingerprint;
import java.security.SecureRandom;
import java.util.List;

/**
 * The caller's side of a short authentication string.
 *
 * <p>A string that people compare must be short, and a short string can be searched for: whoever
 * sits between two parties and sees both their contributions before giving its own tries
 * certificates until both strings agree. So the contributions come in an order that leaves nothing
 * to search.
 *
 * <ol>
 *   <li>The caller draws a nonce of 256 bits and sends, in its invite, only a hash of it, of its
 *       fingerprints and of the call's identifier: the <em>commitment</em>.
 *   <li>The callee accepts with its own nonce and fingerprints.
 *   <li>The caller, bound by now, shows its nonce, to the first who accepts and to nobody else.
 *   <li>The callee checks the nonce against the commitment; without a match there is no string.
 *   <li>Both derive the string from both nonces, the fingerprints of both, the identities of both
 *       and the call's identifier, by HKDF-SHA256.
 * </ol>
 *
 * <p>An attacker in the middle has to commit towards the callee before it has seen the callee's
 * nonce, and has to answer the caller before it has seen the caller's: one blind try per call. The
 * reasoning is that of ZRTP (RFC 6189, 4.4.1.1).
 *
 * <p>Not thread-safe.
 */
public final class SasCaller {
    private final CallParties parties;
    private final List<Fingerprint> own;
    private final SasNonce nonce;
    private boolean revealed;

    private SasCaller(CallParties parties, List<Fingerprint> own, SasNonce nonce) {
        this.parties = parties;
        this.own = own;
        this.nonce = nonce;
    }

    /**
     * Draws a nonce and keeps it to itself.
     *
     * @param own the fingerprints that the invite announces, all of them
     */
    public static SasCaller begin(SecureRandom random, CallParties parties, List<Fingerprint> own) {
        byte[] bytes = new byte[SasNonce.BYTES];
        random.nextBytes(bytes);
        return new SasCaller(parties, List.copyOf(own), SasNonce.of(bytes));
    }

    /** What the invite carries. */
    public SasCommitment commitment() {
        return SasExchange.commitment(parties, own, nonce);
    }

    /**
     * Shows the nonce to the first who accepted.
     *
     * @param calleesNonce the nonce of the accept
     * @param callees the fingerprints that the accept announced, all of them
     * @throws IllegalStateException the second time: a second accepter could choose its answer so
     *     that its string is the first one's
     */
    public Reveal reveal(SasNonce calleesNonce, List<Fingerprint> callees) {
        if (revealed) {
            throw new IllegalStateException(
                    "the nonce is revealed already, to whom accepted first");
        }
        revealed = true;
        return new Reveal(nonce, SasExchange.string(parties, own, nonce, callees, calleesNonce));
    }

    /** Says nothing: the nonce is a secret until it is revealed. */
    @Override
    public String toString() {
        return "SasCaller";
    }

    /**
     * The end of the exchange.
     *
     * @param nonce to be sent to the callee
     * @param string to be shown
     */
    public record Reveal(SasNonce nonce, ShortAuthenticationString string) {}
}
