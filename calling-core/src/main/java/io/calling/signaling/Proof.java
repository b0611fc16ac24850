package io.calling.signaling;

import io.calling.PrivacyMode;
import io.calling.srtp.verification.IdentitySignature;
import io.calling.srtp.verification.SasCommitment;
import io.calling.srtp.verification.SasNonce;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What one side shows so that people or keys can tell who is at the other end. Nothing in it is
 * secret.
 *
 * @param commitment the caller's promise of a nonce; in an invite
 * @param nonce the callee's nonce; in an accept
 * @param vouching the signature of the sender's identity key, if it has one
 */
public record Proof(
        Optional<SasCommitment> commitment, Optional<SasNonce> nonce, Optional<Vouching> vouching) {
    /** Nothing: nobody can tell. */
    public static final Proof NONE =
            new Proof(Optional.empty(), Optional.empty(), Optional.empty());

    /** The caller's part. */
    public static Proof committing(SasCommitment commitment) {
        return new Proof(Optional.of(commitment), Optional.empty(), Optional.empty());
    }

    /** The callee's part. */
    public static Proof showing(SasNonce nonce) {
        return new Proof(Optional.empty(), Optional.of(nonce), Optional.empty());
    }

    /** The same, signed. */
    public Proof vouchedFor(Vouching by) {
        return new Proof(commitment, nonce, Optional.of(by));
    }

    /**
     * That an identity key has signed.
     *
     * @param signature of all that the call is bound to
     * @param expires when it ceases to be good, in whole seconds
     * @param privacy the sender's, as the message said when it was signed
     */
    public record Vouching(IdentitySignature signature, Instant expires, PrivacyMode privacy) {
        /** The last second that a message can name: the year 2100. */
        static final long LATEST_SECOND = 4_102_444_800L;

        /** Checks the time. */
        public Vouching {
            expires = expires.truncatedTo(ChronoUnit.SECONDS);
            if (expires.getEpochSecond() < 0 || expires.getEpochSecond() > LATEST_SECOND) {
                throw new IllegalArgumentException("expires: 1970 to 2100");
            }
        }
    }
}
