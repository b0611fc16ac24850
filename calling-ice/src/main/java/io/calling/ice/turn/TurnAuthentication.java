package io.calling.ice.turn;

import io.calling.ice.stun.IntegrityKey;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunWriter;
import org.jspecify.annotations.Nullable;

/**
 * The long-term credential of one allocation (RFC 8489, 9.2): takes the relay's challenges, signs
 * requests, verifies answers. Where the relay's nonce says that it speaks RFC 8489, SHA-256 is used
 * and nobody on the way can talk it down to MD5.
 */
final class TurnAuthentication {
    private final String username;
    private final String password;
    private @Nullable TurnChallenge challenge;
    private @Nullable IntegrityKey key;
    private int generation;

    TurnAuthentication(String username, String password) {
        this.username = username;
        this.password = password;
    }

    /** Whether requests can be signed. */
    boolean isReady() {
        return key != null;
    }

    /**
     * Takes the challenge of a 401 or 438.
     *
     * @return false where it is unusable or the same as before, or the realm has changed: signing
     *     again would gain nothing
     */
    boolean accept(StunMessage response) {
        TurnChallenge next = TurnChallenge.read(response);
        TurnChallenge current = challenge;
        if (next == null || current != null && isOldOrForeign(current, next)) {
            return false;
        }
        if (current == null || !current.sameAlgorithm(next)) {
            destroy();
            key = next.derive(username, password);
        }
        challenge = next;
        generation++;
        return true;
    }

    private static boolean isOldOrForeign(TurnChallenge current, TurnChallenge next) {
        return !current.sameRealm(next)
                || current.sameNonce(next)
                || current.isModern() && !next.isModern();
    }

    /** The number of challenges so far: says whether a request was signed for an older one. */
    int generation() {
        return generation;
    }

    /** Adds the credentials and the integrity. */
    void sign(StunWriter writer) {
        if (challenge == null || key == null) {
            throw new IllegalStateException("no challenge yet");
        }
        challenge.sign(writer, username, key);
    }

    /** Whether the sender of an answer to a signed request knows the key. */
    boolean verify(StunMessage response) {
        return challenge != null && key != null && challenge.verify(response, key);
    }

    /** Forgets the key. */
    void destroy() {
        if (key != null) {
            key.destroy();
            key = null;
        }
    }
}
