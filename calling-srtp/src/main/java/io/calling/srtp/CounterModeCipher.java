package io.calling.srtp;

/** AES counter mode with HMAC-SHA1 tags of 80 bits (RFC 3711, 4.1.1 and 4.2.1; RFC 6188). */
final class CounterModeCipher implements PacketCipher {
    private static final int TAG = HmacSha1.TAG_BYTES;
    private static final int WORD = Integer.BYTES;

    private final CounterKeystream keystream;
    private final HmacSha1 hmac;

    CounterModeCipher(CounterKeystream keystream, HmacSha1 hmac) {
        this.keystream = keystream;
        this.hmac = hmac;
    }

    @Override
    public int rtpTrailer() {
        return TAG;
    }

    @Override
    public int rtcpTrailer() {
        return WORD + TAG;
    }

    @Override
    public int sealRtp(PacketView packet) {
        crypt(packet, packet.end);
        // The tag covers the packet and the rollover counter. Writing the counter where the tag
        // goes makes them one piece for the digest.
        BigEndian.putInt(packet.buffer, packet.end, packet.rollover());
        hmac.sign(packet.buffer, packet.start, packet.end + WORD, packet.end);
        return packet.end + TAG;
    }

    @Override
    public int openRtp(PacketView packet) {
        int tag = packet.end - TAG;
        long first64 = BigEndian.getLong(packet.buffer, tag);
        int last16 = BigEndian.unsignedShort(packet.buffer, tag + Long.BYTES);
        BigEndian.putInt(packet.buffer, tag, packet.rollover());
        boolean authentic = hmac.verify(packet.buffer, packet.start, tag + WORD, first64, last16);
        BigEndian.putLong(packet.buffer, tag, first64);
        if (!authentic) {
            return SrtpContext.AUTHENTICATION_FAILED;
        }
        crypt(packet, tag);
        return tag;
    }

    @Override
    public int sealRtcp(PacketView packet) {
        crypt(packet, packet.end);
        BigEndian.putInt(packet.buffer, packet.end, RtcpWord.encrypted(packet.index));
        int tag = packet.end + WORD;
        hmac.sign(packet.buffer, packet.start, tag, tag);
        return tag + TAG;
    }

    @Override
    public int rtcpWord(PacketView packet) {
        return BigEndian.getInt(packet.buffer, packet.end - TAG - WORD);
    }

    @Override
    public int openRtcp(PacketView packet) {
        int tag = packet.end - TAG;
        long first64 = BigEndian.getLong(packet.buffer, tag);
        int last16 = BigEndian.unsignedShort(packet.buffer, tag + Long.BYTES);
        if (!hmac.verify(packet.buffer, packet.start, tag, first64, last16)) {
            return SrtpContext.AUTHENTICATION_FAILED;
        }
        if (RtcpWord.isEncrypted(rtcpWord(packet))) {
            crypt(packet, tag - WORD);
        }
        return tag - WORD;
    }

    private void crypt(PacketView packet, int end) {
        Cryptex.gather(packet);
        keystream.apply(packet.buffer, packet.body, end, packet.ssrc, packet.index);
        Cryptex.scatter(packet);
    }

    @Override
    public void destroy() {
        keystream.destroy();
        hmac.destroy();
    }
}
