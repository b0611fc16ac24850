package io.calling.rtp.payload;

/**
 * VP8, with descriptors of any form.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7741#section-4.2">RFC 7741, 4.2</a>
 */
public final class Vp8Depacketizer implements Depacketizer {
    private static final int EXTENDED = 0x80;
    private static final int START_OF_PARTITION = 0x10;
    private static final int PARTITION = 0x07;
    private static final int PICTURE_ID = 0x80;
    private static final int LEVEL_ZERO_INDEX = 0x40;
    private static final int LAYER_OR_KEY_INDEX = 0x30;

    /** Of the frame's own header: "P: Inverse key frame flag. When set to 0, ... a key frame". */
    private static final int NOT_KEY = 0x01;

    /** A depacketizer; it has no state. */
    public Vp8Depacketizer() {}

    @Override
    public boolean startsFrame(byte[] payload, int offset, int length) {
        return length > 0
                && (payload[offset] & START_OF_PARTITION) != 0
                && (payload[offset] & PARTITION) == 0;
    }

    @Override
    public int append(byte[] payload, int offset, int length, byte[] frame, int at) {
        int descriptor = descriptorBytes(payload, offset, length);
        int bytes = length - descriptor;
        if (bytes <= 0 || bytes > frame.length - at) {
            return REFUSED;
        }
        System.arraycopy(payload, offset + descriptor, frame, at, bytes);
        return at + bytes;
    }

    /** Length of the descriptor, or more than there is. */
    private static int descriptorBytes(byte[] payload, int offset, int length) {
        if (length < 1 || (payload[offset] & EXTENDED) == 0) {
            return 1;
        }
        if (length < 3) {
            return length;
        }
        int flags = payload[offset + 1];
        int bytes = 2;
        if ((flags & PICTURE_ID) != 0) {
            bytes += payload[offset + 2] < 0 ? 2 : 1;
        }
        if ((flags & LEVEL_ZERO_INDEX) != 0) {
            bytes++;
        }
        return (flags & LAYER_OR_KEY_INDEX) != 0 ? bytes + 1 : bytes;
    }

    @Override
    public boolean isKeyFrame(byte[] frame, int length) {
        return length > 0 && (frame[0] & NOT_KEY) == 0;
    }

    @Override
    public boolean startsKeyFrame(byte[] payload, int offset, int length) {
        int descriptor = descriptorBytes(payload, offset, length);
        return startsFrame(payload, offset, length)
                && descriptor < length
                && (payload[offset + descriptor] & NOT_KEY) == 0;
    }
}
