package io.calling.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.utils.ByteArrayBuffer;
import org.jitsi.utils.logging2.LoggerImpl;

/** jitsi-srtp, the other implementation on the JVM. */
final class JitsiPeer implements SrtpPeer {
    private final boolean protecting;
    private final SrtpContextFactory factory;
    private final Map<Integer, SrtpCryptoContext> rtp = new HashMap<>();
    private final Map<Integer, SrtcpCryptoContext> rtcp = new HashMap<>();

    private JitsiPeer(SrtpProfile profile, boolean cryptex, boolean protecting) {
        this.protecting = protecting;
        SrtpMasterKey key = Packets.masterKey(profile);
        factory =
                new SrtpContextFactory(
                        protecting,
                        key.key(),
                        key.salt(),
                        policy(profile, cryptex),
                        policy(profile, cryptex),
                        new LoggerImpl(JitsiPeer.class.getName()));
    }

    static JitsiPeer protecting(SrtpProfile profile, boolean cryptex) {
        return new JitsiPeer(profile, cryptex, true);
    }

    static JitsiPeer unprotecting(SrtpProfile profile, boolean cryptex) {
        return new JitsiPeer(profile, cryptex, false);
    }

    private static SrtpPolicy policy(SrtpProfile profile, boolean cryptex) {
        SrtpPolicy policy =
                new SrtpPolicy(
                        profile.aead() ? SrtpPolicy.AESGCM_ENCRYPTION : SrtpPolicy.AESCM_ENCRYPTION,
                        profile.keyBytes(),
                        profile.aead()
                                ? SrtpPolicy.NULL_AUTHENTICATION
                                : SrtpPolicy.HMACSHA1_AUTHENTICATION,
                        profile.aead() ? 0 : HmacSha1.KEY_BYTES,
                        profile.tagBytes(),
                        profile.saltBytes());
        policy.setCryptexEnabled(cryptex);
        return policy;
    }

    @Override
    public byte[] rtp(byte[] packet) {
        try {
            Buffer buffer = new Buffer(packet);
            SrtpCryptoContext context = rtpContext(BigEndian.getInt(packet, 8));
            return buffer.after(
                    protecting
                            ? context.transformPacket(buffer)
                            : context.reverseTransformPacket(buffer, false));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public byte[] rtcp(byte[] packet) {
        try {
            Buffer buffer = new Buffer(packet);
            SrtcpCryptoContext context = rtcpContext(BigEndian.getInt(packet, 4));
            return buffer.after(
                    protecting
                            ? context.transformPacket(buffer)
                            : context.reverseTransformPacket(buffer));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private SrtpCryptoContext rtpContext(int ssrc) throws GeneralSecurityException {
        SrtpCryptoContext context = rtp.get(ssrc);
        if (context == null) {
            context = factory.deriveContext(ssrc, 0);
            rtp.put(ssrc, context);
        }
        return context;
    }

    private SrtcpCryptoContext rtcpContext(int ssrc) throws GeneralSecurityException {
        SrtcpCryptoContext context = rtcp.get(ssrc);
        if (context == null) {
            context = factory.deriveControlContext(ssrc);
            rtcp.put(ssrc, context);
        }
        return context;
    }

    @Override
    public void close() {
        factory.close();
    }

    private static final class Buffer implements ByteArrayBuffer {
        private byte[] bytes;
        private int offset;
        private int length;

        Buffer(byte[] packet) {
            bytes = Arrays.copyOf(packet, packet.length + Packets.ROOM);
            length = packet.length;
        }

        byte[] after(SrtpErrorStatus status) {
            if (status != SrtpErrorStatus.OK) {
                throw new AssertionError("jitsi-srtp refuses with " + status);
            }
            return Arrays.copyOfRange(bytes, offset, offset + length);
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
                bytes = Arrays.copyOf(bytes, offset + length + more);
            }
        }

        @Override
        public void append(byte[] data, int count) {
            grow(count);
            System.arraycopy(data, 0, bytes, offset + length, count);
            length += count;
        }

        @Override
        public void shrink(int less) {
            length -= less;
        }
    }
}
