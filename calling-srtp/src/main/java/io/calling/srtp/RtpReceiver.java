package io.calling.srtp;

/**
 * Unprotects RTP packets, in the order of RFC 3711, 3.3: estimate the index, look for a replay,
 * authenticate, and only then decrypt and change state.
 */
final class RtpReceiver implements PacketPath {
    private static final long ROLLOVER = 1L << 16;

    private final PacketView packet = new PacketView();
    private final PacketCipher cipher;
    private final StreamTable streams;
    private final boolean cryptex;

    RtpReceiver(PacketCipher cipher, SrtpOptions options) {
        this.cipher = cipher;
        streams = new StreamTable(options.maxStreams());
        cryptex = options.cryptex();
    }

    @Override
    public int growth() {
        return 0;
    }

    @Override
    public int process(byte[] buffer, int offset, int length) {
        if (!packet.readRtp(buffer, offset, offset + length, cipher.rtpTrailer())) {
            return SrtpContext.MALFORMED;
        }
        if (cryptex) {
            Cryptex.recognise(buffer, packet);
        }
        ReplayWindow window = streams.find(packet.ssrc);
        int end = window == null ? openFirst(buffer) : openNext(buffer, window);
        if (end < 0) {
            return end;
        }
        if (cryptex) {
            Cryptex.unmark(buffer, packet);
        }
        return end - offset;
    }

    /**
     * Opens the first packet of a stream. Its rollover counter is zero, unless the stream began
     * shortly before a rollover and the packets up to it were lost or are late: then one.
     */
    private int openFirst(byte[] buffer) {
        if (streams.full()) {
            return SrtpContext.TOO_MANY_STREAMS;
        }
        int end = open(buffer, packet.sequence);
        if (end < 0 && packet.sequence < ROLLOVER / 2) {
            end = open(buffer, packet.sequence + ROLLOVER);
        }
        if (end >= 0) {
            streams.add(packet.ssrc).add(packet.index);
        }
        return end;
    }

    private int openNext(byte[] buffer, ReplayWindow window) {
        long index = window.nearest(packet.sequence);
        if (window.tooOld(index)) {
            return openAfterGap(buffer, window, index + ROLLOVER);
        }
        if (window.contains(index)) {
            return SrtpContext.REPLAYED;
        }
        return open(buffer, window, index);
    }

    /**
     * Opens a packet that is too old, or else comes after a gap of more than half the sequence
     * numbers. RFC 3711 knows the first alone, and a stream that paused for long would stay dead.
     */
    private int openAfterGap(byte[] buffer, ReplayWindow window, long index) {
        int end = open(buffer, window, index);
        return end < 0 ? SrtpContext.TOO_OLD : end;
    }

    private int open(byte[] buffer, ReplayWindow window, long index) {
        if (index >= KeyLifetime.RTP) {
            return SrtpContext.KEY_EXHAUSTED;
        }
        int end = open(buffer, index);
        if (end >= 0) {
            window.add(index);
        }
        return end;
    }

    private int open(byte[] buffer, long index) {
        packet.index = index;
        return cipher.openRtp(buffer, packet);
    }

    @Override
    public void destroy() {
        cipher.destroy();
    }
}
