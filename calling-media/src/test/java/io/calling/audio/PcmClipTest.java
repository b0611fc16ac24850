package io.calling.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PcmClipTest {
    private final WavFile file = WavFile.of(8_000, 1, new short[] {1, 2, 3, 4, 5});
    private final short[] pcm = new short[4];

    @Test
    void onceIsFollowedBySilence() {
        PcmClip clip = PcmClip.once(file);

        assertThat(clip.read(pcm, 0, 4)).isEqualTo(4);
        assertThat(pcm).containsExactly(1, 2, 3, 4);
        assertThat(clip.read(pcm, 0, 4)).isEqualTo(1);
        assertThat(pcm[0]).isEqualTo((short) 5);
        assertThat(clip.read(pcm, 0, 4)).isZero();
        assertThat(clip.read(pcm, 0, 4)).isZero();
    }

    @Test
    void onceOnlyIsFollowedByTheEnd() {
        PcmClip clip = PcmClip.onceOnly(file);
        clip.read(pcm, 0, 4);
        clip.read(pcm, 0, 4);

        assertThat(clip.read(pcm, 0, 4)).isEqualTo(PcmSource.END);
    }

    @Test
    void aLoopBeginsAgainAfterItsPause() {
        PcmClip clip = PcmClip.looping(file, Duration.ofMillis(1)); // eight samples
        assertThat(clip.read(pcm, 0, 4)).isEqualTo(4);
        assertThat(clip.read(pcm, 0, 4)).isEqualTo(1);
        assertThat(clip.read(pcm, 0, 4)).isZero();
        assertThat(clip.read(pcm, 0, 4)).isZero();

        assertThat(clip.read(pcm, 0, 4)).isEqualTo(4);
        assertThat(pcm).containsExactly(1, 2, 3, 4);
    }
}
