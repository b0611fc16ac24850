package io.calling.audio;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Opus in pure Java: 48 kHz, frames of 20 ms, every packet of the same size.
 *
 * <p>Constant bit rate, and packets during silence as well, are no option here: the sizes and times
 * of encrypted packets tell words, languages and who speaks.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6562#section-3">RFC 6562, 3</a>
 */
public final class OpusCodec implements AudioCodec {
    /** Of the PCM side; Opus itself chooses the bandwidth that the bit rate allows. */
    public static final int SAMPLE_RATE = 48_000;

    private static final int FRAMES_PER_SECOND = 50;
    private static final int FRAME_SAMPLES = SAMPLE_RATE / FRAMES_PER_SECOND;
    private static final int MAX_FRAME_SAMPLES = SAMPLE_RATE * 120 / 1_000;

    /** Percent of loss from which on copies are sent, and below which no longer. */
    private static final int FEC_ON = 4;

    private static final int FEC_OFF = 2;

    private final int channels;
    private final int bitsPerSecond;
    private int packetBytes;
    private final OpusEncoder encoder;
    private final OpusDecoder decoder;
    private int lastSamples = FRAME_SAMPLES;

    private OpusCodec(Builder builder) {
        channels = builder.channels;
        bitsPerSecond = builder.bitsPerSecond;
        packetBytes = builder.bitsPerSecond / FRAMES_PER_SECOND / Byte.SIZE;
        try {
            encoder = new OpusEncoder(SAMPLE_RATE, channels, OpusApplication.OPUS_APPLICATION_VOIP);
            decoder = new OpusDecoder(SAMPLE_RATE, channels);
        } catch (OpusException e) {
            throw new IllegalStateException("Opus refuses 48 kHz, which it always has", e);
        }
        encoder.setBitrate(builder.bitsPerSecond);
        encoder.setUseVBR(false);
        encoder.setUseDTX(false);
        encoder.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
        encoder.setComplexity(builder.complexity);
        encoder.setUseInbandFEC(builder.expectedLossPercent > 0);
        encoder.setPacketLossPercent(builder.expectedLossPercent);
    }

    /**
     * Lets each packet carry a coarse copy of the one before while the loss is worth it; the
     * packets keep their size, so that nobody on the way sees it.
     */
    @Override
    public void expectLoss(int percent) {
        boolean copies = encoder.getUseInbandFEC() ? percent >= FEC_OFF : percent >= FEC_ON;
        encoder.setUseInbandFEC(copies);
        encoder.setPacketLossPercent(copies ? Math.min(percent, 100) : 0);
    }

    /** Down to 6 kbit/s; below 12 Opus speaks through a telephone of old. */
    @Override
    public void limit(long most) {
        long rate = Math.max(Builder.MIN_BITS_PER_SECOND, Math.min(bitsPerSecond, most));
        encoder.setBitrate((int) rate);
        packetBytes = (int) (rate * frameSamples() / SAMPLE_RATE / Byte.SIZE);
    }

    /** A codec for speech: mono, 32 kbit/s, in packets of 80 bytes. */
    public static OpusCodec speech() {
        return builder().build();
    }

    /** A codec to configure. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public int sampleRate() {
        return SAMPLE_RATE;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public int frameSamples() {
        return FRAME_SAMPLES;
    }

    @Override
    public int maxFrameSamples() {
        return MAX_FRAME_SAMPLES;
    }

    /** Bytes in each packet that is encoded now. */
    public int packetBytes() {
        return packetBytes;
    }

    @Override
    public int encode(short[] pcm, int pcmOffset, byte[] packet, int packetOffset) {
        try {
            return encoder.encode(pcm, pcmOffset, FRAME_SAMPLES, packet, packetOffset, packetBytes);
        } catch (OpusException e) {
            throw new IllegalStateException("Opus could not encode a frame", e);
        }
    }

    @Override
    public int decode(byte[] packet, int packetOffset, int length, short[] pcm, int pcmOffset) {
        int samples = length == 0 ? -1 : tryDecode(packet, packetOffset, length, pcm, pcmOffset);
        if (samples <= 0) {
            return conceal(pcm, pcmOffset);
        }
        lastSamples = samples;
        return samples;
    }

    private int tryDecode(byte[] packet, int packetOffset, int length, short[] pcm, int at) {
        try {
            return decoder.decode(packet, packetOffset, length, pcm, at, MAX_FRAME_SAMPLES, false);
        } catch (OpusException | RuntimeException | AssertionError e) {
            // The peer's bytes are no Opus. What the decoder remembers may make no sense either.
            decoder.resetState();
            return -1;
        }
    }

    @Override
    public int conceal(short[] pcm, int pcmOffset) {
        return makeUp(null, 0, 0, pcm, pcmOffset);
    }

    @Override
    public int recover(byte[] next, int nextOffset, int length, short[] pcm, int pcmOffset) {
        return makeUp(next, nextOffset, length, pcm, pcmOffset);
    }

    private int makeUp(byte @Nullable [] next, int offset, int length, short[] pcm, int at) {
        try {
            decoder.decode(next, offset, length, pcm, at, lastSamples, next != null);
        } catch (OpusException | RuntimeException | AssertionError e) {
            decoder.resetState();
            Arrays.fill(pcm, at, at + lastSamples * channels, (short) 0);
        }
        return lastSamples;
    }

    /** What a codec is made of. */
    public static final class Builder {
        private static final int MIN_BITS_PER_SECOND = 6_000;
        private static final int MAX_BITS_PER_SECOND = 510_000;

        private int channels = 1;
        private int bitsPerSecond = 32_000;
        private int complexity = 5;
        private int expectedLossPercent;

        private Builder() {}

        /** 1, the default, or 2. */
        public Builder channels(int count) {
            channels = checked("channels", count, 1, 2);
            return this;
        }

        /** Of the packets without headers: 6,000 to 510,000; 32,000 by default. */
        public Builder bitsPerSecond(int rate) {
            bitsPerSecond =
                    checked("bitsPerSecond", rate, MIN_BITS_PER_SECOND, MAX_BITS_PER_SECOND);
            return this;
        }

        /** How hard the encoder tries: 0 to 10; 5 by default. */
        public Builder complexity(int value) {
            complexity = checked("complexity", value, 0, 10);
            return this;
        }

        /**
         * Lets each packet carry a coarse copy of the one before, against this much loss: 0, the
         * default, for none, to 100. The packets keep their size.
         */
        public Builder expectedLossPercent(int percent) {
            expectedLossPercent = checked("expectedLossPercent", percent, 0, 100);
            return this;
        }

        private static int checked(String name, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(
                        name + " is " + least + " to " + most + ", not " + value);
            }
            return value;
        }

        /** The codec. */
        public OpusCodec build() {
            return new OpusCodec(this);
        }
    }
}
