package io.calling.audio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The voices of the examples, as Opus takes them. */
final class Speech {
    private static final Path VOICES =
            Path.of(
                    "..",
                    "examples",
                    "src",
                    "main",
                    "resources",
                    "io",
                    "calling",
                    "examples",
                    "privatecall");

    private static final WavFile ALICE = read("alice.wav");
    private static final WavFile BOB = read("bob.wav");

    private Speech() {}

    static WavFile alice() {
        return ALICE;
    }

    static WavFile bob() {
        return BOB;
    }

    private static WavFile read(String name) {
        try {
            return WavFile.read(VOICES.resolve(name)).atRate(OpusCodec.SAMPLE_RATE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
