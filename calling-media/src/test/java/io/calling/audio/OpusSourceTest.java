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
