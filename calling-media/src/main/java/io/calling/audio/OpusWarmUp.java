package io.calling.audio;

import io.calling.rtp.Pace;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sound that nobody hears, for {@link OpusCodec#warmUp()}: two seconds of it, once in a process, on
 * a thread that ends with it.
 */
final class OpusWarmUp {
    private static final int FRAMES = 100;

    /**
     * What is gained is gained with these; each that follows lets a call that is set up go first.
     */
    private static final int FRAMES_AT_ONCE = 40;

    private static final int REST = 2;

    /** On a processor that others want as well: by then a call is as warm itself. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final int COPIES_FROM = 24;
    private static final int EXPECTED_PERCENT = 10;
    private static final int LOST_EACH = 8;
    private static final Pace[] PACES = Pace.values();

    private static @Nullable Thread thread;

    private final OpusCodec codec = OpusCodec.speech();
    private final OpusSource source = new OpusSource(new Hum(), codec);
    private final OpusSink sink = new OpusSink((pcm, offset, samples) -> {}, codec);
    private final byte[] packet = new byte[codec.packetBytes()];

    private OpusWarmUp() {}

    /** Begins, unless it has begun already in this process; the thread that does it, or did. */
    static synchronized Thread begin() {
        Thread begun = thread;
        if (begun == null) {
            begun = new Thread(() -> new OpusWarmUp().run(), "calling-opus-warm-up");
            begun.setDaemon(true);
            thread = begun; // first: what runs there makes a codec
            begun.start();
        }
        return begun;
    }

    /** The same, without beginning. */
    static synchronized @Nullable Thread begun() {
        return thread;
    }

    private void run() {
        long began = System.nanoTime();
        for (int frame = 0; frame < FRAMES; frame++) {
            long now = System.nanoTime();
            if (now - began > LONGEST_NANOS) {
                return;
            }
            speak(frame);
            if (frame >= FRAMES_AT_ONCE) {
                LockSupport.parkNanos(REST * (System.nanoTime() - now));
            }
        }
    }

    private void speak(int frame) {
        if (frame == COPIES_FROM) {
            source.onLoss(EXPECTED_PERCENT);
        }
        int length = source.nextFrame(packet, 0);
        if (frame % LOST_EACH == 1) {
            sink.onLostFrame();
        } else if (frame % LOST_EACH == 2) {
            sink.onLostFrame(packet, 0, length);
        }
        sink.onFrame(packet, 0, length, PACES[frame / LOST_EACH % PACES.length]);
    }

    /** Vowels without words: overtones that move, and some breath. The same each time. */
    private static final class Hum implements PcmSource {
        private static final int PERIOD = OpusCodec.SAMPLE_RATE / 120;
        private static final double PULSE = 2_000;
        private static final int BREATH_BITS = 22;
        private static final double DAMPING = 0.97;
        private static final double LOWEST = 0.05;
        private static final double GLIDE = 2e-6;

        private int sample;
        private int noise = 1;
        private double one;
        private double two;

        @Override
        public int sampleRate() {
            return OpusCodec.SAMPLE_RATE;
        }

        @Override
        public int channels() {
            return 1;
        }

        /** A resonance that a pulse strikes in each period. */
        @Override
        public int read(short[] pcm, int offset, int samples) {
            for (int i = offset; i < offset + samples; i++) {
                noise = noise * 1_664_525 + 1_013_904_223;
                double angle = LOWEST + GLIDE * sample;
                double struck = sample++ % PERIOD == 0 ? PULSE : 0;
                double now = struck + 2 * DAMPING * Math.cos(angle) * one - DAMPING * DAMPING * two;
                two = one;
                one = now;
                pcm[i] = (short) (now + (noise >> BREATH_BITS));
            }
            return samples;
        }
    }
}
