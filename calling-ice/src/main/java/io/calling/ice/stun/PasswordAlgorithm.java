package io.calling.ice.stun;

import org.jspecify.annotations.Nullable;

/** How a long-term key is made of user name, realm and password (RFC 8489, 18.5). */
public enum PasswordAlgorithm {
    /** The key of RFC 5389, used where the server offers nothing else. */
    MD5(0x0001, "MD5"),
    /** The better key of RFC 8489. */
    SHA256(0x0002, "SHA-256");

    private final int number;
    private final String digest;

    PasswordAlgorithm(int number, String digest) {
        this.number = number;
        this.digest = digest;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }

    /**
     * The best that a PASSWORD-ALGORITHMS offers (RFC 8489, 14.11), or null where it offers none
     * that is known.
     */
    public static @Nullable PasswordAlgorithm bestOf(byte @Nullable [] offered) {
        PasswordAlgorithm best = null;
        for (int at = 0; offered != null && at + 4 <= offered.length; ) {
            for (PasswordAlgorithm each : values()) {
                boolean offers = Bytes.uint16(offered, at) == each.number;
                best = offers && (best == null || each.number > best.number) ? each : best;
            }
            at += 4 + Bytes.padded(Bytes.uint16(offered, at + 2)); // skips its parameters
        }
        return best;
    }

    String digest() {
        return digest;
    }
}
