package io.calling.audio;

/**
 * An audio codec: PCM in frames of fixed length, and packets. Stateful, one for each direction of
 * each stream; not thread-safe.
 */
public interface AudioCodec {
    /** Samples per second and channel of the PCM side. */
    int sampleRate();

    /** Interleaved channels of the PCM side. */
    int channels();

    /** Samples per channel in one frame that is encoded. */
    int frameSamples();

    /** Samples per channel in the longest packet that a peer may send. */
    int maxFrameSamples();

    /**
     * Encodes one frame.
     *
     * @param pcm interleaved samples from {@code pcmOffset}, {@code frameSamples() * channels()} of
     *     them
     * @param packet where to write
     * @return bytes written from {@code packetOffset}
     */
    int encode(short[] pcm, int pcmOffset, byte[] packet, int packetOffset);

    /**
     * Decodes one packet. Bytes that are no packet are concealed as a lost one; they never throw.
     *
     * @param pcm room for {@code maxFrameSamples() * channels()} samples
     * @return samples per channel written from {@code pcmOffset}
     */
    int decode(byte[] packet, int packetOffset, int length, short[] pcm, int pcmOffset);

    /**
     * Makes up a packet that was lost, as long as the one before.
     *
     * @return samples per channel written from {@code pcmOffset}
     */
    int conceal(short[] pcm, int pcmOffset);

    /**
     * Makes up a packet that was lost from what the one behind it says about it, if it says
     * anything.
     *
     * @return samples per channel written from {@code pcmOffset}
     */
    default int recover(byte[] next, int nextOffset, int length, short[] pcm, int pcmOffset) {
        return conceal(pcm, pcmOffset);
    }

    /** How much the peer will probably lose, in percent, for the encoder to provide for. */
    default void expectLoss(int percent) {
        // Not every codec can.
    }

    /**
     * Encodes with no more than this from the next frame on, and with what the codec was made for
     * where that is less. Packets of one size stay packets of one size.
     *
     * @param bitsPerSecond without headers; {@link Long#MAX_VALUE} for no limit
     */
    default void limit(long bitsPerSecond) {
        // Not every codec can.
    }
}
