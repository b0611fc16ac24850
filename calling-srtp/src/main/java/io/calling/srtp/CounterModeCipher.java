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
    public int sealRtp(byte[] buffer, PacketView packet) {
        crypt(buffer, packet, packet.end);
        // The tag covers the packet and the rollover counter. Writing the counter where the tag
        // goes makes them one piece for the digest.
        BigEndian.putInt(buffer, packet.end, packet.rollover());
        hmac.sign(buffer, packet.start, packet.end + WORD, packet.end);
        return packet.end + TAG;
    }

    @Override
    public int openRtp(byte[] buffer, PacketView packet) {
        int tag = packet.end - TAG;
        long first64 = BigEndian.getLong(buffer, tag);
        int last16 = BigEndian.unsignedShort(buffer, tag + Long.BYTES);
        BigEndian.putInt(buffer, tag, packet.rollover());
        boolean authentic = hmac.verify(buffer, packet.start, tag + WORD, first64, last16);
        BigEndian.putLong(buffer, tag, first64);
        if (!authentic) {
            return SrtpContext.AUTHENTICATION_FAILED;
        }
        crypt(buffer, packet, tag);
        return tag;
    }

    @Override
    public int sealRtcp(byte[] buffer, PacketView packet) {
        crypt(buffer, packet, packet.end);
        BigEndian.putInt(buffer, packet.end, RtcpWord.encrypted(packet.index));
        int tag = packet.end + WORD;
        hmac.sign(buffer, packet.start, tag, tag);
        return tag + TAG;
    }

    @Override
    public int rtcpWord(byte[] buffer, PacketView packet) {
        return BigEndian.getInt(buffer, packet.end - TAG - WORD);
    }

    @Override
    public int openRtcp(byte[] buffer, PacketView packet) {
        int tag = packet.end - TAG;
        long first64 = BigEndian.getLong(buffer, tag);
        int last16 = BigEndian.unsignedShort(buffer, tag + Long.BYTES);
        if (!hmac.verify(buffer, packet.start, tag, first64, last16)) {
            return SrtpContext.AUTHENTICATION_FAILED;
        }
        if (RtcpWord.isEncrypted(rtcpWord(buffer, packet))) {
            crypt(buffer, packet, tag - WORD);
        }
        return tag - WORD;
    }

    private void crypt(byte[] buffer, PacketView packet, int end) {
        Cryptex.gather(buffer, packet);
        keystream.apply(buffer, packet.body, end, packet.ssrc, packet.index);
        Cryptex.scatter(buffer, packet);
    }

    @Override
    public void destroy() {
        keystream.destroy();
        hmac.destroy();
    }
}
