package io.calling.rtp;

import java.nio.charset.StandardCharsets;

/**
 * Writes a compound RTCP packet in place, packet after packet. Reports come first, each followed by
 * its blocks; then the source description, then the rest (RFC 3550, 6.1). Not thread-safe.
 */
public final class RtcpWriter {
    private static final int VERSION_BITS = 0x80;
    private static final int MAX_BLOCKS = 31;

    private final byte[] buffer;
    private final TransportFeedbackWriter transportFeedback = new TransportFeedbackWriter();
    private int start;
    private int packet;
    private int end;

    /** A writer into {@code buffer}, which is large enough for all that will be written. */
    public RtcpWriter(byte[] buffer) {
        this.buffer = buffer;
    }

    /** Begins a compound packet at {@code offset}. */
    public RtcpWriter begin(int offset) {
        start = offset;
        end = offset;
        return this;
    }

    /** Bytes written since {@link #begin}. */
    public int length() {
        return end - start;
    }

    /** A sender report, to be followed by up to 31 blocks. */
    public RtcpWriter senderReport(
            int ssrc, long ntp, int timestamp, long packets, long payloadBytes) {
        header(RtcpType.SENDER_REPORT, 0);
        put32(ssrc);
        put32((int) (ntp >>> 32));
        put32((int) ntp);
        put32(timestamp);
        put32((int) packets);
        put32((int) payloadBytes);
        return finish();
    }

    /** A receiver report, to be followed by up to 31 blocks. */
    public RtcpWriter receiverReport(int ssrc) {
        header(RtcpType.RECEIVER_REPORT, 0);
        put32(ssrc);
        return finish();
    }

    /**
     * What was received of {@code source}, added to the report just written. The fraction lost is
     * counted anew from here.
     *
     * @param lastReport middle 32 bits of the source's last sender report; 0 if none came
     * @param sinceNanos time since then
     */
    public RtcpWriter reportBlock(
            int source, ReceptionStatistics statistics, int lastReport, long sinceNanos) {
        int count = buffer[packet] & 0x1F;
        if (count == MAX_BLOCKS) {
            throw new IllegalStateException("A report has at most 31 blocks");
        }
        buffer[packet]++;
        put32(source);
        put32(statistics.takeFractionLost() << 24 | statistics.lostForReport() & 0xFF_FFFF);
        put32(statistics.extendedHighestSequence());
        put32((int) Math.min(statistics.jitterTicks(), 0xFFFF_FFFFL));
        put32(lastReport);
        put32(NtpClock.toMiddle(sinceNanos));
        return finish();
    }

    /** The name of {@code ssrc}, the one item that must be there. */
    public RtcpWriter cname(int ssrc, Cname cname) {
        header(RtcpType.SOURCE_DESCRIPTION, 1);
        put32(ssrc);
        byte[] text = cname.value().getBytes(StandardCharsets.US_ASCII);
        put8(RtcpType.CNAME_ITEM);
        put8(text.length);
        System.arraycopy(text, 0, buffer, end, text.length);
        end += text.length;
        // At least one null byte ends the chunk, at a 32-bit boundary.
        do {
            put8(0);
        } while ((end - packet) % Integer.BYTES != 0);
        return finish();
    }

    /** {@code ssrc} leaves. */
    public RtcpWriter bye(int ssrc) {
        header(RtcpType.BYE, 1);
        put32(ssrc);
        return finish();
    }

    /**
     * Asks for {@code sequence}, and for {@code sequence + i + 1} for each bit of {@code
     * following}.
     */
    public RtcpWriter nack(int sender, int source, int sequence, int following) {
        feedback(RtcpType.TRANSPORT_FEEDBACK, RtcpType.NACK, sender, source);
        put16(sequence);
        put16(following);
        return finish();
    }

    /** Asks for a key frame because pictures were lost. */
    public RtcpWriter pictureLoss(int sender, int source) {
        feedback(RtcpType.PAYLOAD_FEEDBACK, RtcpType.PICTURE_LOSS, sender, source);
        return finish();
    }

    /** Asks for a key frame; {@code command} counts the requests, not their repetitions. */
    public RtcpWriter fullIntraRequest(int sender, int source, int command) {
        // "The SSRC of media source SHALL be set to 0" in front of the entries (RFC 5104, 4.3.1.2).
        feedback(RtcpType.PAYLOAD_FEEDBACK, RtcpType.FULL_INTRA, sender, 0);
        put32(source);
        put32(command << 24);
        return finish();
    }

    /** What has arrived since the last feedback, taken out of the log; nothing if nothing has. */
    public RtcpWriter transportFeedback(int sender, int source, ArrivalLog log) {
        if (log.isEmpty()) {
            return this;
        }
        int before = end;
        feedback(RtcpType.TRANSPORT_FEEDBACK, RtcpType.TRANSPORT_WIDE, sender, source);
        int written = transportFeedback.write(log, buffer, end);
        end = written == 0 ? before : end + written;
        return written == 0 ? this : finish();
    }

    private void feedback(int type, int format, int sender, int source) {
        header(type, format);
        put32(sender);
        put32(source);
    }

    private void header(int type, int count) {
        packet = end;
        put8(VERSION_BITS | count);
        put8(type);
        put16(0);
    }

    private RtcpWriter finish() {
        Bytes.put16(buffer, packet + 2, (end - packet) / Integer.BYTES - 1);
        return this;
    }

    private void put8(int value) {
        Bytes.put8(buffer, end, value);
        end += 1;
    }

    private void put16(int value) {
        Bytes.put16(buffer, end, value);
        end += 2;
    }

    private void put32(int value) {
        Bytes.put32(buffer, end, value);
        end += 4;
    }
}
