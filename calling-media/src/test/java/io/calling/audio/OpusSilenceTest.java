package io.calling.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.media.AudioSource;
import org.junit.jupiter.api.Test;

/** The silence that an {@link AudioSource} of encoded Opus sends by default when muted. */
class OpusSilenceTest {
    private final OpusCodec codec = OpusCodec.speech();
    private final short[] pcm = new short[codec.maxFrameSamples()];
    private final byte[] packet = new byte[1_300];

    @Test
    void L33_silenceOfEverySizeIsAPacketOfThatSizeThatDecodesToSilence() {
        for (int size = 5; size <= 1_275; size++) {
            int length = sourceOf(size).nextSilence(packet, 0);

            assertThat(length).isEqualTo(size);
            assertThat(codec.decode(packet, 0, length, pcm, 0)).isEqualTo(960);
            for (int i = 0; i < 960; i++) {
                assertThat(Math.abs(pcm[i])).as("size %d", size).isLessThanOrEqualTo((short) 1);
            }
        }
    }

    @Test
    void whereThereIsNoFrameThereIsNoSilence() {
        assertThat(sourceOf(0).nextSilence(packet, 0)).isZero();
    }

    private static AudioSource sourceOf(int bytes) {
        return (buffer, offset) -> bytes;
    }
}
