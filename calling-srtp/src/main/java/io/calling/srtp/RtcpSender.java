package io.calling.srtp;

/** Protects RTCP packets, each with the next index of its SSRC. */
final class RtcpSender implements PacketPath {
    private final PacketView packet = new PacketView();
    private final PacketCipher cipher;
    private final StreamTable streams;
    private final KeyLifetime lifetime;

    RtcpSender(PacketCipher cipher, SrtpOptions options, KeyLifetime lifetime) {
        this.cipher = cipher;
        this.lifetime = lifetime;
        streams = new StreamTable(options.maxStreams());
    }

    @Override
    public int growth() {
        return cipher.rtcpTrailer();
    }

    @Override
    public int process(byte[] buffer, int offset, int length) {
        if (!packet.readRtcp(buffer, offset, offset + length, 0)) {
            return SrtpContext.MALFORMED;
        }
        ReplayWindow window = streams.find(packet.ssrc);
        if (window == null) {
            if (streams.full()) {
                return SrtpContext.TOO_MANY_STREAMS;
            }
            window = streams.add(packet.ssrc);
        }
        return seal(buffer, window, offset);
    }

    private int seal(byte[] buffer, ReplayWindow window, int offset) {
        packet.index = window.next();
        if (packet.index >= KeyLifetime.RTCP || !lifetime.spend()) {
            return SrtpContext.KEY_EXHAUSTED;
        }
        window.add(packet.index);
        return cipher.sealRtcp(buffer, packet) - offset;
    }

    @Override
    public void destroy() {
        cipher.destroy();
    }
}
