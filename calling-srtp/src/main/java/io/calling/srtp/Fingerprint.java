package io.calling.srtp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;

/**
 * The hash of a certificate, as {@code a=fingerprint} carries it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8122#section-5">RFC 8122, 5</a>
 */
public final class Fingerprint {
    private static final String DIGITS = "0123456789ABCDEF";

    private final Algorithm algorithm;
    private final byte[] hash;

    private Fingerprint(Algorithm algorithm, byte[] hash) {
        this.algorithm = algorithm;
        this.hash = hash;
    }

    /**
     * A fingerprint from its bytes, which are copied.
     *
     * @throws IllegalArgumentException if their number is not the algorithm's
     */
    public static Fingerprint of(Algorithm algorithm, byte[] hash) {
        if (hash.length != algorithm.bytes) {
            throw new IllegalArgumentException(
                    algorithm.token + " has " + algorithm.bytes + " bytes, not " + hash.length);
        }
        return new Fingerprint(algorithm, hash.clone());
    }

    /** The fingerprint of a certificate in DER. */
    public static Fingerprint ofCertificate(Algorithm algorithm, byte[] der) {
        return new Fingerprint(algorithm, algorithm.digest(der));
    }

    /**
     * Reads {@code sha-256 4A:AD:…}, the value of the SDP attribute.
     *
     * @throws IllegalArgumentException if it is malformed, or its hash is not one of {@link
     *     Algorithm}
     */
    public static Fingerprint parse(String text) {
        return tryParse(text)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no fingerprint of a supported hash: expected \"sha-256"
                                                + " AB:CD:…\""));
    }

    /**
     * Reads the same from a peer: empty where {@link #parse} would throw. RFC 8122, 5: a hash that
     * we don't support is no error as long as another fingerprint has one that we do.
     */
    public static Optional<Fingerprint> tryParse(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        return Algorithm.named(text.substring(0, space))
                .flatMap(algorithm -> tryParse(algorithm, text.substring(space + 1)));
    }

    private static Optional<Fingerprint> tryParse(Algorithm algorithm, String hex) {
        if (hex.length() != algorithm.bytes * 3 - 1) {
            return Optional.empty();
        }
        byte[] hash = new byte[algorithm.bytes];
        for (int i = 0; i < hash.length; i++) {
            int value = digit(hex.charAt(3 * i)) << 4 | digit(hex.charAt(3 * i + 1));
            if (value < 0 || i > 0 && hex.charAt(3 * i - 1) != ':') {
                return Optional.empty();
            }
            hash[i] = (byte) value;
        }
        return Optional.of(new Fingerprint(algorithm, hash));
    }

    /** The value of an ASCII digit of either case, or a negative number. */
    private static int digit(char character) {
        return character > 'f' ? -1 : Character.digit(character, 16);
    }

    /** The hash function. */
    public Algorithm algorithm() {
        return algorithm;
    }

    /** A copy of the hash. */
    public byte[] hash() {
        return hash.clone();
    }

    /** Whether {@code der} is the certificate that this is the fingerprint of. */
    public boolean matches(byte[] der) {
        return MessageDigest.isEqual(hash, algorithm.digest(der));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that
                && algorithm == that.algorithm
                && MessageDigest.isEqual(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return hash[0] << 24 | (hash[1] & 0xFF) << 16 | (hash[2] & 0xFF) << 8 | hash[3] & 0xFF;
    }

    /** The value of the SDP attribute. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(algorithm.token);
        for (int i = 0; i < hash.length; i++) {
            text.append(i == 0 ? ' ' : ':');
            text.append(DIGITS.charAt(hash[i] >> 4 & 0xF)).append(DIGITS.charAt(hash[i] & 0xF));
        }
        return text.toString();
    }

    /** The hash functions that are strong enough, from the weakest to the strongest. */
    public enum Algorithm {
        /** SHA-256, which everybody supports. */
        SHA_256("sha-256", 32),
        /** SHA-384. */
        SHA_384("sha-384", 48),
        /** SHA-512. */
        SHA_512("sha-512", 64);

        private final String token;
        private final int bytes;

        Algorithm(String token, int bytes) {
            this.token = token;
            this.bytes = bytes;
        }

        /** The name in SDP: {@code sha-256}. */
        public String token() {
            return token;
        }

        private static Optional<Algorithm> named(String token) {
            String lower = token.toLowerCase(Locale.ROOT);
            for (Algorithm algorithm : values()) {
                if (algorithm.token.equals(lower)) {
                    return Optional.of(algorithm);
                }
            }
            return Optional.empty();
        }

        private byte[] digest(byte[] der) {
            try {
                return MessageDigest.getInstance(token.toUpperCase(Locale.ROOT)).digest(der);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this Java runtime lacks " + token, e);
            }
        }
    }
}
