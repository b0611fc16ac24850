package io.calling.examples.privatecall;

import io.calling.audio.CodedSpeech;
import io.calling.audio.OpusCodec;
import io.calling.audio.WavFile;

/**
 * What somebody says.
 *
 * @param sound as it is played
 * @param coded what the codec alone makes of it, without a network
 */
record Line(WavFile sound, WavFile coded) {

    /** Codes the sound, before the call, which also gets the codec up to speed. */
    static Line of(WavFile sound) {
        return new Line(sound, CodedSpeech.of(sound, OpusCodec.speech(), OpusCodec.speech()));
    }
}
