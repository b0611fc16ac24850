package io.calling.srtp;

/** Protects RTP packets. An index is used up before it is used: never twice, whatever happens. */
final class RtpSender implements PacketPath {
    private final PacketView packet = new PacketView();
    private final PacketCipher cipher;
    private final StreamTable streams;
    private final KeyLifetime lifetime;
    private final boolean cryptex;

    RtpSender(PacketCipher cipher, SrtpOptions options, KeyLifetime lifetime) {
        this.cipher = cipher;
        this.lifetime = lifetime;
        streams = new StreamTable(options.maxStreams());
        cryptex = options.cryptex();
    }

    @Override
    public int growth() {
        return cipher.rtpTrailer() + (cryptex ? PacketView.EXTENSION_HEADER : 0);
    }

    @Override
    public int process(byte[] buffer, int offset, int length) {
        if (!packet.readRtp(buffer, offset, offset + length, 0)) {
            return SrtpContext.MALFORMED;
        }
        int refusal = takeIndex();
        if (refusal < 0) {
            return refusal;
        }
        if (cryptex) {
            Cryptex.mark(buffer, packet);
        }
        return cipher.sealRtp(buffer, packet) - offset;
    }

    private int takeIndex() {
        ReplayWindow window = streams.find(packet.ssrc);
        if (window == null) {
            // RFC 3711, 3.3.1: the rollover counter starts at zero.
            packet.index = packet.sequence;
            return takeFirstIndex();
        }
        packet.index = window.nearest(packet.sequence);
        if (window.tooOld(packet.index)) {
            return SrtpContext.TOO_OLD;
        }
        if (window.contains(packet.index)) {
            return SrtpContext.REPLAYED;
        }
        return spend(window);
    }

    private int takeFirstIndex() {
        return streams.full() ? SrtpContext.TOO_MANY_STREAMS : spend(streams.add(packet.ssrc));
    }

    private int spend(ReplayWindow window) {
        if (packet.index >= KeyLifetime.RTP || !lifetime.spend()) {
            return SrtpContext.KEY_EXHAUSTED;
        }
        window.add(packet.index);
        return 0;
    }

    @Override
    public void destroy() {
        cipher.destroy();
    }
}
