package io.calling.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A processor between microphone and loudspeaker. */
class ProcessedVoiceTest {
    private final List<Short> played = new ArrayList<>();
    private final List<Short> overheard = new ArrayList<>();
    private final List<Integer> blocks = new ArrayList<>();
    private boolean closed;

    /** Makes everything negative. */
    private final VoiceProcessor negating =
            new VoiceProcessor() {
                @Override
                public void onPlayed(short[] pcm, int offset, int samples) {
                    blocks.add(samples);
                    for (int i = offset; i < offset + samples; i++) {
                        overheard.add(pcm[i]);
                    }
                }

                @Override
                public void process(short[] pcm, int offset, int samples) {
                    blocks.add(samples);
                    for (int i = offset; i < offset + samples; i++) {
                        pcm[i] = (short) -pcm[i];
                    }
                }
            };

    private static short[] counting(int samples) {
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) (i + 1);
        }
        return pcm;
    }

    private ProcessedVoice voice(int samples) {
        return new ProcessedVoice(
                PcmClip.onceOnly(WavFile.of(48_000, 1, counting(samples))),
                new PcmSink() {
                    @Override
                    public void write(short[] pcm, int offset, int count) {
                        for (int i = offset; i < offset + count; i++) {
                            played.add(pcm[i]);
                        }
                    }

                    @Override
                    public void close() {
                        closed = true;
                    }
                },
                negating);
    }

    @Test
    void whatIsSaidPassesThroughInWholeBlocksHoweverItIsRead() {
        PcmSource source = voice(4_800).source();
        List<Short> said = new ArrayList<>();
        short[] pcm = new short[1_000];
        for (int part : new int[] {100, 960, 7, 480, 1_000, 960, 960}) {
            int read = source.read(pcm, 3, Math.min(part, 900));
            for (int i = 3; i < 3 + read; i++) {
                said.add(pcm[i]);
            }
        }
        for (int i = 0; i < said.size(); i++) {
            assertThat(said.get(i)).isEqualTo((short) -(i + 1));
        }
        assertThat(said).hasSizeGreaterThan(4_000);
        assertThat(blocks).containsOnly(480);
    }

    @Test
    void theEndIsTheEnd() {
        PcmSource source = voice(700).source();
        short[] pcm = new short[960];

        assertThat(source.read(pcm, 0, 960)).isEqualTo(960);
        assertThat(pcm[699]).isEqualTo((short) -700);
        assertThat(pcm[700]).isZero();
        assertThat(source.read(pcm, 0, 960)).isEqualTo(PcmSource.END);
    }

    @Test
    void whatIsPlayedIsOverheardAndPlayedAsItIs() {
        PcmSink sink = voice(1).sink();
        short[] pcm = counting(2_000);
        sink.write(pcm, 0, 700);
        sink.write(pcm, 700, 1_300);
        sink.close();

        assertThat(played).hasSize(2_000).isSorted();
        assertThat(overheard).hasSize(1_920).isEqualTo(played.subList(0, 1_920));
        assertThat(closed).isTrue();
    }

    @Test
    void aMicrophoneInStereoIsRefused() {
        PcmSource stereo = PcmClip.once(WavFile.of(48_000, 2, new short[2]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProcessedVoice(stereo, (pcm, at, n) -> {}, negating))
                .withMessageContaining("2 channel");
    }
}
