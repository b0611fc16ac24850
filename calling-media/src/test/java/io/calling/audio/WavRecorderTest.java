package io.calling.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavRecorderTest {
    @TempDir private Path directory;

    @Test
    void whatIsHeardIsInTheFile() throws IOException {
        Path file = directory.resolve("heard.wav");
        short[] speech = Speech.bob().pcm();
        try (WavRecorder recorder = WavRecorder.speech(file)) {
            for (int at = 0; at < speech.length; at += 960) {
                recorder.write(speech, at, Math.min(960, speech.length - at));
            }
        }
        assertThat(WavFile.read(file).pcm()).isEqualTo(speech);
    }

    @Test
    void theFileCanBePlayedWhileItGrows() throws IOException {
        Path file = directory.resolve("growing.wav");
        try (WavRecorder recorder = WavRecorder.open(file, 8_000, 1, Duration.ofMinutes(1))) {
            recorder.write(new short[12_000], 0, 12_000);

            assertThat(WavFile.read(file).duration()).isEqualTo(Duration.ofSeconds(1));
        }
        assertThat(WavFile.read(file).duration()).isEqualTo(Duration.ofMillis(1_500));
    }

    @Test
    void itStopsAtTheLongestDuration() throws IOException {
        Path file = directory.resolve("long.wav");
        try (WavRecorder recorder = WavRecorder.open(file, 8_000, 2, Duration.ofMillis(1_200))) {
            for (int i = 0; i < 100; i++) {
                recorder.write(new short[2_000], 0, 1_000);
            }
        }
        assertThat(WavFile.read(file).duration()).isEqualTo(Duration.ofMillis(1_200));
    }

    @Test
    void aFileThatWasThereIsReplaced() throws IOException {
        Path file = directory.resolve("old.wav");
        WavFile.of(48_000, 2, new short[10_000]).write(file);
        WavRecorder.speech(file).close();

        assertThat(WavFile.read(file).samples()).isZero();
    }

    @Test
    void nothingIsRecordedOnceItIsClosed() throws IOException {
        Path file = directory.resolve("closed.wav");
        WavRecorder recorder = WavRecorder.speech(file);
        recorder.close();
        short[] pcm = new short[96_000];
        Arrays.fill(pcm, (short) 5);
        recorder.write(pcm, 0, pcm.length);
        recorder.close();

        assertThat(WavFile.read(file).samples()).isZero();
        assertThat(recorder.failure()).isEmpty();
    }

    @Test
    void anAbsurdDurationIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                WavRecorder.open(
                                        directory.resolve("x"), 8_000, 1, Duration.ofDays(1)))
                .withMessageContaining("longest");
    }
}
