package io.calling.ice.turn;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Credentials that a server derives from the secret it shares with its relays, good until a given
 * time: the "TURN REST API" of many relays, coturn's {@code use-auth-secret}.
 *
 * <p>The secret belongs on a server. An application for people fetches what its server derived, and
 * hands it to {@link RelayServer#of(String, String, String)}.
 */
public final class EphemeralCredentials {
    private final String username;
    private final String password;
    private final Instant expiresAt;

    private EphemeralCredentials(String username, String password, Instant expiresAt) {
        this.username = username;
        this.password = password;
        this.expiresAt = expiresAt;
    }

    /**
     * Derives credentials.
     *
     * @param secret what the relay has as {@code static-auth-secret}
     * @param opaqueId any text without a colon that says nothing about the user: observers of the
     *     network can read it
     * @param expiresAt when the relay stops taking them, rounded down to a second
     * @throws IllegalArgumentException if the secret is empty, or the id has a colon
     */
    public static EphemeralCredentials derive(String secret, String opaqueId, Instant expiresAt) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("the shared secret is empty");
        }
        if (opaqueId.indexOf(':') >= 0) {
            throw new IllegalArgumentException("the id has a colon, which ends the time before it");
        }
        Instant wholeSeconds = Instant.ofEpochSecond(expiresAt.getEpochSecond());
        String username = wholeSeconds.getEpochSecond() + ":" + opaqueId;
        return new EphemeralCredentials(username, password(secret, username), wholeSeconds);
    }

    private static String password(String secret, String username) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks HmacSHA1", e);
        }
    }

    /** The relay at {@code uri} with these credentials. */
    public RelayServer at(String uri) {
        return RelayServer.of(uri, username, password).expiringAt(expiresAt);
    }

    /** The time and the id. */
    public String username() {
        return username;
    }

    /** The password; a secret. */
    public String password() {
        return password;
    }

    /** When the relay stops taking them. */
    public Instant expiresAt() {
        return expiresAt;
    }

    /** Says nothing. */
    @Override
    public String toString() {
        return "EphemeralCredentials";
    }
}
