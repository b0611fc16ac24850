package io.calling.rtp;

/**
 * What an Opus packet says about itself in its first two bytes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6716#section-3.1">RFC 6716, 3.1</a>
 */
public final class OpusPacket {
    /** Of the RTP clock, whatever the audio bandwidth (RFC 7587, 4.1). */
    public static final int CLOCK_RATE = 48_000;

    /** "The total duration of all frames ... MUST NOT exceed 120 ms" (RFC 6716, 3.2.5). */
    private static final int MAX_TICKS = CLOCK_RATE * 120 / 1_000;

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
}
