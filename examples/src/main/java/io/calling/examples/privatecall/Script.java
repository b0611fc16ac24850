package io.calling.examples.privatecall;

import io.calling.audio.OpusCodec;
import io.calling.audio.WavFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/**
 * What the two say: Alice speaks, then Bob answers. Both tracks are as long as the conversation, so
 * that each has silence where the other one speaks.
 *
 * @param alice what Alice says
 * @param bob what Bob says
 */
record Script(WavFile alice, WavFile bob) {
    private static final int RATE = OpusCodec.SAMPLE_RATE;
    private static final int PAUSE = RATE * 3 / 10;

    static Script load() throws IOException {
        WavFile alice = voice("alice.wav");
        WavFile bob = voice("bob.wav");
        int bobStarts = alice.samples() + PAUSE;
        int end = bobStarts + bob.samples() + PAUSE;
        return new Script(track(alice, 0, end), track(bob, bobStarts, end));
    }

    private static WavFile voice(String name) throws IOException {
        try (InputStream in = Script.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name + " is not on the class path");
            }
            return WavFile.read(in).mono().atRate(RATE);
        }
    }

    private static WavFile track(WavFile voice, int start, int end) {
        short[] track = new short[end];
        System.arraycopy(voice.pcm(), 0, track, start, voice.samples());
        return WavFile.of(RATE, 1, track);
    }

    /** How long the conversation lasts. */
    double seconds() {
        return (double) alice.samples() / RATE;
    }
}
