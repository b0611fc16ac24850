package io.calling.rtp;

/** Reads the feedback messages of RFC 4585, RFC 5104, transport-wide feedback and REMB. */
final class FeedbackReader {
    private static final int SSRC_PAIR_BYTES = 8;
    private static final int NACK_BYTES = 4;
    private static final int FIR_BYTES = 8;
    private static final int REMB_BYTES = 8;

    private final RtcpHandler handler;

    FeedbackReader(RtcpHandler handler) {
        this.handler = handler;
    }

    void readTransport(byte[] buffer, int at, int end, int format) {
        int body = at + SSRC_PAIR_BYTES;
        if (body > end) {
            return;
        }
        int sender = Bytes.int32(buffer, at);
        int source = Bytes.int32(buffer, at + 4);
        if (format == RtcpType.NACK) {
            readNacks(sender, source, buffer, body, end);
        } else if (format == RtcpType.TRANSPORT_WIDE) {
            handler.onTransportFeedback(sender, source, buffer, body, end - body);
        }
    }

    private void readNacks(int sender, int source, byte[] buffer, int first, int end) {
        handler.onNacks(sender, source);
        for (int at = first; at + NACK_BYTES <= end; at += NACK_BYTES) {
            int sequence = Bytes.uint16(buffer, at);
            handler.onNack(sender, source, sequence, Bytes.uint16(buffer, at + 2));
        }
    }

    void readPayload(byte[] buffer, int at, int end, int format) {
        int body = at + SSRC_PAIR_BYTES;
        if (body > end) {
            return;
        }
        int sender = Bytes.int32(buffer, at);
        switch (format) {
            case RtcpType.PICTURE_LOSS ->
                    handler.onPictureLoss(sender, Bytes.int32(buffer, at + 4));
            case RtcpType.FULL_INTRA -> readFullIntra(sender, buffer, body, end);
            case RtcpType.APPLICATION_LAYER -> readEstimate(sender, buffer, body, end);
            default -> {}
        }
    }

    private void readFullIntra(int sender, byte[] buffer, int first, int end) {
        for (int at = first; at + FIR_BYTES <= end; at += FIR_BYTES) {
            int source = Bytes.int32(buffer, at);
            handler.onFullIntraRequest(sender, source, Bytes.uint8(buffer, at + 4));
        }
    }

    /** "BR Mantissa (18 bits)" shifted left by "BR Exp (6 bits)" (REMB, 2.2). */
    private void readEstimate(int sender, byte[] buffer, int at, int end) {
        if (at + REMB_BYTES > end || Bytes.int32(buffer, at) != RtcpType.REMB) {
            return;
        }
        int exponent = Bytes.uint8(buffer, at + 5) >>> 2;
        long mantissa = Bytes.uint24(buffer, at + 5) & 0x3FFFF;
        boolean fits = mantissa == 0 || exponent < Long.numberOfLeadingZeros(mantissa);
        handler.onReceiverEstimate(sender, fits ? mantissa << exponent : Long.MAX_VALUE);
    }
}
