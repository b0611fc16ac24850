package io.calling.rtp;

/**
 * What an Opus packet says about itself in its first bytes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6716#section-3.1">RFC 6716, 3.1</a>
 */
public final class OpusPacket {
    /** Of the RTP clock, whatever the audio bandwidth (RFC 7587, 4.1). */
    public static final int CLOCK_RATE = 48_000;

    /** "The total duration of all frames ... MUST NOT exceed 120 ms" (RFC 6716, 3.2.5). */
    private static final int MAX_TICKS = CLOCK_RATE * 120 / 1_000;

    private static final int FIRST_CELT_CONFIG = 16;
    private static final int TICKS_PER_FRAME_DEFAULT = CLOCK_RATE / 50;
    private static final int TICKS_2_5_MS = CLOCK_RATE / 400;
    private static final int TICKS_10_MS = CLOCK_RATE / 100;

    private OpusPacket() {}

    /**
     * How long a packet lasts, in ticks of {@link #CLOCK_RATE}: up to 120 ms, and 20 ms where its
     * bytes make no sense.
     */
    public static int ticks(byte[] packet, int offset, int length) {
        if (length == 0) {
            return TICKS_PER_FRAME_DEFAULT;
        }
        int ticks = frames(packet, offset, length) * ticksPerFrame(Bytes.uint8(packet, offset));
        return ticks > 0 && ticks <= MAX_TICKS ? ticks : TICKS_PER_FRAME_DEFAULT;
    }

    /** The two low bits: one frame, two equal ones, two, or as many as the next byte says. */
    private static int frames(byte[] packet, int offset, int length) {
        return switch (packet[offset] & 0x03) {
            case 0 -> 1;
            case 1, 2 -> 2;
            default -> length > 1 ? packet[offset + 1] & 0x3F : 0;
        };
    }

    /** The five high bits, as in table 2. */
    private static int ticksPerFrame(int toc) {
        int config = toc >>> 3;
        if (config < 12) {
            return silkTicks(config & 0x03);
        }
        return config < 16 ? TICKS_10_MS << (config & 0x01) : TICKS_2_5_MS << (config & 0x03);
    }

    /** 10, 20, 40 or 60 ms. */
    private static int silkTicks(int size) {
        return size == 3 ? 6 * TICKS_10_MS : TICKS_10_MS << size;
    }

    /**
     * Whether it carries a copy of the frame before it, for error correction: "These header bits
     * ... can be extracted directly from the most significant bits of the first byte of compressed
     * data" (RFC 6716, 4.2.3): for each channel a bit of each frame of 20 ms that says whether
     * somebody speaks, then one that says whether there is a copy.
     *
     * @param length of the packet; whatever its bytes are
     */
    public static boolean carriesCopy(byte[] packet, int offset, int length) {
        int data = length < 2 ? length : firstFrame(packet, offset, length);
        int toc = length == 0 ? 0xFF : Bytes.uint8(packet, offset);
        if (data >= length || toc >>> 3 >= FIRST_CELT_CONFIG) {
            return false; // without a layer of linear prediction there is no copy
        }
        int flags = Bytes.uint8(packet, offset + data);
        int perChannel = 1 + Math.max(1, ticksPerFrame(toc) / TICKS_PER_FRAME_DEFAULT);
        boolean stereo = (toc & 0x04) != 0;
        return bit(flags, perChannel) || stereo && bit(flags, 2 * perChannel);
    }

    /** The n-th bit, counted from the most significant one, which is the first. */
    private static boolean bit(int flags, int n) {
        return (flags >>> 8 - n & 1) != 0;
    }

    /** Where the bytes of the first frame begin (RFC 6716, 3.2). */
    private static int firstFrame(byte[] packet, int offset, int length) {
        return switch (packet[offset] & 0x03) {
            case 0, 1 -> 1;
            case 2 -> 1 + lengthBytes(packet, offset + 1);
            default -> firstOfMany(packet, offset, length);
        };
    }

    /** Behind the count, the length of the padding, and the lengths of all frames but the last. */
    private static int firstOfMany(byte[] packet, int offset, int length) {
        int count = Bytes.uint8(packet, offset + 1);
        int at = 2;
        if ((count & 0x40) != 0) {
            int padding = 0xFF;
            while (padding == 0xFF && at < length) {
                padding = Bytes.uint8(packet, offset + at++);
            }
        }
        boolean variable = (count & 0x80) != 0;
        for (int frame = 1; variable && frame < (count & 0x3F) && at < length; frame++) {
            at += lengthBytes(packet, offset + at);
        }
        return at;
    }

    /** "252...255: A second byte is needed." */
    private static int lengthBytes(byte[] packet, int at) {
        return Bytes.uint8(packet, at) < 252 ? 1 : 2;
    }
}
