package io.calling.ice.turn;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a relay says of itself in the first characters of a nonce, so that nobody on the way can
 * take it out unseen (RFC 8489, 9.2 and 18.1).
 *
 * @param passwordAlgorithms it sends PASSWORD-ALGORITHMS
 * @param usernameAnonymity it wants USERHASH instead of USERNAME
 */
record NonceFeatures(boolean passwordAlgorithms, boolean usernameAnonymity) {
    private static final NonceFeatures NONE = new NonceFeatures(false, false);
    private static final String COOKIE = "obMatJos2";
    private static final int FEATURE_CHARACTERS = 4; // 24 bits

    static NonceFeatures of(byte[] nonce) {
        String text = new String(nonce, StandardCharsets.ISO_8859_1);
        int end = COOKIE.length() + FEATURE_CHARACTERS;
        if (!text.startsWith(COOKIE) || text.length() < end) {
            return NONE;
        }
        try {
            byte[] bits = Base64.getDecoder().decode(text.substring(COOKIE.length(), end));
            return new NonceFeatures((bits[0] & 0x80) != 0, (bits[0] & 0x40) != 0);
        } catch (IllegalArgumentException e) {
            return NONE; // no Base64, so only by chance the cookie
        }
    }
}
