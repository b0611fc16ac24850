package io.calling.benchmarks;

import io.calling.srtp.SrtpProfile;
import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.utils.ByteArrayBuffer;
import org.jitsi.utils.logging2.LoggerImpl;

/** jitsi-srtp, with the cryptography that it finds where it is loaded ({@link SunJceLoader}). */
public final class JitsiSrtp implements SrtpCodec {
    private static final int SSRC = 1;
    private static final int HMAC_KEY_BYTES = 20;

    private final SrtpCryptoContext sending;
    private final SrtpCryptoContext receiving;
    private final Packet packet = new Packet();

    /** With a key of zeros. */
    public JitsiSrtp(SrtpProfile profile) throws GeneralSecurityException {
        sending = context(profile, true);
        receiving = context(profile, false);
    }

    private static SrtpCryptoContext context(SrtpProfile profile, boolean sender)
            throws GeneralSecurityException {
        boolean aead = profile.saltBytes() == 12;
        SrtpPolicy policy =
                new SrtpPolicy(
                        aead ? SrtpPolicy.AESGCM_ENCRYPTION : SrtpPolicy.AESCM_ENCRYPTION,
                        profile.keyBytes(),
                        aead ? SrtpPolicy.NULL_AUTHENTICATION : SrtpPolicy.HMACSHA1_AUTHENTICATION,
                        aead ? 0 : HMAC_KEY_BYTES,
                        profile.tagBytes(),
                        profile.saltBytes());
        return new SrtpContextFactory(
                        sender,
                        new byte[profile.keyBytes()],
                        new byte[profile.saltBytes()],
                        policy,
                        policy,
                        new LoggerImpl(JitsiSrtp.class.getName()))
                .deriveContext(SSRC, 0);
    }

    @Override
    public int protect(byte[] buffer, int length) {
        try {
            return packet.of(buffer, length).after(sending.transformPacket(packet));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int unprotect(byte[] buffer, int length) {
        try {
            return packet.of(buffer, length).after(receiving.reverseTransformPacket(packet, false));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One packet object, reused, as in a careful application. */
    private static final class Packet implements ByteArrayBuffer {
        private byte[] bytes = {};
        private int offset;
        private int length;

        Packet of(byte[] buffer, int packetBytes) {
            bytes = buffer;
            offset = 0;
            length = packetBytes;
            return this;
        }

        int after(SrtpErrorStatus status) {
            return status == SrtpErrorStatus.OK ? length : -1;
        }

        @Override
        public byte[] getBuffer() {
            return bytes;
        }

        @Override
        public int getOffset() {
            return offset;
        }

        @Override
        public int getLength() {
            return length;
        }

        @Override
        public void setLength(int newLength) {
            length = newLength;
        }

        @Override
        public void setOffset(int newOffset) {
            offset = newOffset;
        }

        @Override
        public boolean isInvalid() {
            return false;
        }

        @Override
        public void readRegionToBuff(int from, int count, byte[] to) {
            System.arraycopy(bytes, offset + from, to, 0, count);
        }

        @Override
        public void grow(int more) {
            if (bytes.length - offset - length < more) {
                throw new IllegalStateException("no room for " + more + " bytes");
            }
        }

        @Override
        public void append(byte[] data, int count) {
            System.arraycopy(data, 0, bytes, offset + length, count);
            length += count;
        }

        @Override
        public void shrink(int less) {
            length -= less;
        }
    }
}
