package io.calling.srtp;

import java.util.Arrays;

/**
 * Encrypts and authenticates single packets with the session keys of RTP or of RTCP. Knows nothing
 * of streams and replays.
 *
 * <p>The view says where things lie in the array and which index the packet has. Sealing expects
 * room behind the packet. Opening returns {@link SrtpContext#AUTHENTICATION_FAILED} and leaves each
 * byte as it was when the packet is not authentic.
 */
interface PacketCipher {
    /** The cipher of a context's RTP packets. */
    static PacketCipher rtp(SrtpProfile profile, KeyDerivation keys) {
        return of(profile, keys, 0, 1536);
    }

    /** The cipher of a context's RTCP packets, which are small: it takes less room. */
    static PacketCipher rtcp(SrtpProfile profile, KeyDerivation keys) {
        return of(profile, keys, KeyDerivation.RTCP, 256);
    }

    private static PacketCipher of(
            SrtpProfile profile, KeyDerivation keys, int labels, int roomBytes) {
        byte[] salt = keys.derive(labels + KeyDerivation.RTP_SALT, profile.saltBytes());
        SessionKey key =
                new SessionKey(
                        keys.derive(labels + KeyDerivation.RTP_ENCRYPTION, profile.keyBytes()));
        try {
            return profile.aead()
                    ? new GaloisCipher(key, salt, roomBytes)
                    : new CounterModeCipher(
                            new CounterKeystream(key, salt, roomBytes), hmac(keys, labels));
        } finally {
            Arrays.fill(salt, (byte) 0);
        }
    }

    private static HmacSha1 hmac(KeyDerivation keys, int labels) {
        byte[] key = keys.derive(labels + KeyDerivation.RTP_AUTHENTICATION, HmacSha1.KEY_BYTES);
        HmacSha1 hmac = new HmacSha1(key);
        Arrays.fill(key, (byte) 0);
        return hmac;
    }

    /** Bytes that sealing adds to an RTP packet. */
    int rtpTrailer();

    /** Bytes that sealing adds to an RTCP packet. */
    int rtcpTrailer();

    /** Returns the end of the sealed packet. */
    int sealRtp(byte[] buffer, PacketView packet);

    /** Returns the end of the opened packet. */
    int openRtp(byte[] buffer, PacketView packet);

    /** Returns the end of the sealed packet, encrypted, as its E flag says. */
    int sealRtcp(byte[] buffer, PacketView packet);

    /** Reads E flag and SRTCP index of a packet that has at least {@link #rtcpTrailer()} bytes. */
    int rtcpWord(byte[] buffer, PacketView packet);

    /** Returns the end of the opened packet, which is decrypted if the E flag says so. */
    int openRtcp(byte[] buffer, PacketView packet);

    /** Overwrites the keys. */
    void destroy();
}
