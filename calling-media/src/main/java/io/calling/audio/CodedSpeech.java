package io.calling.audio;

import java.util.function.IntPredicate;

/**
 * What a codec alone makes of a recording: what to compare with what was heard over a network, so
 * that only the network's part is measured.
 */
public final class CodedSpeech {
    private static final int MAX_PACKET_BYTES = 1_500;

    private final OpusSource source;
    private final OpusSink sink;
    private final PcmRecording recording;
    private final byte[] packet = new byte[MAX_PACKET_BYTES];

    private CodedSpeech(WavFile said, AudioCodec encoder, AudioCodec decoder) {
        source = new OpusSource(PcmClip.onceOnly(said), encoder);
        recording =
                new PcmRecording(
                        encoder.sampleRate(), encoder.channels(), said.duration().plusSeconds(1));
        sink = new OpusSink(recording, decoder);
    }

    /** Encodes and decodes a whole recording, whose rate and channels are the codecs'. */
    public static WavFile of(WavFile said, AudioCodec encoder, AudioCodec decoder) {
        return of(said, encoder, decoder, frame -> false);
    }

    /**
     * The same where frames get lost, each lost one recovered from the one behind it as far as that
     * helps.
     *
     * @param lost says of each frame, counted from 0, whether it is
     */
    public static WavFile of(
            WavFile said, AudioCodec encoder, AudioCodec decoder, IntPredicate lost) {
        CodedSpeech speech = new CodedSpeech(said, encoder, decoder);
        speech.run(lost);
        return speech.recording.file();
    }

    private void run(IntPredicate lost) {
        boolean gap = false;
        int length = source.nextFrame(packet, 0);
        for (int frame = 0; length > 0; frame++) {
            boolean arrived = !lost.test(frame);
            if (gap) {
                fill(arrived, length);
            }
            if (arrived) {
                sink.onFrame(packet, 0, length);
            }
            gap = !arrived;
            length = source.nextFrame(packet, 0);
        }
    }

    private void fill(boolean nextArrived, int length) {
        if (nextArrived) {
            sink.onLostFrame(packet, 0, length);
        } else {
            sink.onLostFrame();
        }
    }
}
