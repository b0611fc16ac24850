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

    /** Samples per channel in one frame. */
    int frameSamples();

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
     * Decodes one packet into one frame.
     *
     * @return samples per channel written from {@code pcmOffset}
     */
    int decode(byte[] packet, int packetOffset, int length, short[] pcm, int pcmOffset);

    /** Fills one frame for a packet that was lost. */
    int conceal(short[] pcm, int pcmOffset);
}
