package io.calling.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.ForwardingNetwork;
import io.calling.ice.net.Network;
import io.calling.ice.testing.ManualNetwork;
import io.calling.media.AudioStatistics;
import io.calling.media.AudioStream;
import io.calling.media.AudioStreamConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Half an hour with somebody whose clock is as far off as crystals are: what is heard has all that
 * was said, no later at the end than at the beginning, and no seam.
 */
class ClockDriftTest {
    private static final int MINUTES = 30;

    private final ManualNetwork network = new ManualNetwork();
    private final Voice voice = new Voice();
    private final Ear ear = new Ear();
    private final PlainCodec decoder = new PlainCodec();
    private final Random random = new Random(4);
    private final AudioStream listener =
            stream(network, new Silence(), new OpusSink(ear, decoder), (bytes, length) -> {});

    private interface Rtp {
        void send(byte[] packet, int length);
    }

    @ParameterizedTest(name = "{0} millionths, jitter of {1} ms")
    @CsvSource({"200, 0", "-200, 15"})
    void neitherGrowsTheDelayNorClicks(int millionths, int jitterMillis) {
        Network talkersClock = new SkewedClock(network, millionths);
        IntSupplier lateMicros = () -> 10_000 + random.nextInt(1 + jitterMillis * 1_000);
        AudioStream talker =
                stream(
                        talkersClock,
                        voice,
                        new OpusSink(new Ear(), new PlainCodec()),
                        (packet, length) -> arrive(packet, length, lateMicros.getAsInt()));
        listener.start();
        talker.start();
        for (int minute = 0; minute < MINUTES; minute++) {
            network.pass(Duration.ofMinutes(1));
            assertThat(listener.statistics().bufferDelay())
                    .isLessThan(Duration.ofMillis(60 + jitterMillis));
        }

        AudioStatistics statistics = listener.statistics();
        assertThat(statistics.framesConcealed()).isZero();
        assertThat(decoder.concealed()).isZero();
        assertThat(statistics.framesPlayed()).isGreaterThan(89_000);
        // Every frame was played, in half an hour of the listener's time.
        long expected = MINUTES * 60L * PlainCodec.SAMPLE_RATE;
        assertThat(ear.samples).isBetween(expected - 1_600, expected + 1_600);
        assertThat(ear.sharpestBend).isLessThan(1.3 * voice.sharpestBend);
        talker.close();
        listener.close();
    }

    private void arrive(byte[] packet, int length, int micros) {
        network.schedule(micros * 1_000L, () -> listener.onRtp(packet, 0, length));
    }

    private static AudioStream stream(Network clock, PcmSource source, OpusSink sink, Rtp rtp) {
        AudioStream.PacketOutput out =
                new AudioStream.PacketOutput() {
                    @Override
                    public void rtp(byte[] buffer, int offset, int length) {
                        rtp.send(Arrays.copyOfRange(buffer, offset, offset + length), length);
                    }

                    @Override
                    public void rtcp(byte[] buffer, int offset, int length) {
                        // Of no interest here.
                    }
                };
        OpusSource coded = new OpusSource(source, new PlainCodec());
        return new AudioStream(
                AudioStreamConfig.opus(clock), coded, sink, out, clock, clock::execute);
    }

    /** Runs fast by so many millionths, or slow. */
    private static final class SkewedClock extends ForwardingNetwork {
        private final Network network;
        private final int millionths;
        private final long startNanos;

        private SkewedClock(Network network, int millionths) {
            super(network);
            this.network = network;
            this.millionths = millionths;
            this.startNanos = network.nanoTime();
        }

        @Override
        public long nanoTime() {
            long now = network.nanoTime();
            return now + (now - startNanos) / 1_000_000 * millionths;
        }

        @Override
        public Timer schedule(long delayNanos, Runnable task) {
            return network.schedule(delayNanos - delayNanos * millionths / 1_000_000, task);
        }
    }

    /** The second difference of a sound: a click would stand out in it. */
    private static class Bends {
        double sharpestBend;
        private int before;
        private int last;

        final void follow(short[] pcm, int offset, int samples) {
            for (int i = offset; i < offset + samples; i++) {
                sharpestBend = Math.max(sharpestBend, Math.abs(pcm[i] - 2 * last + before));
                before = last;
                last = pcm[i];
            }
        }
    }

    /** Syllables of a voice whose pitch wanders, with pauses of a soft hum between sentences. */
    private static final class Voice extends Bends implements PcmSource {
        private static final int STEPS = 1 << 16;
        private static final int SENTENCE = 5 * PlainCodec.SAMPLE_RATE;

        private final float[] wave = new float[STEPS];
        private final float[] loudness = new float[SENTENCE];
        private int phase;
        private int time;

        private Voice() {
            for (int i = 0; i < STEPS; i++) {
                for (int harmonic = 1; harmonic <= 2; harmonic++) {
                    wave[i] += (float) Math.sin(2 * Math.PI * harmonic * i / STEPS) / harmonic;
                }
            }
            for (int i = 0; i < SENTENCE; i++) {
                double seconds = (double) i / PlainCodec.SAMPLE_RATE;
                double syllables = 0.5 - 0.5 * Math.cos(2 * Math.PI * 4 * seconds);
                loudness[i] = (float) (300 + (seconds < 3.5 ? 7_000 * syllables : 0));
            }
        }

        @Override
        public int sampleRate() {
            return PlainCodec.SAMPLE_RATE;
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public int read(short[] pcm, int offset, int samples) {
            double hertz = 130 + 40 * Math.sin(2 * Math.PI * time / PlainCodec.SAMPLE_RATE / 5);
            int step = (int) (hertz * STEPS / PlainCodec.SAMPLE_RATE);
            for (int i = offset; i < offset + samples; i++) {
                phase = phase + step & STEPS - 1;
                pcm[i] = (short) (wave[phase] * loudness[time]);
                time = (time + 1) % SENTENCE;
            }
            follow(pcm, offset, samples);
            return samples;
        }
    }

    private static final class Ear extends Bends implements PcmSink {
        private long samples;

        @Override
        public void write(short[] pcm, int offset, int count) {
            samples += count;
            follow(pcm, offset, count);
        }
    }

    private static final class Silence implements PcmSource {
        @Override
        public int sampleRate() {
            return PlainCodec.SAMPLE_RATE;
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public int read(short[] pcm, int offset, int samples) {
            return 0;
        }
    }
}
