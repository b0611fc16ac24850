package io.calling.rtp.payload;

/**
 * H.264 in packetization-modes 0 and 1, put together in Annex B form.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6184#section-5.6">RFC 6184, 5.6 to 5.8</a>
 */
public final class H264Depacketizer implements Depacketizer {
    private static final int START_BYTES = AnnexB.START_CODE.length;

    /** A depacketizer; it has no state. */
    public H264Depacketizer() {}

    @Override
    public boolean startsFrame(byte[] payload, int offset, int length) {
        return length > 0
                && (type(payload[offset]) != H264.FU_A || startsUnit(payload, offset, length));
    }

    private static boolean startsUnit(byte[] payload, int offset, int length) {
        return length > 1 && (payload[offset + 1] & H264.FU_START) != 0;
    }

    private static int type(int header) {
        return header & H264.TYPE_MASK;
    }

    @Override
    public int append(byte[] payload, int offset, int length, byte[] frame, int at) {
        if (length < 1) {
            return REFUSED;
        }
        int type = type(payload[offset]);
        if (type == H264.FU_A) {
            return appendFragment(payload, offset, length, frame, at);
        }
        if (type == H264.STAP_A) {
            return appendAggregate(payload, offset + 1, offset + length, frame, at);
        }
        boolean single = type >= 1 && type <= H264.LAST_SINGLE;
        return single ? appendUnit(payload, offset, length, frame, at) : REFUSED;
    }

    private static int appendUnit(byte[] from, int offset, int length, byte[] frame, int at) {
        if (START_BYTES + length > frame.length - at) {
            return REFUSED;
        }
        System.arraycopy(AnnexB.START_CODE, 0, frame, at, START_BYTES);
        System.arraycopy(from, offset, frame, at + START_BYTES, length);
        return at + START_BYTES + length;
    }

    /** Units behind their lengths in 16 bits, "at least one" (5.7.1). */
    private static int appendAggregate(byte[] from, int first, int end, byte[] frame, int at) {
        int unit = first;
        int length = first < end ? at : REFUSED;
        while (unit < end && length != REFUSED) {
            if (end - unit < 3) {
                return REFUSED;
            }
            int bytes = (from[unit] & 0xFF) << 8 | from[unit + 1] & 0xFF;
            unit += 2;
            boolean fits = bytes > 0 && bytes <= end - unit;
            length = fits ? appendUnit(from, unit, bytes, frame, length) : REFUSED;
            unit += bytes;
        }
        return length;
    }

    private static int appendFragment(byte[] from, int offset, int length, byte[] frame, int at) {
        if (length <= H264.FU_HEADER_BYTES) {
            return REFUSED;
        }
        int start = at;
        if (startsUnit(from, offset, length)) {
            start = appendHeader(from[offset], from[offset + 1], frame, at);
        } else if (at == 0) {
            return REFUSED; // the middle of something whose beginning is unknown
        }
        int bytes = length - H264.FU_HEADER_BYTES;
        if (start == REFUSED || bytes > frame.length - start) {
            return REFUSED;
        }
        System.arraycopy(from, offset + H264.FU_HEADER_BYTES, frame, start, bytes);
        return start + bytes;
    }

    /** "The NAL unit type octet ... is conveyed in F and NRI fields of the FU indicator" (5.8). */
    private static int appendHeader(int indicator, int fuHeader, byte[] frame, int at) {
        if (START_BYTES + 1 > frame.length - at) {
            return REFUSED;
        }
        System.arraycopy(AnnexB.START_CODE, 0, frame, at, START_BYTES);
        frame[at + START_BYTES] =
                (byte) (indicator & H264.REFERENCE_MASK | fuHeader & H264.TYPE_MASK);
        return at + START_BYTES + 1;
    }

    @Override
    public boolean isKeyFrame(byte[] frame, int length) {
        AnnexB units = new AnnexB(frame, 0, length);
        while (units.next()) {
            if (isKey(type(frame[units.offset()]))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean startsKeyFrame(byte[] payload, int offset, int length) {
        if (!startsFrame(payload, offset, length)) {
            return false;
        }
        return switch (type(payload[offset])) {
            case H264.FU_A -> isKey(type(payload[offset + 1]));
            case H264.STAP_A -> length > 3 && isKey(type(payload[offset + 3]));
            default -> isKey(type(payload[offset]));
        };
    }

    private static boolean isKey(int type) {
        return type == H264.IDR || type == H264.PARAMETERS;
    }
}
