package io.calling.srtp.verification;

import io.calling.srtp.Fingerprint;
import io.calling.srtp.SetupRole;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * All that an identity key vouches for when it signs for a call, so that a signature is good for
 * this call, between these two, in this direction, with these certificates, for a short time, and
 * for nothing else.
 *
 * <p>Who verifies builds the binding from what it knows itself and from what the message says, and
 * never takes it from the message as a whole.
 *
 * @param parties the call and the two identities
 * @param signer which of the two signs
 * @param callersParty the device of the caller
 * @param calleesParty the device of the callee; empty when the caller signs its invite, since no
 *     device has accepted yet
 * @param setup the signer's part in the DTLS handshake
 * @param callers the fingerprints that the invite announced, all of them
 * @param callees the fingerprints that the accept announces; empty in an invite
 * @param callersMedia what the invite asks for, as its message says it, such as {@code audio video}
 * @param calleesMedia what the accept agrees to; empty in an invite
 * @param privacy the signer's privacy, as the message says it
 * @param expires when the signature ceases to be good, in whole seconds
 */
public record CallBinding(
        CallParties parties,
        Signer signer,
        String callersParty,
        String calleesParty,
        SetupRole setup,
        List<Fingerprint> callers,
        List<Fingerprint> callees,
        String callersMedia,
        String calleesMedia,
        String privacy,
        Instant expires) {
    private static final String TAG = "calling identity binding";

    /**
     * Signatures of version 1 did not cover the media. A side of one version takes the other's for
     * the signature of something else, and the call ends.
     */
    private static final long VERSION = 2;

    /** Whose signature it is. */
    public enum Signer {
        /** Of an invite. */
        CALLER,
        /** Of an accept. */
        CALLEE
    }

    /**
     * What a caller vouches for in its invite.
     *
     * @param setup the caller's part, as its offer has it: {@link SetupRole#ACTPASS} as a rule
     * @param fingerprints all that the invite announces
     * @param media what it asks for
     */
    public static CallBinding invite(
            CallParties parties,
            String callersParty,
            SetupRole setup,
            List<Fingerprint> fingerprints,
            String media,
            String privacy,
            Instant expires) {
        return new CallBinding(
                parties,
                Signer.CALLER,
                callersParty,
                "",
                setup,
                fingerprints,
                List.of(),
                media,
                "",
                privacy,
                expires);
    }

    /**
     * What a callee vouches for when it accepts this invite: the caller's device, fingerprints and
     * media as the invite has them, and its own.
     *
     * @param setup the callee's part, as its answer has it
     * @param fingerprints all that the accept announces
     * @param media what it agrees to
     * @throws IllegalStateException if this is no invite's binding
     */
    public CallBinding accept(
            String calleesParty,
            SetupRole setup,
            List<Fingerprint> fingerprints,
            String media,
            String privacy,
            Instant expires) {
        if (signer != Signer.CALLER) {
            throw new IllegalStateException("only an invite can be accepted");
        }
        return new CallBinding(
                parties,
                Signer.CALLEE,
                callersParty,
                calleesParty,
                setup,
                callers,
                fingerprints,
                callersMedia,
                media,
                privacy,
                expires);
    }

    /** Checks that an accept names both sides' devices, fingerprints and media. */
    public CallBinding {
        callers = List.copyOf(callers);
        callees = List.copyOf(callees);
        expires = expires.truncatedTo(ChronoUnit.SECONDS);
        if (callersParty.isEmpty() || callers.isEmpty()) {
            throw new IllegalArgumentException("the caller's party and fingerprints are missing");
        }
        if (callersMedia.isEmpty() || signer == Signer.CALLEE && calleesMedia.isEmpty()) {
            throw new IllegalArgumentException("the media are missing");
        }
        if (signer == Signer.CALLEE && (calleesParty.isEmpty() || callees.isEmpty())) {
            throw new IllegalArgumentException("the callee's party and fingerprints are missing");
        }
    }

    /** The bytes that are signed. */
    Transcript transcript() {
        return parties.addTo(new Transcript(TAG).add(VERSION))
                .add(signer.name())
                .add(callersParty)
                .add(calleesParty)
                .add(setup.name())
                .add(callers)
                .add(callees)
                .add(callersMedia)
                .add(calleesMedia)
                .add(privacy)
                .add(expires.getEpochSecond());
    }

    /**
     * The hash of this binding and its signature that goes into the DTLS handshake (RFC 8844, 3),
     * 32 bytes. Without it somebody could claim another's fingerprint as its own, sign that with
     * its own key, and have two parties talk to each other while each believes it talks to the
     * claimant.
     *
     * @see io.calling.srtp.ExternalIdentity
     */
    public byte[] identityHash(IdentitySignature signature) {
        return new Transcript("calling identity hash v1")
                .add(transcript().bytes())
                .add(signature.toBytes())
                .sha256();
    }
}
