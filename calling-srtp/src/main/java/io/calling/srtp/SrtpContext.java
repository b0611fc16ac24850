package io.calling.srtp;

/**
 * Protects or unprotects the SRTP and SRTCP packets of one direction (RFC 3711, 7714).
 *
 * <p>Packets are changed in place, in heap arrays, without allocation of ours. Every call returns
 * the packet's new length, or one of the negative constants below; then the packet is as it was.
 * What a peer sends never makes these methods throw.
 *
 * <p>Each SSRC has its rollover counter and replay window. Such state is made only for packets that
 * authenticated, so strangers cannot fill it; it is bounded by {@link SrtpOptions#maxStreams()},
 * and never dropped to make room, since a dropped window would let old packets in again.
 *
 * <p>One thread at a time may work on RTP and one, the same or another, on RTCP; a second one meets
 * an {@link IllegalStateException} instead of a reused nonce. {@link #close()} may come from any
 * thread.
 */
public final class SrtpContext implements AutoCloseable {
    /** The packet is no RTP or RTCP packet, or too short to be a protected one. */
    public static final int MALFORMED = -1;

    /** The packet was not made by a holder of the key, or was changed on its way. */
    public static final int AUTHENTICATION_FAILED = -2;

    /** A packet with this index was processed before: a replay, or a second use when sending. */
    public static final int REPLAYED = -3;

    /** The packet is older than the replay window. */
    public static final int TOO_OLD = -4;

    /** The packet is authentic, but its sender left it unencrypted (SRTCP's E flag). */
    public static final int NOT_ENCRYPTED = -5;

    /** The context serves as many SSRCs as it may, and the packet's is none of them. */
    public static final int TOO_MANY_STREAMS = -6;

    /** The key has been used as often as RFC 3711, 9.2 allows; a new one has to be agreed on. */
    public static final int KEY_EXHAUSTED = -7;

    /** The context has been closed. */
    public static final int CLOSED = -8;

    private final boolean sending;
    private final Turnstile rtp;
    private final Turnstile rtcp;

    private SrtpContext(boolean sending, PacketPath rtp, PacketPath rtcp) {
        this.sending = sending;
        this.rtp = new Turnstile(rtp);
        this.rtcp = new Turnstile(rtcp);
    }

    /** A context that protects outgoing packets, with {@link SrtpOptions#DEFAULT}. */
    public static SrtpContext sending(SrtpProfile profile, SrtpMasterKey key) {
        return sending(profile, key, SrtpOptions.DEFAULT);
    }

    /**
     * A context that protects outgoing packets. It does not keep the master key.
     *
     * @throws IllegalArgumentException if the key is not of the profile's sizes
     */
    public static SrtpContext sending(SrtpProfile profile, SrtpMasterKey key, SrtpOptions options) {
        key.requireFits(profile);
        try (KeyDerivation keys = new KeyDerivation(key)) {
            return new SrtpContext(
                    true,
                    new RtpSender(
                            PacketCipher.rtp(profile, keys),
                            options,
                            new KeyLifetime(KeyLifetime.RTP)),
                    new RtcpSender(
                            PacketCipher.rtcp(profile, keys),
                            options,
                            new KeyLifetime(KeyLifetime.RTCP)));
        }
    }

    /** A context that unprotects incoming packets, with {@link SrtpOptions#DEFAULT}. */
    public static SrtpContext receiving(SrtpProfile profile, SrtpMasterKey key) {
        return receiving(profile, key, SrtpOptions.DEFAULT);
    }

    /**
     * A context that unprotects incoming packets. It does not keep the master key.
     *
     * @throws IllegalArgumentException if the key is not of the profile's sizes
     */
    public static SrtpContext receiving(
            SrtpProfile profile, SrtpMasterKey key, SrtpOptions options) {
        key.requireFits(profile);
        try (KeyDerivation keys = new KeyDerivation(key)) {
            return new SrtpContext(
                    false,
                    new RtpReceiver(PacketCipher.rtp(profile, keys), options),
                    new RtcpReceiver(PacketCipher.rtcp(profile, keys), options));
        }
    }

    /**
     * The most bytes that {@link #protectRtp} adds behind a packet: the room that it needs there.
     */
    public int rtpOverhead() {
        return rtp.growth();
    }

    /** The bytes that {@link #protectRtcp} adds behind a packet: the room that it needs there. */
    public int rtcpOverhead() {
        return rtcp.growth();
    }

    /**
     * Encrypts and tags an RTP packet in place.
     *
     * <p>The same sequence number is protected once: to send a packet again, keep the protected
     * one. Sequence numbers may come out of order within the window, and must not jump ahead by
     * more than half their range.
     *
     * @return the new length, or a negative constant
     * @throws IllegalArgumentException if the array has less than {@link #rtpOverhead()} bytes
     *     behind the packet
     * @throws IllegalStateException if this context is for receiving
     */
    public int protectRtp(byte[] buffer, int offset, int length) {
        requireDirection(true);
        return rtp.process(buffer, offset, length);
    }

    /**
     * Checks and decrypts an SRTP packet in place.
     *
     * @return the new length, or a negative constant
     * @throws IllegalStateException if this context is for sending
     */
    public int unprotectRtp(byte[] buffer, int offset, int length) {
        requireDirection(false);
        return rtp.process(buffer, offset, length);
    }

    /**
     * Encrypts and tags a compound RTCP packet in place.
     *
     * @return the new length, or a negative constant
     * @throws IllegalArgumentException if the array has less than {@link #rtcpOverhead()} bytes
     *     behind the packet
     * @throws IllegalStateException if this context is for receiving
     */
    public int protectRtcp(byte[] buffer, int offset, int length) {
        requireDirection(true);
        return rtcp.process(buffer, offset, length);
    }

    /**
     * Checks and decrypts an SRTCP packet in place.
     *
     * @return the new length, or a negative constant
     * @throws IllegalStateException if this context is for sending
     */
    public int unprotectRtcp(byte[] buffer, int offset, int length) {
        requireDirection(false);
        return rtcp.process(buffer, offset, length);
    }

    private void requireDirection(boolean protecting) {
        if (protecting != sending) {
            throw new IllegalStateException(
                    sending ? "a context for sending" : "a context for receiving");
        }
    }

    /**
     * Destroys the session keys; later packets are answered with {@link #CLOSED}.
     *
     * <p>All copies that this library and the JDK's ciphers hold are overwritten; where a packet is
     * being processed, this waits until it is done, a matter of microseconds. What Java cannot
     * reach remains until memory is reused: copies that the garbage collector left where it moved
     * an object away from, and what the JDK dropped per packet (the hash subkeys of Galois counter
     * mode).
     */
    @Override
    public void close() {
        rtp.close();
        rtcp.close();
    }

    @Override
    public String toString() {
        return "SrtpContext[secret]";
    }
}
