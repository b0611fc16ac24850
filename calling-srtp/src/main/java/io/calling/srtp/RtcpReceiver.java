package io.calling.srtp;

import org.jspecify.annotations.Nullable;

/** Unprotects RTCP packets: look for a replay, authenticate, and only then change state. */
final class RtcpReceiver implements PacketPath {
    private final PacketView packet = new PacketView();
    private final PacketCipher cipher;
    private final StreamTable streams;

    RtcpReceiver(PacketCipher cipher, SrtpOptions options) {
        this.cipher = cipher;
        streams = new StreamTable(options.maxStreams());
    }

    @Override
    public int growth() {
        return 0;
    }

    @Override
    public int process(byte[] buffer, int offset, int length) {
        if (!packet.readRtcp(buffer, offset, offset + length, cipher.rtcpTrailer())) {
            return SrtpContext.MALFORMED;
        }
        int word = cipher.rtcpWord(buffer, packet);
        packet.index = RtcpWord.index(word);
        ReplayWindow window = streams.find(packet.ssrc);
        int refusal = refusal(window);
        if (refusal < 0) {
            return refusal;
        }
        int end = cipher.openRtcp(buffer, packet);
        if (end < 0) {
            return end;
        }
        if (!RtcpWord.isEncrypted(word)) {
            return SrtpContext.NOT_ENCRYPTED;
        }
        (window == null ? streams.add(packet.ssrc) : window).add(packet.index);
        return end - offset;
    }

    private int refusal(@Nullable ReplayWindow window) {
        if (window == null) {
            return streams.full() ? SrtpContext.TOO_MANY_STREAMS : 0;
        }
        if (window.tooOld(packet.index)) {
            return SrtpContext.TOO_OLD;
        }
        return window.contains(packet.index) ? SrtpContext.REPLAYED : 0;
    }

    @Override
    public void destroy() {
        cipher.destroy();
    }
}
