package io.calling.rtp.payload;

/**
 * H.264 in packetization-mode 1: an access unit in Annex B form goes into single NAL units, and
 * into fragments (FU-A) where a unit is too large for one packet.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6184#section-5.8">RFC 6184, 5.8</a>
 */
public final class H264Packetizer implements Packetizer {
    private final byte[] payload;

    /** Payloads of at most that size. */
    public H264Packetizer(int maxPayloadBytes) {
        if (maxPayloadBytes <= H264.FU_HEADER_BYTES) {
            throw new IllegalArgumentException("maxPayloadBytes has no room: " + maxPayloadBytes);
        }
        this.payload = new byte[maxPayloadBytes];
    }

    @Override
    public void packetize(byte[] frame, int offset, int length, Payloads out) {
        AnnexB units = new AnnexB(frame, offset, length);
        boolean more = units.next();
        while (more) {
            int at = units.offset();
            int bytes = units.length();
            more = units.next();
            if (bytes <= payload.length) {
                System.arraycopy(frame, at, payload, 0, bytes);
                out.payload(payload, 0, bytes, !more);
            } else {
                fragment(frame, at, bytes, !more, out);
            }
        }
    }

    private void fragment(byte[] frame, int unit, int length, boolean last, Payloads out) {
        int header = frame[unit];
        int end = unit + length;
        int room = payload.length - H264.FU_HEADER_BYTES;
        int pieces = (length - 1 + room - 1) / room;
        int at = unit + 1;
        for (int piece = 0; piece < pieces; piece++) {
            int bytes = (end - at) / (pieces - piece);
            boolean ends = piece == pieces - 1;
            int flags = (piece == 0 ? H264.FU_START : 0) | (ends ? H264.FU_END : 0);
            payload[0] = (byte) (header & H264.REFERENCE_MASK | H264.FU_A);
            payload[1] = (byte) (flags | header & H264.TYPE_MASK);
            System.arraycopy(frame, at, payload, H264.FU_HEADER_BYTES, bytes);
            at += bytes;
            out.payload(payload, 0, H264.FU_HEADER_BYTES + bytes, last && ends);
        }
    }
}
