package io.calling.rtp;

import io.calling.ice.net.Network;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The name under which the streams of one call belong together in RTCP. Random for each call, so
 * that it tells nothing about the user or the host, and links no two calls.
 *
 * @param value 1 to 255 ASCII characters
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7022#section-4.2">RFC 7022, 4.2</a>
 */
public record Cname(String value) {
    /** Bits of randomness: "96 bits or more" (RFC 7022, 4.2). */
    private static final int RANDOM_BYTES = 12;

    /** Refuses what doesn't fit into an SDES item. */
    public Cname {
        if (value.isEmpty() || value.length() > 255) {
            throw new IllegalArgumentException(
                    "A CNAME has 1 to 255 characters, not " + value.length());
        }
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(value)) {
            throw new IllegalArgumentException("A CNAME here is ASCII");
        }
    }

    /** A new one. */
    public static Cname random(Network network) {
        byte[] bytes = new byte[RANDOM_BYTES];
        network.randomBytes(bytes);
        return new Cname(Base64.getEncoder().encodeToString(bytes));
    }
}
