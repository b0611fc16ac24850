package io.calling.examples.videocall;

import io.calling.audio.OpusCodec;
import io.calling.audio.WavFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sound as Opus packets of 20 ms, encoded before the call so that nothing has to be in it.
 *
 * @param packets not copied, so not to be changed
 */
record SoundClip(List<byte[]> packets) {
    static final long PACKET_NANOS = 20_000_000;
    private static final int MAX_PACKET_BYTES = 1_275;

    SoundClip {
        packets = List.copyOf(packets);
    }

    /** As long as the picture: what is missing is silence, what is too long is left out. */
    static SoundClip of(WavFile wav, long nanos) {
        OpusCodec codec = OpusCodec.builder().bitsPerSecond(48_000).build();
        short[] pcm = wav.mono().atRate(OpusCodec.SAMPLE_RATE).pcm();
        int count = (int) Math.max(1, nanos / PACKET_NANOS);
        short[] fitted = Arrays.copyOf(pcm, count * codec.frameSamples());
        List<byte[]> packets = new ArrayList<>(count);
        byte[] packet = new byte[MAX_PACKET_BYTES];
        for (int i = 0; i < count; i++) {
            int length = codec.encode(fitted, i * codec.frameSamples(), packet, 0);
            packets.add(Arrays.copyOf(packet, length));
        }
        return new SoundClip(packets);
    }
}
