package io.calling.srtp.verification;

import io.calling.srtp.Fingerprint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Fields in one unambiguous sequence of bytes: a tag that no other use has, then each field behind
 * its length in 32 bits. Two different lists of fields never give the same bytes.
 */
final class Transcript {
    private static final String HMAC = "HmacSHA256";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

    Transcript(String tag) {
        add(tag);
    }

    Transcript add(byte[] field) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
        bytes.writeBytes(field);
        return this;
    }

    Transcript add(String field) {
        return add(field.getBytes(StandardCharsets.UTF_8));
    }

    Transcript add(long field) {
        return add(ByteBuffer.allocate(Long.BYTES).putLong(field).array());
    }

    /** All fingerprints that a side announced, in an order that does not depend on signaling. */
    Transcript add(List<Fingerprint> fingerprints) {
        add(fingerprints.size());
        fingerprints.stream().map(Fingerprint::toString).sorted().forEach(this::add);
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    byte[] sha256() {
        return digest("SHA-256");
    }

    byte[] sha512() {
        return digest("SHA-512");
    }

    private byte[] digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks " + algorithm, e);
        }
    }

    /** HKDF-SHA256 (RFC 5869) with one block of output, the transcript being the key material. */
    byte[] derive(String salt, String info) {
        byte[] key = hmac(salt.getBytes(StandardCharsets.UTF_8), bytes());
        return hmac(key, (info + '\1').getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks " + HMAC, e);
        }
    }
}
