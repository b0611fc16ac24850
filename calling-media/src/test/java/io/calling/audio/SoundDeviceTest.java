package io.calling.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.calling.audio.AudioDeviceException.Problem;
import java.util.List;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Microphone and loudspeaker on devices whose clocks the tests turn. */
class SoundDeviceTest {
    private static final int FRAME = 960;
    private static final int BUFFER_BYTES = 2 * 9_600;

    private final TargetDataLine recording = mock(TargetDataLine.class);
    private final SourceDataLine playing = mock(SourceDataLine.class);
    private final short[] pcm = new short[FRAME];

    /** Samples in the device: recorded and not read, or written and not played. */
    private int inside;

    private long tone;

    @BeforeEach
    void simulate() {
        when(recording.available()).thenAnswer(call -> 2 * inside);
        when(recording.read(any(), anyInt(), anyInt()))
                .thenAnswer(call -> record(call.getArgument(0), call.getArgument(2)));
        when(playing.getBufferSize()).thenReturn(BUFFER_BYTES);
        when(playing.available()).thenAnswer(call -> BUFFER_BYTES - 2 * inside);
        when(playing.write(any(), anyInt(), anyInt()))
                .thenAnswer(
                        call -> {
                            int bytes = call.getArgument(2);
                            assertThat(2 * inside + bytes).isLessThanOrEqualTo(BUFFER_BYTES);
                            inside += bytes / 2;
                            return bytes;
                        });
    }

    private int record(byte[] bytes, int length) {
        int samples = Math.min(inside, length / 2);
        for (int i = 0; i < samples; i++) {
            int value = (int) (5_000 * Math.sin(2 * Math.PI * 200 * tone++ / 48_000));
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        inside -= samples;
        return 2 * samples;
    }

    @Test
    void aMicrophoneWhoseClockIsRightGivesEveryFrame() {
        assertThat(silentSamples(FRAME, 1_000)).isLessThan(5 * FRAME);
    }

    @Test
    void aMicrophoneWhoseClockIsFastOrSlowGivesEveryFrameAndGathersNothing() {
        assertThat(silentSamples(FRAME + 1, 5_000)).isLessThan(5 * FRAME);
        assertThat(inside).isLessThan(4 * FRAME);
        inside = 0;
        assertThat(silentSamples(FRAME - 1, 5_000)).isLessThan(8 * FRAME);
    }

    private int silentSamples(int recordedPerFrame, int frames) {
        Microphone microphone = new Microphone(recording);
        int silent = 0;
        for (int i = 0; i < frames; i++) {
            inside += recordedPerFrame;
            silent += FRAME - microphone.read(pcm, 0, FRAME);
        }
        return silent;
    }

    @Test
    void whatGatheredWhileNobodyListenedIsDropped() {
        Microphone microphone = new Microphone(recording);
        inside = 9_600;

        assertThat(microphone.read(pcm, 0, FRAME)).isEqualTo(FRAME);
        assertThat(inside).isLessThanOrEqualTo(2 * FRAME + FRAME / 2);
    }

    @Test
    void aMicrophoneThatHearsNothingIsSilentAndDoesNotWait() {
        Microphone microphone = new Microphone(recording);

        assertThat(microphone.read(pcm, 0, FRAME)).isZero();
    }

    @Test
    void theLevelIsThatOfTheSound() {
        Microphone microphone = new Microphone(recording);
        inside = 3 * FRAME;
        microphone.read(pcm, 0, FRAME);

        assertThat(microphone.level()).isCloseTo(-19.3, within(0.3));
        assertThat(Level.of(new short[FRAME], FRAME)).isEqualTo(-100);
    }

    @Test
    void aLoudspeakerThatRunsDryGetsACushionFirst() {
        new Loudspeaker(playing).write(pcm, 0, FRAME);

        assertThat(inside).isEqualTo(FRAME + FRAME * 3 / 2);
    }

    @Test
    void aLoudspeakerWhoseClockIsFastOrSlowNeitherRunsDryNorFillsUp() {
        for (int playedPerFrame : new int[] {FRAME + 1, FRAME - 1}) {
            inside = 0;
            Loudspeaker loudspeaker = new Loudspeaker(playing);
            for (int i = 0; i < 5_000; i++) {
                loudspeaker.write(pcm, 0, FRAME);
                assertThat(inside).isBetween(playedPerFrame, 6 * FRAME);
                inside -= playedPerFrame;
            }
        }
    }

    @Test
    void whatALoudspeakerHasNoRoomForIsDroppedAndNobodyWaits() {
        Loudspeaker loudspeaker = new Loudspeaker(playing);
        for (int i = 0; i < 100; i++) {
            loudspeaker.write(pcm, 0, FRAME);
        }
        assertThat(inside).isEqualTo(BUFFER_BYTES / 2);
    }

    @Test
    void closingReleasesTheDevice() {
        new Microphone(recording).close();
        new Loudspeaker(playing).close();

        verify(recording).close();
        verify(playing).close();
    }

    @Test
    void aMachineWithoutDevicesSaysSoInWords() {
        assertThatExceptionOfType(AudioDeviceException.class)
                .isThrownBy(() -> AudioDevice.first(List.of(), "microphone"))
                .withMessage("This machine has no microphone that can do 48 kHz: connect one")
                .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.ABSENT));
    }

    @Test
    void theDevicesOfThisMachineAreListedWhateverTheyAre() {
        assertThat(AudioDevice.microphones()).doesNotContainNull();
        assertThat(AudioDevice.loudspeakers()).doesNotContainNull();
    }
}
