package io.calling.examples.privatecall;

import io.calling.audio.OpusCodec;
import io.calling.audio.PcmRecording;
import io.calling.audio.PcmSink;
import io.calling.audio.WavFile;
import java.time.Duration;

/** What a party hears, kept in memory. */
final class HeardTrack implements PcmSink {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final PcmRecording recording = PcmRecording.speech(LONGEST);
    private volatile long samples;

    // One thread at a time writes.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    @Override
    public void write(short[] pcm, int offset, int count) {
        recording.write(pcm, offset, count);
        samples += count;
    }

    double seconds() {
        return (double) samples / OpusCodec.SAMPLE_RATE;
    }

    WavFile file() {
        return recording.file();
    }
}
