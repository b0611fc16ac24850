package io.calling.ice.internal;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import java.util.Arrays;

/**
 * Stands before everything that believes a STUN message: a request must be signed with our password
 * and name both sides, a response must be signed with the peer's. What is not is dropped without an
 * answer, so that nobody learns from us that there is somebody. Pure.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8445#section-7.3">RFC 8445, 7.3</a>
 */
public final class IntegrityGate {
    private final CheckCredentials credentials;

    /** What became of a message. */
    public enum Verdict {
        /** A request of the peer's. */
        REQUEST,
        /** An answer of the peer's, success or error. */
        RESPONSE,
        /** A keep-alive: changes nothing and needs no proof. */
        INDICATION,
        /** Not a check, or without its integrity, or with a wrong one. */
        REJECTED
    }

    /** A gate for checks between the two sides of {@code credentials}. */
    public IntegrityGate(CheckCredentials credentials) {
        this.credentials = credentials;
    }

    /** Looks at a well-formed message. */
    public Verdict inspect(StunMessage message) {
        if (message.method() != StunMethod.BINDING
                || message.hasFingerprint() && !message.verifyFingerprint()) {
            return Verdict.REJECTED;
        }
        return switch (message.messageClass()) {
            case INDICATION -> Verdict.INDICATION;
            case REQUEST -> isAuthenticRequest(message) ? Verdict.REQUEST : Verdict.REJECTED;
            case SUCCESS, ERROR ->
                    message.verifyIntegrity(credentials.remoteKey())
                            ? Verdict.RESPONSE
                            : Verdict.REJECTED;
        };
    }

    private boolean isAuthenticRequest(StunMessage message) {
        return Arrays.equals(credentials.incomingUsername(), message.bytes(StunAttribute.USERNAME))
                && message.verifyIntegrity(credentials.localKey());
    }
}
