package io.calling.audio;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusBandwidth;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusRepacketizer;
import io.github.jaredmdobson.concentus.OpusSignal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opus in pure Java: 48 kHz, frames of 20 ms unless told otherwise, every packet of the same size.
 *
 * <p>Constant bit rate, and packets during silence as well, are no option here: the sizes and times
 * of encrypted packets tell words, languages and who speaks.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6562#section-3">RFC 6562, 3</a>
 */
public final class OpusCodec implements AudioCodec {
    /** Of the PCM side; Opus itself chooses the bandwidth that the bit rate allows. */
    public static final int SAMPLE_RATE = 48_000;

    private static final List<Integer> FRAME_MILLIS = List.of(10, 20, 40, 60);
    private static final int MAX_PACKET_BYTES = 1_275;
    private static final int MAX_FRAME_SAMPLES = SAMPLE_RATE * 120 / 1_000;

    /** Percent of loss from which on copies are sent, and below which no longer. */
    private static final int FEC_ON = 4;

    private static final int FEC_OFF = 2;

    private static final int SAMPLES_OF_20_MS = SAMPLE_RATE * 20 / 1_000;

    /**
     * What the encoder is told at most. With more it makes the copies finer, and takes more from
     * the frames themselves than the copies give back, even where a fifth is lost.
     */
    private static final int FINEST_COPIES_PERCENT = 10;

    /** Up to this, copies and what is above 8 kHz don't both fit: the copies get no bits then. */
    private static final int WIDEBAND_WITH_COPIES = 32_000;

    private final int channels;
    private final int bitsPerSecond;
    private int packetBytes;
    private final OpusEncoder encoder;
    private final OpusDecoder decoder;
    private final int frameSamples;
    private int lastSamples;
    private int expectedPercent;

    private OpusCodec(Builder builder) {
        warmUp();
        channels = builder.channels;
        bitsPerSecond = builder.bitsPerSecond;
        packetBytes = builder.packetBytes();
        frameSamples = SAMPLE_RATE / 1_000 * builder.frameMillis;
        lastSamples = frameSamples;
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
        expectedPercent = builder.expectedLossPercent;
        provideForLoss();
    }

    /**
     * Lets each packet carry a coarse copy of the one before while the loss is worth it; the
     * packets keep their size, so that nobody on the way sees it. Up to 32 kbit/s for each channel
     * copies take the place of what is above 8 kHz in packets of 20 ms; below that longer ones
     * carry none. Packets of 10 ms carry none at all.
     */
    @Override
    public void expectLoss(int percent) {
        boolean worthIt = percent >= (expectedPercent > 0 ? FEC_OFF : FEC_ON);
        expectedPercent = worthIt ? percent : 0;
        provideForLoss();
    }

    private void provideForLoss() {
        boolean copies = expectedPercent > 0 && mayCopy();
        encoder.setUseInbandFEC(copies);
        encoder.setPacketLossPercent(copies ? Math.min(expectedPercent, FINEST_COPIES_PERCENT) : 0);
        boolean shortOfBits = bitsForEachChannel() <= WIDEBAND_WITH_COPIES;
        encoder.setMaxBandwidth(
                copies && shortOfBits && frameSamples == SAMPLES_OF_20_MS
                        ? OpusBandwidth.OPUS_BANDWIDTH_WIDEBAND
                        : OpusBandwidth.OPUS_BANDWIDTH_FULLBAND);
    }

    /** Down to 6 kbit/s; below 12 Opus speaks through a telephone of old. */
    @Override
    public void limit(long most) {
        long rate = Math.max(Builder.MIN_BITS_PER_SECOND, Math.min(bitsPerSecond, most));
        encoder.setBitrate((int) rate);
        packetBytes = (int) (rate * frameSamples() / SAMPLE_RATE / Byte.SIZE);
        provideForLoss();
    }

    /**
     * In packets of 10 ms a copy leaves too few bits for the frame itself: it is not recognised. In
     * packets of several frames Concentus garbles what has nothing above 8 kHz beside copies, as
     * all has at lower rates.
     */
    private boolean mayCopy() {
        return frameSamples == SAMPLES_OF_20_MS
                || frameSamples > SAMPLES_OF_20_MS && bitsForEachChannel() >= WIDEBAND_WITH_COPIES;
    }

    private int bitsForEachChannel() {
        return encoder.getBitrate() / channels;
    }

    /**
     * Makes the JVM load and compile what Opus needs, so that the first sound of a process's first
     * call need not wait for it: interpreted, a frame takes about as long to encode as it lasts.
     *
     * <p>Returns at once; a daemon thread works for a second or so, five at most, and ends. Happens
     * once in a process, and by itself when the first codec is made or sound devices are looked
     * for. Where that is only when somebody picks up, call it when the application starts.
     */
    public static void warmUp() {
        Thread unused = OpusWarmUp.begin();
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
        return frameSamples;
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
            int length =
                    encoder.encode(pcm, pcmOffset, frameSamples, packet, packetOffset, packetBytes);
            if (length < packetBytes) {
                // Several frames of one packet may leave a few bytes over.
                OpusRepacketizer.padPacket(packet, packetOffset, length, packetBytes);
            }
            return packetBytes;
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
        private int frameMillis = 20;
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

        /**
         * How much one packet holds: 10, 20, 40 or 60 ms; 20 by default. Longer ones cost delay,
         * and more is lost with each; shorter ones cost headers.
         */
        public Builder frame(Duration length) {
            if (!FRAME_MILLIS.contains((int) length.toMillis())) {
                throw new IllegalArgumentException("frame is 10, 20, 40 or 60 ms, not " + length);
            }
            frameMillis = (int) length.toMillis();
            return this;
        }

        private int packetBytes() {
            int bytes = (int) ((long) bitsPerSecond * frameMillis / 1_000 / Byte.SIZE);
            if (bytes > MAX_PACKET_BYTES) {
                throw new IllegalArgumentException(
                        "bitsPerSecond makes packets of more than 1,275 bytes: " + bitsPerSecond);
            }
            return bytes;
        }

        /** How hard the encoder tries: 0 to 10; 5 by default. */
        public Builder complexity(int value) {
            complexity = checked("complexity", value, 0, 10);
            return this;
        }

        /**
         * Lets each packet carry a coarse copy of the one before, against this much loss: 0, the
         * default, for none, to 100, as {@link OpusCodec#expectLoss} does.
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

        /**
         * The codec.
         *
         * @throws IllegalArgumentException if a frame would not fit into a packet
         */
        public OpusCodec build() {
            return new OpusCodec(this);
        }
    }
}
