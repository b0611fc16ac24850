package io.calling.benchmarks;

import io.calling.srtp.SrtpProfile;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the JDK's own ciphers and digests take for a packet's bytes, and nothing else: the floor for
 * any SRTP that is made of them and allocates nothing besides. It makes no SRTP packets.
 */
final class JdkAlone {
    private static final int HEADER = 12;
    private static final int AES_BLOCK = 16;

    /** Bytes of a nonce, and of the salt of a profile with such. */
    private static final int NONCE = 12;

    private JdkAlone() {}

    static SrtpCodec of(SrtpProfile profile) throws GeneralSecurityException {
        SecretKeySpec key = new SecretKeySpec(new byte[profile.keyBytes()], "AES");
        return profile.saltBytes() == NONCE ? new Galois(key) : new Counter(key);
    }

    /**
     * AES for the keystream, and as many blocks of SHA-1 as an HMAC has: no counters written, no
     * XOR, no padding, no digest read.
     */
    private static final class Counter implements SrtpCodec {
        private static final int TAG = 10;
        private static final int ROLLOVER_COUNTER = 4;
        private static final int SHA_BLOCK = 64;
        private static final int SHA_PADDING = 9;

        /** The outer key, and the inner digest with its padding. */
        private static final int OUTER_BLOCKS = 2;

        private final Cipher aes = Cipher.getInstance("AES/ECB/NoPadding", "SunJCE");
        private final MessageDigest sha1 = MessageDigest.getInstance("SHA-1", "SUN");
        private final byte[] counters = new byte[2048];
        private final byte[] keystream = new byte[2048];
        private final byte[] hashed = new byte[2048];

        Counter(SecretKeySpec key) throws GeneralSecurityException {
            aes.init(Cipher.ENCRYPT_MODE, key);
        }

        @Override
        public int protect(byte[] buffer, int length) {
            work(length);
            return length + TAG;
        }

        @Override
        public int unprotect(byte[] buffer, int length) {
            work(length - TAG);
            return length - TAG;
        }

        private void work(int length) {
            int keystreamBlocks = (length - HEADER + AES_BLOCK - 1) / AES_BLOCK;
            int inner = SHA_BLOCK + length + ROLLOVER_COUNTER + SHA_PADDING;
            int shaBlocks = (inner + SHA_BLOCK - 1) / SHA_BLOCK + OUTER_BLOCKS;
            try {
                aes.update(counters, 0, keystreamBlocks * AES_BLOCK, keystream, 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
            sha1.update(hashed, 0, shaBlocks * SHA_BLOCK);
        }
    }

    /** AES-GCM, initialised for each packet as it has to be. */
    private static final class Galois implements SrtpCodec {
        private static final int TAG = 16;

        private final Cipher sending = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        private final Cipher receiving = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        private final SecretKeySpec key;
        private final byte[] plaintext = new byte[2048];
        private long sent;
        private long received;

        Galois(SecretKeySpec key) throws GeneralSecurityException {
            this.key = key;
        }

        @Override
        public int protect(byte[] buffer, int length) {
            try {
                begin(sending, Cipher.ENCRYPT_MODE, sent++, buffer);
                sending.doFinal(buffer, HEADER, length - HEADER, buffer, HEADER);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
            return length + TAG;
        }

        @Override
        public int unprotect(byte[] buffer, int length) {
            try {
                begin(receiving, Cipher.DECRYPT_MODE, received++, buffer);
                return HEADER + receiving.doFinal(buffer, HEADER, length - HEADER, plaintext, 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private void begin(Cipher aes, int mode, long number, byte[] buffer)
                throws GeneralSecurityException {
            byte[] nonce = ByteBuffer.allocate(NONCE).putLong(number).array();
            aes.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
            aes.updateAAD(buffer, 0, HEADER);
        }
    }
}
