package io.calling.testkit.relay;

import io.calling.ice.stun.IntegrityKey;
import io.calling.ice.stun.PasswordAlgorithm;
import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Long-term credentials (RFC 8489, 9.2) with MD5 keys, which every TURN client knows. Pure: time is
 * an argument. Has one owner.
 */
final class Credentials {
    private final String realm;
    private final Map<String, IntegrityKey> keys = new HashMap<>();
    private final Nonces nonces;

    Credentials(RelayConfig config, Random random) {
        this.realm = config.realm();
        this.nonces = new Nonces(config.nonceLifetime(), random);
        config.users().forEach((name, password) -> keys.put(name, key(name, password)));
    }

    private IntegrityKey key(String username, String password) {
        return IntegrityKey.longTerm(PasswordAlgorithm.MD5, username, realm, password);
    }

    void expireNonces() {
        nonces.expire();
    }

    /**
     * Who sent a request.
     *
     * @param user the user name; null where it is not proven
     * @param refusal what to answer then; null otherwise
     */
    record Check(@Nullable String user, @Nullable Answer refusal) {}

    /** Checks a request in the order of RFC 8489, 9.2.4. */
    Check check(StunMessage request, long nowNanos) {
        if (!request.hasIntegrity()) {
            return refused(Answer.refused(Answer.UNAUTHENTICATED, challenge(nowNanos)));
        }
        String user = request.text(StunAttribute.USERNAME);
        String nonce = request.text(StunAttribute.NONCE);
        if (user == null || nonce == null || !request.has(StunAttribute.REALM)) {
            return refused(Answer.refused(Answer.BAD_REQUEST));
        }
        IntegrityKey key = keys.get(user);
        if (key == null || !request.verifyIntegrity(key)) {
            return refused(Answer.refused(Answer.UNAUTHENTICATED, challenge(nowNanos)));
        }
        if (!nonces.isGood(nonce, nowNanos)) {
            return refused(Answer.refused(Answer.STALE_NONCE, challenge(nowNanos)));
        }
        return new Check(user, null);
    }

    private static Check refused(Answer answer) {
        return new Check(null, answer);
    }

    private Consumer<StunWriter> challenge(long nowNanos) {
        String nonce = nonces.current(nowNanos);
        return writer -> writer.text(StunAttribute.REALM, realm).text(StunAttribute.NONCE, nonce);
    }

    /** Signs an answer to a user. */
    void sign(StunWriter answer, String user) {
        IntegrityKey key = keys.get(user);
        if (key != null) {
            answer.integrity(key);
        }
    }
}
