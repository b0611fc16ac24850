package io.calling.audio;

import io.calling.rtp.Pace;
import javax.sound.sampled.SourceDataLine;

/**
 * Plays mono at 48 kHz. Never waits for the device: what it has no room for is dropped. Its clock
 * and the call's drift apart, so what waits in the device is kept within bounds by stretching.
 */
public final class Loudspeaker implements PcmSink {
    private static final int RATE = OpusCodec.SAMPLE_RATE;
    private static final int FRAME = RATE / 50;
    private static final int BUFFER = RATE / 5;

    /** What is put in front when the device has run dry: 30 ms. */
    private static final int CUSHION = FRAME * 3 / 2;

    /** What waits within these bounds is as it should be: 15 to 60 ms. */
    private static final int LEAST_WAITING = FRAME * 3 / 4;

    private static final int MOST_WAITING = 3 * FRAME;

    private final SourceDataLine line;
    private final TimeStretch stretch = new TimeStretch(RATE, 1, FRAME);
    private final short[] frame = new short[FRAME + stretch.maxGrowth()];
    private final byte[] bytes = new byte[Short.BYTES * frame.length];
    private final byte[] silence = new byte[Short.BYTES * CUSHION];
    private volatile double level;
    private volatile int refusedWrites;

    Loudspeaker(SourceDataLine line) {
        this.line = line;
        line.start();
    }

    /**
     * Opens the loudspeaker that the system prefers.
     *
     * @throws AudioDeviceException in words, if there is none or it cannot be used
     */
    public static Loudspeaker open() throws AudioDeviceException {
        return open(AudioDevice.first(AudioDevice.loudspeakers(), "loudspeaker"));
    }

    /** Opens a certain loudspeaker. */
    public static Loudspeaker open(AudioDevice device) throws AudioDeviceException {
        return new Loudspeaker(device.openForPlaying(Short.BYTES * BUFFER));
    }

    @Override
    public void write(short[] pcm, int offset, int samples) {
        for (int at = 0; at < samples; at += FRAME) {
            int part = Math.min(FRAME, samples - at);
            System.arraycopy(pcm, offset + at, frame, 0, part);
            play(part);
        }
    }

    private void play(int samples) {
        int waiting = (line.getBufferSize() - line.available()) / Short.BYTES;
        level = Level.of(frame, samples);
        if (waiting == 0) {
            line.write(silence, 0, Math.min(silence.length, line.available()));
            waiting = CUSHION;
        }
        int changed = stretch.apply(frame, samples, pace(waiting));
        PcmBytes.toBytes(frame, bytes, changed);
        int room = line.available() / Short.BYTES * Short.BYTES;
        line.write(bytes, 0, Math.min(Short.BYTES * changed, room));
        refusedWrites = room == 0 ? refusedWrites + 1 : 0;
    }

    private static Pace pace(int waiting) {
        if (waiting > MOST_WAITING) {
            return Pace.FASTER;
        }
        return waiting < LEAST_WAITING ? Pace.SLOWER : Pace.STEADY;
    }

    /** How often in a row it had no room for what was to be played. */
    int refusedWrites() {
        return refusedWrites;
    }

    /** How loud the last frame was, in decibels of full scale: 0 at most, −100 at least. */
    public double level() {
        return level;
    }

    @Override
    public void close() {
        line.stop();
        line.flush();
        line.close();
    }
}
