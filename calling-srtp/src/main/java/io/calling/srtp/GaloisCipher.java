package io.calling.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;

/** AES in Galois counter mode with tags of 128 bits (RFC 7714). */
final class GaloisCipher implements PacketCipher {
    static final int TAG = 16;

    private static final int WORD = Integer.BYTES;

    private final Cipher aes = JdkCrypto.cipher("AES/GCM/NoPadding");
    private final SessionKey key;
    private final PacketNonce nonce;

    /**
     * Where packets are decrypted to. In place the JDK would destroy a forged one, or copy it
     * first; and a forged one may turn out to be none with another rollover counter.
     */
    private byte[] plaintext;

    /**
     * @param salt 12 bytes, not kept
     * @param roomBytes for packets up to this length nothing will be allocated
     */
    GaloisCipher(SessionKey key, byte[] salt, int roomBytes) {
        this.key = key;
        nonce = new PacketNonce(salt);
        plaintext = new byte[roomBytes];
    }

    @Override
    public int rtpTrailer() {
        return TAG;
    }

    @Override
    public int rtcpTrailer() {
        return TAG + WORD;
    }

    @Override
    public int sealRtp(byte[] buffer, PacketView packet) {
        Cryptex.gather(buffer, packet);
        try {
            begin(Cipher.ENCRYPT_MODE, packet);
            aes.updateAAD(buffer, packet.start, packet.body - packet.start);
            seal(buffer, packet);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused a packet", e);
        }
        Cryptex.scatter(buffer, packet);
        return packet.end + TAG;
    }

    @Override
    public int openRtp(byte[] buffer, PacketView packet) {
        Cryptex.gather(buffer, packet);
        try {
            begin(Cipher.DECRYPT_MODE, packet);
            aes.updateAAD(buffer, packet.start, packet.body - packet.start);
            return open(buffer, packet, packet.body, packet.end);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused a packet", e);
        } finally {
            Cryptex.scatter(buffer, packet);
        }
    }

    @Override
    public int sealRtcp(byte[] buffer, PacketView packet) {
        int word = packet.end + TAG;
        BigEndian.putInt(buffer, word, RtcpWord.encrypted(packet.index));
        try {
            begin(Cipher.ENCRYPT_MODE, packet);
            aes.updateAAD(buffer, packet.start, packet.body - packet.start);
            aes.updateAAD(buffer, word, WORD);
            seal(buffer, packet);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused a packet", e);
        }
        return word + WORD;
    }

    @Override
    public int rtcpWord(byte[] buffer, PacketView packet) {
        return BigEndian.getInt(buffer, packet.end - WORD);
    }

    @Override
    public int openRtcp(byte[] buffer, PacketView packet) {
        int word = packet.end - WORD;
        // RFC 7714, 9.3: of an unencrypted packet everything but the tag is associated data.
        int body = RtcpWord.isEncrypted(rtcpWord(buffer, packet)) ? packet.body : word - TAG;
        try {
            begin(Cipher.DECRYPT_MODE, packet);
            aes.updateAAD(buffer, packet.start, body - packet.start);
            aes.updateAAD(buffer, word, WORD);
            return open(buffer, packet, body, word);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused a packet", e);
        }
    }

    private void begin(int mode, PacketView packet) throws GeneralSecurityException {
        aes.init(mode, key, nonce.of(packet.ssrc, packet.index));
    }

    private void seal(byte[] buffer, PacketView packet) throws GeneralSecurityException {
        aes.doFinal(buffer, packet.body, packet.end - packet.body, buffer, packet.body);
    }

    /** Decrypts what lies from {@code body} on, up to {@code end}, where the tag ends. */
    private int open(byte[] buffer, PacketView packet, int body, int end)
            throws GeneralSecurityException {
        int sealed = end - body;
        if (plaintext.length < sealed) {
            plaintext = new byte[sealed];
        }
        try {
            int length = aes.doFinal(buffer, body, sealed, plaintext, 0);
            System.arraycopy(plaintext, 0, buffer, body, length);
            return body + length;
        } catch (AEADBadTagException e) {
            return SrtpContext.AUTHENTICATION_FAILED;
        }
    }

    /** Overwrites the key, its schedule inside the cipher, the salt and the last plaintext. */
    @Override
    public void destroy() {
        nonce.destroy();
        try {
            aes.init(Cipher.ENCRYPT_MODE, key.blank(), nonce.of(0, 0));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused a key", e);
        }
        key.destroy();
        Arrays.fill(plaintext, (byte) 0);
    }
}
