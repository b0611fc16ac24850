package io.calling.signaling;

import java.util.Base64;

/** Random bytes as text: base64url without padding, of which each value has exactly one form. */
final class RandomText {
    private RandomText() {}

    static String of(byte[] random) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    static void check(String name, String value, int bytes) {
        if (!isCanonical(value, bytes)) {
            throw new IllegalArgumentException(
                    "a " + name + " is base64url of " + bytes + " bytes");
        }
    }

    private static boolean isCanonical(String value, int bytes) {
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(value);
            return decoded.length == bytes && of(decoded).equals(value);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
