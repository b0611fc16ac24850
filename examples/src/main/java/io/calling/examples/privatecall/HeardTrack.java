package io.calling.examples.privatecall;

import io.calling.audio.OpusCodec;
import io.calling.audio.PcmRecording;
import io.calling.audio.PcmSink;
import io.calling.audio.WavFile;
import java.time.Duration;

/** What a party hears, kept in memory. */
final class HeardTrack implements PcmSink {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** 50 dB below the loudest sound there is. */
    private static final int LOUDEST_SILENCE = 100;

    private final PcmRecording recording = PcmRecording.speech(LONGEST);
    private volatile long samples;
    private volatile long lastSound;

    // One thread at a time writes.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    @Override
    public void write(short[] pcm, int offset, int count) {
        recording.write(pcm, offset, count);
        samples += count;
        if (isSound(pcm, offset, count)) {
            lastSound = samples;
        }
    }

    private static boolean isSound(short[] pcm, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            if (Math.abs(pcm[i]) > LOUDEST_SILENCE) {
                return true;
            }
        }
        return false;
    }

    double seconds() {
        return (double) samples / OpusCodec.SAMPLE_RATE;
    }

    /** For how long nothing was heard but silence. */
    double silentSeconds() {
        return (double) (samples - lastSound) / OpusCodec.SAMPLE_RATE;
    }

    WavFile file() {
        return recording.file();
    }
}
