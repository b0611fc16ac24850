package io.calling.rtp.payload;

/**
 * VP8: a descriptor of four bytes, then a piece of the frame.
 *
 * <pre>
 *  0 1 2 3 4 5 6 7
 * |X|R|N|S|R| PID |   X: extended; S: start of partition PID
 * |I|L|T|K| RSV   |   I: a picture identifier follows
 * |M| PictureID   |   M: in 15 bits
 * |   PictureID   |
 * </pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7741#section-4.2">RFC 7741, 4.2</a>
 */
public final class Vp8Packetizer implements Packetizer {
    private static final int DESCRIPTOR_BYTES = 4;
    private static final int EXTENDED = 0x80;
    private static final int START = 0x10;
    private static final int PICTURE_ID = 0x80;
    private static final int LONG_ID = 0x80;

    private final byte[] payload;
    private int pictureId;

    /**
     * @param firstPictureId drawn at random for each stream, which RFC 7741 asks for (4.2)
     */
    public Vp8Packetizer(int maxPayloadBytes, int firstPictureId) {
        if (maxPayloadBytes <= DESCRIPTOR_BYTES) {
            throw new IllegalArgumentException("maxPayloadBytes has no room: " + maxPayloadBytes);
        }
        this.payload = new byte[maxPayloadBytes];
        this.pictureId = firstPictureId & 0x7FFF;
    }

    @Override
    public void packetize(byte[] frame, int offset, int length, Payloads out) {
        int end = offset + length;
        // Pieces of equal size, so that the last one is not a stub.
        int room = payload.length - DESCRIPTOR_BYTES;
        int pieces = Math.max(1, (length + room - 1) / room);
        int at = offset;
        for (int piece = 0; piece < pieces; piece++) {
            int bytes = (end - at) / (pieces - piece);
            writeDescriptor(piece == 0);
            System.arraycopy(frame, at, payload, DESCRIPTOR_BYTES, bytes);
            at += bytes;
            out.payload(payload, 0, DESCRIPTOR_BYTES + bytes, piece == pieces - 1);
        }
        pictureId = pictureId + 1 & 0x7FFF;
    }

    private void writeDescriptor(boolean start) {
        payload[0] = (byte) (start ? EXTENDED | START : EXTENDED);
        payload[1] = (byte) PICTURE_ID;
        payload[2] = (byte) (LONG_ID | pictureId >>> 8);
        payload[3] = (byte) pictureId;
    }
}
