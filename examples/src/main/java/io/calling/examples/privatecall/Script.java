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
record Script(Line alice, Line bob) {
    private static final int RATE = OpusCodec.SAMPLE_RATE;
    private static final int PAUSE = RATE / 2;

    static Script load() throws IOException {
        WavFile alice = voice("alice.wav");
        WavFile bob = voice("bob.wav");
        int bobStarts = PAUSE + alice.samples() + PAUSE;
        int end = bobStarts + bob.samples() + PAUSE;
        return new Script(track(alice, PAUSE, end), track(bob, bobStarts, end));
    }

    private static WavFile voice(String name) throws IOException {
        try (InputStream in = Script.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name + " is not on the class path");
            }
            return WavFile.read(in).mono().atRate(RATE);
        }
    }

    private static Line track(WavFile voice, int start, int end) {
        short[] track = new short[end];
        System.arraycopy(voice.pcm(), 0, track, start, voice.samples());
        return Line.of(WavFile.of(RATE, 1, track));
    }

    /** How long the conversation lasts. */
    double seconds() {
        return (double) alice.sound().samples() / RATE;
    }
}
