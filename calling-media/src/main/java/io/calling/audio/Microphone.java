package io.calling.audio;

import io.calling.rtp.Pace;
import javax.sound.sampled.TargetDataLine;

/**
 * What a microphone hears, mono at 48 kHz. Never waits for the device: what it has not recorded yet
 * is silence. Its clock and the call's drift apart, so what has gathered in the device is kept
 * within bounds by stretching. Capture begins when this is opened, so open it when the user has
 * accepted.
 */
public final class Microphone implements PcmSource {
    private static final int RATE = OpusCodec.SAMPLE_RATE;
    private static final int FRAME = RATE / 50;
    private static final int BUFFER = RATE / 5;

    /** What gathers within this is as it should be: 20 to 50 ms. */
    private static final int LEAST_GATHERED = FRAME;

    private static final int MOST_GATHERED = FRAME * 5 / 2;

    /** More than this is not worked off but dropped: the call had stopped listening. */
    private static final int ABSURDLY_GATHERED = RATE / 10;

    private final TargetDataLine line;
    private final TimeStretch stretch = new TimeStretch(RATE, 1, FRAME);
    private final byte[] bytes = new byte[Short.BYTES * FRAME];
    private final short[] frame = new short[FRAME + stretch.maxGrowth()];

    /** Recorded and stretched, but not read yet. */
    private final short[] ready = new short[2 * FRAME + stretch.maxGrowth()];

    private int readySamples;
    private boolean primed;
    private volatile int emptyReads;
    private volatile double level;

    Microphone(TargetDataLine line) {
        this.line = line;
        line.start();
    }

    /**
     * Opens the microphone that the system prefers.
     *
     * @throws AudioDeviceException in words, if there is none or it cannot be used
     */
    public static Microphone open() throws AudioDeviceException {
        return open(AudioDevice.first(AudioDevice.microphones(), "microphone"));
    }

    /** Opens a certain microphone. */
    public static Microphone open(AudioDevice device) throws AudioDeviceException {
        return new Microphone(device.openForRecording(Short.BYTES * BUFFER));
    }

    @Override
    public int sampleRate() {
        return RATE;
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public int read(short[] pcm, int offset, int samples) {
        dropBacklog();
        while (readySamples < Math.min(samples, FRAME) && mayRecord()) {
            record();
        }
        int taken = Math.min(samples, readySamples);
        System.arraycopy(ready, 0, pcm, offset, taken);
        System.arraycopy(ready, taken, ready, 0, readySamples - taken);
        readySamples -= taken;
        emptyReads = taken == 0 ? emptyReads + 1 : 0;
        return taken;
    }

    private int gathered() {
        return line.available() / Short.BYTES;
    }

    private void dropBacklog() {
        if (gathered() > ABSURDLY_GATHERED) {
            while (gathered() > MOST_GATHERED && line.read(bytes, 0, bytes.length) > 0) {
                primed = true;
            }
        }
    }

    /** After it ran dry, a little has to gather first, or it would run dry again at once. */
    private boolean mayRecord() {
        int gathered = gathered();
        primed = gathered >= (primed ? FRAME : FRAME + LEAST_GATHERED);
        return primed;
    }

    private void record() {
        int gathered = gathered();
        int samples = line.read(bytes, 0, bytes.length) / Short.BYTES;
        PcmBytes.toSamples(bytes, frame, samples);
        level = Level.of(frame, samples);
        int changed = stretch.apply(frame, samples, pace(gathered - samples));
        System.arraycopy(frame, 0, ready, readySamples, changed);
        readySamples += changed;
    }

    private static Pace pace(int left) {
        if (left > MOST_GATHERED) {
            return Pace.FASTER;
        }
        return left < LEAST_GATHERED / 2 ? Pace.SLOWER : Pace.STEADY;
    }

    /** How often it was asked in a row and had heard nothing. */
    int emptyReads() {
        return emptyReads;
    }

    /** How loud the last frame was, in decibels of full scale: 0 at most, −100 at least. */
    public double level() {
        return level;
    }

    @Override
    public void close() {
        line.stop();
        line.close();
    }
}
