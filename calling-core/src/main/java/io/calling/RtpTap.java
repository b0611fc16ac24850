package io.calling;

import io.calling.rtp.RtcpTexts;
import io.calling.rtp.RtpPacket;

/** Copies the packets of one call, plain, to a dump. On the loop. */
final class RtpTap {
    private final PacketRing ring;
    private final long call;
    private final RtpPacket packet = new RtpPacket();

    RtpTap(PacketRing ring, long call) {
        this.ring = ring;
        this.call = call;
    }

    /** An RTP packet, of ours or the peer's. */
    void rtp(boolean ours, byte[] buffer, int offset, int length) {
        int kept = length;
        if (!ring.takesMedia()) {
            boolean whole = packet.wrap(buffer, offset, length);
            int header = whole ? packet.payloadOffset() - offset : RtpPacket.HEADER_BYTES;
            kept = Math.min(length, header);
        }
        byte[] into = ring.next();
        int fits = Math.min(kept, into.length);
        if (fits > 0) {
            System.arraycopy(buffer, offset, into, 0, fits);
            ring.commit(call, ours, fits, length);
        }
    }

    /** An RTCP packet, whose texts are overwritten in the copy; left out where it is too long. */
    void rtcp(boolean ours, byte[] buffer, int offset, int length) {
        byte[] into = ring.next();
        if (length > 0 && length <= into.length) {
            System.arraycopy(buffer, offset, into, 0, length);
            RtcpTexts.overwrite(into, 0, length);
            ring.commit(call, ours, length, length);
        }
    }
}
