package io.calling.examples.videocall;

import io.calling.audio.WavFile;
import io.calling.examples.UsageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * What the Java side shows and says.
 *
 * @param pictures as encoded
 * @param sound of the same length
 */
record Clip(IvfClip pictures, SoundClip sound) {

    /**
     * Reads the files, or those that come with the example.
     *
     * @throws UsageException if a file cannot be read or played
     */
    static Clip read(VideoCallOptions options) throws UsageException {
        IvfClip pictures = pictures(options);
        return new Clip(pictures, SoundClip.of(sound(options), pictures.nanos()));
    }

    private static IvfClip pictures(VideoCallOptions options) throws UsageException {
        try {
            return options.pictures().isPresent()
                    ? IvfClip.read(options.pictures().get())
                    : IvfClip.read(resource("clip.ivf"));
        } catch (IOException e) {
            throw unusable("--pictures", options.pictures().orElse(Path.of("clip.ivf")), e);
        }
    }

    private static WavFile sound(VideoCallOptions options) throws UsageException {
        try {
            if (options.sound().isPresent()) {
                return WavFile.read(options.sound().get());
            }
            return options.pictures().isPresent()
                    ? WavFile.of(8_000, 1, new short[8_000])
                    : WavFile.read(new ByteArrayInputStream(resource("clip.wav")));
        } catch (IOException e) {
            throw unusable("--sound", options.sound().orElse(Path.of("clip.wav")), e);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Clip.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("it is missing in the jar");
            }
            return in.readAllBytes();
        }
    }

    private static UsageException unusable(String option, Path file, IOException why) {
        return new UsageException(
                "Option '%s' cannot play '%s': %s.".formatted(option, file, why.getMessage()));
    }
}
