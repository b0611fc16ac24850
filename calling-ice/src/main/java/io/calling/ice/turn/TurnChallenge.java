package io.calling.ice.turn;

import io.calling.ice.stun.IntegrityKey;
import io.calling.ice.stun.PasswordAlgorithm;
import io.calling.ice.stun.PreparedText;
import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunWriter;
import io.calling.ice.stun.UserHash;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a relay wants requests to be signed with: realm, nonce and algorithm of a 401 or 438. */
final class TurnChallenge {
    private static final int MAX_REALM_OR_NONCE_BYTES = 763; // RFC 8489, 14.9 and 14.10

    private final String realm;
    private final byte[] nonce;
    private final NonceFeatures features;
    private final PasswordAlgorithm algorithm;

    /** PASSWORD-ALGORITHMS as received, to be echoed; null at a relay that speaks RFC 5389. */
    private final byte @Nullable [] offered;

    private TurnChallenge(
            String realm,
            byte[] nonce,
            NonceFeatures features,
            PasswordAlgorithm algorithm,
            byte @Nullable [] offered) {
        this.realm = realm;
        this.nonce = nonce;
        this.features = features;
        this.algorithm = algorithm;
        this.offered = offered;
    }

    /** The challenge in a response, or null where there is no usable one. */
    static @Nullable TurnChallenge read(StunMessage response) {
        String realm = response.text(StunAttribute.REALM);
        byte[] nonce = response.bytes(StunAttribute.NONCE);
        if (realm == null || nonce == null || isTooLong(realm, nonce)) {
            return null;
        }
        NonceFeatures features = NonceFeatures.of(nonce);
        if (!features.passwordAlgorithms()) {
            return new TurnChallenge(realm, nonce, features, PasswordAlgorithm.MD5, null);
        }
        byte[] offered = response.bytes(StunAttribute.PASSWORD_ALGORITHMS);
        PasswordAlgorithm best = PasswordAlgorithm.bestOf(offered);
        // RFC 8489, 9.2.5: the nonce promises algorithms, so somebody took them out on the way
        return best == null ? null : new TurnChallenge(realm, nonce, features, best, offered);
    }

    private static boolean isTooLong(String realm, byte[] nonce) {
        return realm.length() > MAX_REALM_OR_NONCE_BYTES || nonce.length > MAX_REALM_OR_NONCE_BYTES;
    }

    /** Whether the relay speaks RFC 8489 and its SHA-256. */
    boolean isModern() {
        return offered != null;
    }

    boolean sameRealm(TurnChallenge other) {
        return realm.equals(other.realm);
    }

    boolean sameNonce(TurnChallenge other) {
        return Arrays.equals(nonce, other.nonce);
    }

    boolean sameAlgorithm(TurnChallenge other) {
        return algorithm == other.algorithm;
    }

    IntegrityKey derive(String username, String password) {
        return IntegrityKey.longTerm(algorithm, prepared(username), realm, prepared(password));
    }

    /** OpaqueString at relays that speak RFC 8489, SASLprep at those that speak RFC 5389. */
    private String prepared(String text) {
        UnaryOperator<String> profile =
                isModern() ? PreparedText::opaqueString : PreparedText::saslprep;
        try {
            return profile.apply(text);
        } catch (IllegalArgumentException e) {
            return text; // the relay knows best what it stored
        }
    }

    /** Adds the credentials and the integrity to a request. */
    void sign(StunWriter writer, String username, IntegrityKey key) {
        if (features.usernameAnonymity()) {
            writer.bytes(StunAttribute.USERHASH, UserHash.of(prepared(username), realm));
        } else {
            writer.text(StunAttribute.USERNAME, prepared(username));
        }
        writer.text(StunAttribute.REALM, realm).bytes(StunAttribute.NONCE, nonce);
        if (offered == null) {
            writer.integrity(key);
        } else {
            writer.bytes(StunAttribute.PASSWORD_ALGORITHMS, offered)
                    .uint32(StunAttribute.PASSWORD_ALGORITHM, (long) algorithm.number() << 16)
                    .integritySha256(key);
        }
    }

    /** Whether the sender of an answer knows the key. */
    boolean verify(StunMessage response, IntegrityKey key) {
        return isModern() ? response.verifyIntegritySha256(key) : response.verifyIntegrity(key);
    }
}
