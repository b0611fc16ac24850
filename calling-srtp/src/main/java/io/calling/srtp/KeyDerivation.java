package io.calling.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * Derives session keys from a master key (RFC 3711, 4.3; RFC 6188, 3; RFC 7714, 11), at a key
 * derivation rate of 0: once.
 */
final class KeyDerivation implements AutoCloseable {
    static final int RTP_ENCRYPTION = 0;
    static final int RTP_AUTHENTICATION = 1;
    static final int RTP_SALT = 2;

    /** What to add to the labels above for those of SRTCP. */
    static final int RTCP = 3;

    private static final int BLOCK = 16;
    private static final int LABEL_AT = 7;

    private final Cipher aes = JdkCrypto.cipher("AES/ECB/NoPadding");
    private final SessionKey masterKey;
    private final byte[] masterSalt;

    KeyDerivation(SrtpMasterKey master) {
        masterKey = new SessionKey(master.key().clone());
        // RFC 7714, 11: a 96-bit salt is multiplied by 2^16 to make the 112 bits of the PRF's
        // input.
        masterSalt = Arrays.copyOf(master.salt(), BLOCK);
        useKey(masterKey);
    }

    private void useKey(SessionKey key) {
        try {
            aes.init(Cipher.ENCRYPT_MODE, key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES refused a key", e);
        }
    }

    /** AES-CM as a pseudo-random function of the label (RFC 3711, 4.3.3). */
    byte[] derive(int label, int length) {
        byte[] input = new byte[(length + BLOCK - 1) / BLOCK * BLOCK];
        for (int block = 0; block * BLOCK < input.length; block++) {
            System.arraycopy(masterSalt, 0, input, block * BLOCK, BLOCK);
            input[block * BLOCK + LABEL_AT] ^= (byte) label;
            BigEndian.putShort(input, block * BLOCK + BLOCK - 2, block);
        }
        return encrypt(input, length);
    }

    private byte[] encrypt(byte[] input, int length) {
        byte[] output = new byte[input.length];
        try {
            aes.update(input, 0, input.length, output);
            return Arrays.copyOf(output, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES refused whole blocks", e);
        } finally {
            Arrays.fill(output, (byte) 0);
            Arrays.fill(input, (byte) 0);
        }
    }

    /** Forgets the master key. */
    @Override
    public void close() {
        useKey(masterKey.blank());
        masterKey.destroy();
        Arrays.fill(masterSalt, (byte) 0);
    }
}
