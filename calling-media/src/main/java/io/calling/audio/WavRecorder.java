package io.calling.audio;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records to a WAV file as the audio comes. The file can be played at any time up to the last whole
 * second, and is complete once the recorder is closed. At the longest duration it stops, quietly.
 *
 * <p>Recording a person may need their consent: that is the application's to ask for.
 */
public final class WavRecorder implements PcmSink {
    private final RandomAccessFile file;
    private final int sampleRate;
    private final int channels;
    private final long maxValues;
    private final short[] pending;
    private int pendingValues;
    private int writtenValues;
    private boolean closed;
    private volatile @Nullable IOException failure;

    private WavRecorder(RandomAccessFile file, int sampleRate, int channels, Duration longest) {
        this.file = file;
        this.sampleRate = sampleRate;
        this.channels = channels;
        this.maxValues = longest.toMillis() * sampleRate / 1_000 * channels;
        this.pending = new short[sampleRate * channels];
    }

    /**
     * Opens or replaces a file.
     *
     * @param longest up to three hours
     */
    public static WavRecorder open(Path path, int sampleRate, int channels, Duration longest)
            throws IOException {
        if (longest.isNegative() || longest.compareTo(Duration.ofHours(3)) > 0) {
            throw new IllegalArgumentException("longest is 0 to 3 hours, not " + longest);
        }
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        WavRecorder recorder = new WavRecorder(file, sampleRate, channels, longest);
        try {
            file.setLength(0);
            recorder.writePending();
        } catch (IOException e) {
            file.close();
            throw e;
        }
        return recorder;
    }

    /** What Opus decodes to, mono, for up to an hour. */
    public static WavRecorder speech(Path path) throws IOException {
        return open(path, OpusCodec.SAMPLE_RATE, 1, Duration.ofHours(1));
    }

    @Override
    public synchronized void write(short[] pcm, int offset, int samples) {
        int at = offset;
        long room = maxValues - writtenValues - pendingValues;
        int end = offset + (int) Math.min(room, (long) samples * channels);
        while (at < end && !closed && failure == null) {
            int copied = Math.min(end - at, pending.length - pendingValues);
            System.arraycopy(pcm, at, pending, pendingValues, copied);
            pendingValues += copied;
            at += copied;
            if (pendingValues == pending.length) {
                flush();
            }
        }
    }

    private void flush() {
        try {
            writePending();
        } catch (IOException e) {
            failure = e;
        }
    }

    private void writePending() throws IOException {
        file.seek(WavHeader.BYTES + (long) writtenValues * Short.BYTES);
        file.write(WavHeader.littleEndian(pending, 0, pendingValues));
        writtenValues += pendingValues;
        pendingValues = 0;
        file.seek(0);
        file.write(WavHeader.of(sampleRate, channels, writtenValues));
    }

    /** Why the recording stopped, if the file could not be written. */
    public Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Completes the file. Idempotent. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (file) {
            writePending();
        } catch (IOException e) {
            failure = e;
        }
    }
}
