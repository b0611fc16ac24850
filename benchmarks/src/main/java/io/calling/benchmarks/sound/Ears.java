package io.calling.benchmarks.sound;

import io.calling.audio.PcmSink;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Notes when marks were sent, and when they came out of the decoder. */
final class Ears implements PcmSink {
    private final Marks sent = new Marks();
    private final Marks heard = new Marks();
    private final AtomicLong missing = new AtomicLong();
    private final Runnable onSound;
    private boolean sounded;

    /**
     * @param onSound told once, when something comes; it may block
     */
    Ears(Runnable onSound) {
        this.onSound = onSound;
    }

    static double millis(Instant at) {
        return at.getEpochSecond() * 1e3 + at.getNano() / 1e6;
    }

    Marks sent() {
        return sent;
    }

    Marks heard() {
        return heard;
    }

    /** A frame did not come, and was made up, or taken from the copy in the next one. */
    void miss() {
        missing.incrementAndGet();
    }

    long missing() {
        return missing.get();
    }

    /** What is handed over is played from now on. */
    @Override
    public void write(short[] pcm, int offset, int samples) {
        heard.take(pcm, offset, samples, millis(Instant.now()));
        if (!sounded) {
            sounded = true;
            new Thread(onSound, "sound").start();
        }
    }
}
