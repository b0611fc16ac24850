package io.calling.rtp;

/**
 * One received packet on its way from the loop to the decoder. Packets circulate: their arrays are
 * filled again and again, and grow to the largest payload that they have held.
 */
public final class MediaPacket {
    /** No larger payload is kept. */
    static final int MAX_PAYLOAD_BYTES = 2_048;

    private static final int FIRST_BYTES = 128;
    private static final byte[] EMPTY = {};

    private byte[] payload = EMPTY;
    private int length;
    private int ssrc;
    private int sequenceNumber;
    private int timestamp;
    private long arrivalNanos;

    /** Where the jitter buffer puts it: both without wrapping. */
    long sequence;

    long mediaTime;

    /** Copies one packet, with {@code payloadLength} bytes of its payload. */
    void fill(RtpPacket packet, int payloadLength, long nowNanos) {
        fill(
                packet.ssrc(),
                packet.sequenceNumber(),
                packet.timestamp(),
                nowNanos,
                packet.buffer(),
                packet.payloadOffset(),
                payloadLength);
    }

    void fill(
            int fromSsrc,
            int withSequenceNumber,
            int atTimestamp,
            long nowNanos,
            byte[] buffer,
            int offset,
            int payloadLength) {
        ssrc = fromSsrc;
        sequenceNumber = withSequenceNumber;
        timestamp = atTimestamp;
        arrivalNanos = nowNanos;
        length = payloadLength;
        if (payload.length < payloadLength) {
            payload = new byte[Math.max(FIRST_BYTES, Integer.highestOneBit(payloadLength) << 1)];
        }
        System.arraycopy(buffer, offset, payload, 0, payloadLength);
    }

    /** The payload, from index 0. */
    public byte[] payload() {
        return payload;
    }

    /** Bytes in {@link #payload()}. */
    public int length() {
        return length;
    }

    int ssrc() {
        return ssrc;
    }

    int sequenceNumber() {
        return sequenceNumber;
    }

    int timestamp() {
        return timestamp;
    }

    /** When it came. */
    public long arrivalNanos() {
        return arrivalNanos;
    }
}
