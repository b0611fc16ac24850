package io.calling.ice;

/** The alphabet of foundations, user fragments and passwords (RFC 8839, 5.1). */
final class IceChars {
    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private IceChars() {}

    /** Whether a character is an {@code ice-char}. */
    static boolean isIceChar(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '+'
                || c == '/';
    }

    /** The index of the first character that is none, or -1. */
    static int firstForeign(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isIceChar(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    /** One character for each byte: six of its bits are used. */
    static String of(byte[] random) {
        StringBuilder text = new StringBuilder(random.length);
        for (byte b : random) {
            text.append(ALPHABET.charAt(b & 0x3F));
        }
        return text.toString();
    }
}
