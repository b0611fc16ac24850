package io.calling.audio.quality;

import io.calling.audio.OpusCodec;
import io.calling.audio.WavFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;

/** The voices of the examples, which have nothing above 8 kHz. */
final class Voices {
    private static final Path FOLDER =
            Path.of("../examples/src/main/resources/io/calling/examples/privatecall");

    /** Of the recordings. */
    static final int SAMPLE_RATE = 16_000;

    private Voices() {}

    /** The woman alone: five seconds. */
    static WavFile alice() {
        return read("alice.wav");
    }

    /** The man alone: three seconds. */
    static WavFile bob() {
        return read("bob.wav");
    }

    /** The one after the other, as Opus takes them. */
    static WavFile aliceThenBob() {
        short[] before = alice().pcm();
        short[] after = bob().pcm();
        short[] all = Arrays.copyOf(before, before.length + after.length);
        System.arraycopy(after, 0, all, before.length, after.length);
        return WavFile.of(SAMPLE_RATE, 1, all).atRate(OpusCodec.SAMPLE_RATE);
    }

    private static WavFile read(String name) {
        try {
            return WavFile.read(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
