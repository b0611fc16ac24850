package io.calling.audio;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The audio of a WAV file, in memory: 16-bit PCM, mono or stereo, 8 to 48 kHz. Immutable.
 *
 * @see <a href="https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/WAVE/WAVE.html">the WAVE
 *     format</a>
 */
public final class WavFile {
    /** Lowest sample rate. */
    static final int MIN_RATE = 8_000;

    /** Highest sample rate. */
    static final int MAX_RATE = 48_000;

    private final int sampleRate;
    private final int channels;
    private final short[] pcm;

    private WavFile(int sampleRate, int channels, short[] pcm) {
        this.sampleRate = sampleRate;
        this.channels = channels;
        this.pcm = pcm;
    }

    /**
     * Audio that was made elsewhere.
     *
     * @param pcm interleaved samples; copied
     */
    public static WavFile of(int sampleRate, int channels, short[] pcm) {
        if (sampleRate < MIN_RATE || sampleRate > MAX_RATE) {
            throw new IllegalArgumentException("sampleRate is 8000 to 48000, not " + sampleRate);
        }
        if (channels != 1 && channels != 2) {
            throw new IllegalArgumentException("channels is 1 or 2, not " + channels);
        }
        if (pcm.length % channels != 0) {
            throw new IllegalArgumentException("pcm ends within a sample of several channels");
        }
        return new WavFile(sampleRate, channels, pcm.clone());
    }

    /**
     * Reads a file of at most 64 MB.
     *
     * @throws WavException if it is no WAV file of the kind that this class holds
     */
    public static WavFile read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    /** Reads to the end of {@code in}, and doesn't close it; otherwise as {@link #read(Path)}. */
    public static WavFile read(InputStream in) throws IOException {
        return WavReader.read(in.readNBytes(WavReader.MAX_BYTES + 1));
    }

    /** Writes the file, or replaces it. */
    public void write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(out);
        }
    }

    /** Writes the file's bytes to {@code out}, and doesn't close it. */
    public void write(OutputStream out) throws IOException {
        out.write(WavHeader.of(sampleRate, channels, pcm.length));
        out.write(WavHeader.littleEndian(pcm, 0, pcm.length));
    }

    /** Samples per second and channel. */
    public int sampleRate() {
        return sampleRate;
    }

    /** 1 or 2. */
    public int channels() {
        return channels;
    }

    /** A copy of the interleaved samples. */
    public short[] pcm() {
        return pcm.clone();
    }

    /** One sample of one channel, counted from 0. */
    short pcm(int sample, int channel) {
        return pcm[sample * channels + channel];
    }

    /** Samples per channel. */
    public int samples() {
        return pcm.length / channels;
    }

    /** Copies samples per channel from {@code sample}, as many as there are up to {@code count}. */
    int copy(int sample, short[] target, int offset, int count) {
        int copied = Math.min(count, samples() - sample);
        System.arraycopy(pcm, sample * channels, target, offset, copied * channels);
        return copied;
    }

    /** How long it lasts. */
    public Duration duration() {
        return Duration.ofNanos(Math.round(samples() * 1e9 / sampleRate));
    }

    /** The same at another rate. */
    public WavFile atRate(int rate) {
        return rate == sampleRate
                ? this
                : of(rate, channels, Resampler.resample(pcm, channels, sampleRate, rate));
    }

    /** The same in one channel. */
    public WavFile mono() {
        if (channels == 1) {
            return this;
        }
        short[] mixed = new short[samples()];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (short) (pcm[2 * i] + pcm[2 * i + 1] >> 1);
        }
        return new WavFile(sampleRate, 1, mixed);
    }
}
