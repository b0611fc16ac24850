package io.calling.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import org.junit.jupiter.api.Test;

class OpusSourceTest {
    private final byte[] packet = new byte[1_300];

    @Test
    void L33_muteKeepsTheSizeOfThePacketsAndThePlaceInTheSource() {
        PcmClip clip = PcmClip.onceOnly(Speech.alice());
        OpusSource source = new OpusSource(clip);
        int frames = 0;
        int length = source.nextFrame(packet, 0);
        while (length > 0) {
            assertThat(length).isEqualTo(80);
            frames++;
            length = frames % 2 == 0 ? source.nextFrame(packet, 0) : source.nextSilence(packet, 0);
        }
        assertThat(frames).isEqualTo((Speech.alice().samples() + 959) / 960);
    }

    @Test
    void L33_whatIsSaidWhileMutedIsNotHeard() {
        OpusCodec decoder = OpusCodec.speech();
        short[] pcm = new short[decoder.maxFrameSamples()];
        OpusSource source = new OpusSource(PcmClip.once(Speech.alice()));
        for (int i = 0; i < 100; i++) {
            int length = source.nextSilence(packet, 0);
            decoder.decode(packet, 0, length, pcm, 0);
            for (int k = 0; k < 960; k++) {
                assertThat(Math.abs(pcm[k])).isLessThanOrEqualTo((short) 2);
            }
        }
    }

    /** L14: sizes depend on what the path carries, and on nothing that is said. */
    @Test
    void L14_whateverItIsToldItsPacketsAreOfOneSizeUntilItIsToldAnother() {
        OpusSource source = new OpusSource(PcmClip.once(Speech.alice()));
        OpusCodec decoder = OpusCodec.speech();
        short[] pcm = new short[decoder.maxFrameSamples()];
        long[] targets = {Long.MAX_VALUE, 24_000, 16_000, 12_000, 1, 16_000, 64_000};
        int[] sizes = {80, 60, 40, 30, 15, 40, 80};
        for (int i = 0; i < targets.length; i++) {
            source.onTargetBitrate(targets[i]);
            for (int frame = 0; frame < 50; frame++) {
                int length =
                        frame % 3 == 0
                                ? source.nextSilence(packet, 0)
                                : source.nextFrame(packet, 0);
                assertThat(length).isEqualTo(sizes[i]);
                assertThat(decoder.decode(packet, 0, length, pcm, 0)).isEqualTo(960);
            }
        }
    }

    @Test
    void atTwelveKilobitsSpeechIsStillHeardWhereItIsLoud() {
        double full = loudness(Long.MAX_VALUE);
        assertThat(loudness(12_000)).isBetween(full / 2, full * 2);
    }

    private double loudness(long target) {
        OpusSource source = new OpusSource(PcmClip.once(Speech.alice()));
        source.onTargetBitrate(target);
        OpusCodec decoder = OpusCodec.speech();
        short[] pcm = new short[decoder.maxFrameSamples()];
        double sum = 0;
        for (int frame = 0; frame < 100; frame++) {
            int samples = decoder.decode(packet, 0, source.nextFrame(packet, 0), pcm, 0);
            for (int i = 0; i < samples; i++) {
                sum += (double) pcm[i] * pcm[i];
            }
        }
        return Math.sqrt(sum);
    }

    @Test
    void aSourceThatIsNotWhatTheCodecWantsIsRefused() {
        PcmClip narrow = PcmClip.once(WavFile.of(16_000, 1, new short[0]));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OpusSource(narrow))
                .withMessageContaining("48000 Hz")
                .withMessageContaining("16000 Hz");
    }

    @Test
    void closingClosesWhatIsBehind() {
        PcmSink sink = mock(PcmSink.class);
        new OpusSink(sink).close();

        verify(sink).close();
    }
}
