package io.calling.srtp.verification;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the peer's signature, or the lack of one, says about who is at the other end. */
public enum IdentityCheck {
    /** The key that the application knows the peer by has signed for this call. */
    VERIFIED("The other side has proved its identity.", false),
    /** The application knows no key of the peer. */
    UNVERIFIED(
            "Nobody has proved who is at the other end: signaling could be intercepting this call."
                    + " Compare the four words.",
            false),
    /** The application knows a key of the peer, and it has not signed for this call. */
    MISMATCH(
            "The other side did not prove the identity that it claims: somebody may be in between.",
            true),
    /** The right key has signed, but not for now. */
    EXPIRED(
            "The other side's proof of identity is out of date, or one of the two clocks is wrong.",
            true);

    /** The longest that a signature may be good for: an invite rings for less. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

    private final String text;
    private final boolean endsCall;

    IdentityCheck(String text, boolean endsCall) {
        this.text = text;
        this.endsCall = endsCall;
    }

    /**
     * Checks a signature.
     *
     * @param known the key by which the application knows the peer, if it knows one
     * @param signature what came with the message, if something did
     * @param binding what has to be signed, as this side knows it
     * @param now the time by this side's clock
     */
    public static IdentityCheck of(
            @Nullable IdentityPublicKey known,
            @Nullable IdentitySignature signature,
            CallBinding binding,
            Instant now) {
        if (known == null) {
            return UNVERIFIED;
        }
        if (signature == null || !known.verifies(binding, signature)) {
            return MISMATCH;
        }
        return timely(binding.expires(), now) ? VERIFIED : EXPIRED;
    }

    private static boolean timely(Instant expires, Instant now) {
        return expires.plus(CLOCKS_DIFFER).isAfter(now)
                && expires.minus(CLOCKS_DIFFER).isBefore(now.plus(LONGEST));
    }

    /** One sentence for people. */
    public String text() {
        return text;
    }

    /** Whether the call must end here, with the reason {@code IDENTITY_MISMATCH}. */
    public boolean endsCall() {
        return endsCall;
    }
}
