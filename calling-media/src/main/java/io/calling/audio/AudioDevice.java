package io.calling.audio;

import io.calling.audio.AudioDeviceException.Problem;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;

/**
 * A microphone or loudspeaker of this machine, as {@code javax.sound} knows it. Its name never
 * leaves the machine. One of the few classes that touch the world.
 */
public final class AudioDevice {
    private static final int BITS = 16;
    private static final int CHANNELS = 1;

    /** What Opus takes and gives: 48 kHz, 16 bits, mono, little-endian. */
    private static final AudioFormat FORMAT =
            new AudioFormat(OpusCodec.SAMPLE_RATE, BITS, CHANNELS, true, false);

    private final Mixer.Info info;

    AudioDevice(Mixer.Info info) {
        this.info = info;
    }

    /** The microphones that are there now, the system's own choice first; may be empty. */
    public static List<AudioDevice> microphones() {
        return devices(new DataLine.Info(TargetDataLine.class, FORMAT));
    }

    /** The loudspeakers that are there now, the system's own choice first; may be empty. */
    public static List<AudioDevice> loudspeakers() {
        return devices(new DataLine.Info(SourceDataLine.class, FORMAT));
    }

    private static List<AudioDevice> devices(Line.Info wanted) {
        OpusCodec.warmUp();
        return Arrays.stream(AudioSystem.getMixerInfo())
                .filter(info -> AudioSystem.getMixer(info).isLineSupported(wanted))
                .map(AudioDevice::new)
                .toList();
    }

    /** As the system calls it, for a person to choose by. */
    public String name() {
        return info.getName();
    }

    /** Whether it is the same device, as far as its names tell. */
    @Override
    public boolean equals(Object other) {
        return other instanceof AudioDevice device
                && info.getName().equals(device.info.getName())
                && info.getVendor().equals(device.info.getVendor())
                && info.getDescription().equals(device.info.getDescription());
    }

    @Override
    public int hashCode() {
        return info.getName().hashCode();
    }

    @Override
    public String toString() {
        return name();
    }

    static AudioDevice first(List<AudioDevice> devices, String kind) throws AudioDeviceException {
        if (devices.isEmpty()) {
            throw new AudioDeviceException(
                    Problem.ABSENT,
                    "This machine has no " + kind + " that can do 48 kHz: connect one");
        }
        return devices.get(0);
    }

    TargetDataLine openForRecording(int bufferBytes) throws AudioDeviceException {
        TargetDataLine line = (TargetDataLine) line(TargetDataLine.class);
        try {
            line.open(FORMAT, bufferBytes);
            return line;
        } catch (LineUnavailableException | SecurityException e) {
            line.close();
            throw unavailable();
        }
    }

    SourceDataLine openForPlaying(int bufferBytes) throws AudioDeviceException {
        SourceDataLine line = (SourceDataLine) line(SourceDataLine.class);
        try {
            line.open(FORMAT, bufferBytes);
            return line;
        } catch (LineUnavailableException | SecurityException e) {
            line.close();
            throw unavailable();
        }
    }

    private Line line(Class<? extends DataLine> kind) throws AudioDeviceException {
        try {
            return AudioSystem.getMixer(info).getLine(new DataLine.Info(kind, FORMAT));
        } catch (IllegalArgumentException e) {
            throw new AudioDeviceException(
                    Problem.UNSUPPORTED, name() + " cannot do 48 kHz, or is no longer there");
        } catch (LineUnavailableException | SecurityException e) {
            throw unavailable();
        }
    }

    private AudioDeviceException unavailable() {
        return new AudioDeviceException(
                Problem.UNAVAILABLE,
                name() + " is used by another program, or this one may not use it");
    }
}
