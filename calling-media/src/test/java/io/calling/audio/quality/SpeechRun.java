package io.calling.audio.quality;

import io.calling.audio.AudioCodec;
import io.calling.audio.OpusCodec;
import io.calling.audio.OpusSource;
import io.calling.audio.PcmClip;
import io.calling.audio.WavFile;
import io.calling.media.AudioSource;
import java.io.IOException;

/**
 * The same speech at the same losses by way of a call and by libopus, in packets of 20 ms. The
 * encoders expect from the beginning as much loss as there is.
 */
final class SpeechRun {
    private static final WavFile SAID = Voices.aliceThenBob();

    /** Packets of the speech. */
    static final int PACKETS = SAID.samples() / (OpusCodec.SAMPLE_RATE / 50);

    private final Losses losses;
    private final int expectedPercent;
    private final int bitsPerSecond;

    SpeechRun(Losses losses, int expectedPercent, int bitsPerSecond) {
        this.losses = losses;
        this.expectedPercent = expectedPercent;
        this.bitsPerSecond = bitsPerSecond;
    }

    private OpusCodec encoder() {
        return OpusCodec.builder()
                .bitsPerSecond(bitsPerSecond)
                .expectedLossPercent(expectedPercent)
                .build();
    }

    /** From our source to our sink; the sender is told of the losses while it goes on. */
    double ours() {
        return ours(OpusCodec.speech());
    }

    /** The same with another decoder. */
    double ours(AudioCodec decoder) {
        OpusSource source = new OpusSource(PcmClip.onceOnly(SAID), encoder());
        return mos(LossyStream.hear(source, SAID.duration(), losses, decoder));
    }

    /** libopus at both ends, with as much delay as it wants. */
    double libopus() throws IOException, InterruptedException {
        return mos(LibopusPeer.decode(theirPackets(), losses));
    }

    /** Our packets, decoded by libopus. */
    double oursToLibopus() throws IOException, InterruptedException {
        return mos(LibopusPeer.decode(CodedFrames.of(SAID, encoder()), losses));
    }

    /** Packets of libopus, heard by our sink. */
    double libopusToOurs() throws IOException, InterruptedException {
        AudioSource source = theirPackets().source();
        return mos(LossyStream.hear(source, SAID.duration(), losses, OpusCodec.speech()));
    }

    private CodedFrames theirPackets() throws IOException, InterruptedException {
        return LibopusPeer.encode(SAID, bitsPerSecond, expectedPercent);
    }

    private static double mos(WavFile heard) {
        return SpeechQuality.between(SAID, heard).mos();
    }
}
