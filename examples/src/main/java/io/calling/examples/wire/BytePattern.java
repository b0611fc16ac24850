package io.calling.examples.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A sequence of bytes to look for, with the words that describe it. Text is found in upper and
 * lower case, and numbers only where they are not part of a longer one.
 */
final class BytePattern {
    private static final int SHORT = 4;

    private final String description;
    private final byte[] bytes;
    private final Kind kind;

    private enum Kind {
        BINARY(""),
        TEXT(""),
        DECIMAL("0123456789"),
        HEXADECIMAL("0123456789abcdef");

        private final String digits;

        Kind(String digits) {
            this.digits = digits;
        }

        boolean isDigit(byte character) {
            return digits.indexOf(lowerCase(character)) >= 0;
        }
    }

    private BytePattern(String description, byte[] bytes, Kind kind) {
        this.description = description;
        this.bytes = bytes;
        this.kind = kind;
    }

    static BytePattern binary(String description, byte[] bytes) {
        return new BytePattern(description, bytes.clone(), Kind.BINARY);
    }

    /** Text that is found even as a part of a longer word. */
    static BytePattern text(String description, String text) {
        return new BytePattern(description, lowerCase(text), Kind.TEXT);
    }

    /** Decimal numbers: 192.0.2.1 is not in 192.0.2.10. */
    static BytePattern decimal(String description, String text) {
        return new BytePattern(description, lowerCase(text), Kind.DECIMAL);
    }

    /** Hexadecimal numbers: 2001:db8::1 is not in 2001:db8::10. */
    static BytePattern hexadecimal(String description, String text) {
        return new BytePattern(description, lowerCase(text), Kind.HEXADECIMAL);
    }

    private static byte[] lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }

    /** The same pattern under a mask that repeats from its start, as XOR-MAPPED-ADDRESS has it. */
    BytePattern xored(byte[] mask, int maskOffset) {
        byte[] masked = bytes.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= mask[maskOffset + i];
        }
        return new BytePattern(description + ", XORed", masked, Kind.BINARY);
    }

    /**
     * Where and as what this pattern occurs, if it does.
     *
     * @param ciphertextFrom where ciphertext begins: a few bytes stand there by chance every so
     *     often, and mean nothing, so short patterns are not looked for
     */
    Optional<String> in(byte[] haystack, int ciphertextFrom) {
        int end = bytes.length <= SHORT ? ciphertextFrom : haystack.length;
        for (int at = 0; at + bytes.length <= end; at++) {
            if (matches(haystack, at) && standsAlone(haystack, at)) {
                return Optional.of(description + " at byte " + at);
            }
        }
        return Optional.empty();
    }

    private boolean matches(byte[] haystack, int at) {
        if (kind == Kind.BINARY) {
            int end = at + bytes.length;
            return haystack[at] == bytes[0]
                    && Arrays.equals(haystack, at, end, bytes, 0, bytes.length);
        }
        for (int i = 0; i < bytes.length; i++) {
            if (lowerCase(haystack[at + i]) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte lowerCase(byte character) {
        return character >= 'A' && character <= 'Z' ? (byte) (character + 32) : character;
    }

    private boolean standsAlone(byte[] haystack, int at) {
        int end = at + bytes.length;
        return (at == 0 || !areOneNumber(haystack[at - 1], bytes[0]))
                && (end == haystack.length
                        || !areOneNumber(haystack[end], bytes[bytes.length - 1]));
    }

    private boolean areOneNumber(byte neighbour, byte edge) {
        return kind.isDigit(neighbour) && kind.isDigit(edge);
    }
}
