package io.calling.ice.stun;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The value of USERHASH, which hides the user name from observers (RFC 8489, 14.4). */
public final class UserHash {
    private UserHash() {}

    /** {@code SHA-256(username ":" realm)}; the texts are taken as they are. */
    public static byte[] of(String username, String realm) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((username + ':' + realm).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK lacks SHA-256", e);
        }
    }
}
