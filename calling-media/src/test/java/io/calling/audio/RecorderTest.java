package io.calling.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.calling.audio.RecordingConsent.Answer;
import io.calling.audio.RecordingConsent.Voice;
import io.calling.media.AudioSink;
import io.calling.media.AudioSource;
import io.calling.rtp.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded of a call, and that it is not before somebody said yes. */
class RecorderTest {
    @TempDir private Path directory;

    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final PcmRecording played = PcmRecording.speech(Duration.ofMinutes(1));
    private final byte[] packet = new byte[1_275];

    private Path file() {
        return directory.resolve("call.opus");
    }

    private static void play(AudioSource said, AudioSink heard, int frames) {
        byte[] packet = new byte[1_275];
        for (int i = 0; i < frames; i++) {
            int length = said.nextFrame(packet, 0);
            if (i % 2 == 0) {
                heard.onFrame(packet, 0, length);
            } else {
                heard.onFrame(packet, 0, length, Pace.STEADY);
            }
        }
    }

    private static AudioSource alice() {
        return new OpusSource(PcmClip.once(Speech.alice()));
    }

    @Test
    void nothingIsRecordedBeforeTheAnswerAndAllIsPlayed() throws IOException {
        Recorder recorder = Recorder.ogg(Voice.THEIRS, file(), voice -> answer);
        AudioSink sink = recorder.hearing(new OpusSink(played));
        AudioSource source = alice();
        play(source, sink, 50);
        CompletableFuture<Answer> begun = recorder.start().toCompletableFuture();
        play(source, sink, 50);
        assertThat(Files.exists(file())).isFalse();
        assertThat(recorder.isRecording()).isFalse();

        answer.complete(Answer.YES_AND_TOLD);
        assertThat(begun.join()).isEqualTo(Answer.YES_AND_TOLD);
        assertThat(recorder.isRecording()).isTrue();
        play(source, sink, 50);
        sink.close();

        assertThat(recorder.answer()).isEqualTo(Answer.YES_AND_TOLD);
        assertThat(recorder.isRecording()).isFalse();
        assertThat(OggOpusFile.read(file()).packets()).hasSize(50);
        assertThat(played.file().samples()).isEqualTo(150 * 960);
        assertThat(recorder.failure()).isEmpty();
    }

    @Test
    void aNoOrAFailureOrNothingAtAllIsANo() {
        for (RecordingConsent consent :
                new RecordingConsent[] {
                    voice -> CompletableFuture.completedFuture(Answer.NO),
                    voice -> CompletableFuture.failedFuture(new IOException("no dialog")),
                    voice -> CompletableFuture.completedFuture(null),
                    voice -> {
                        throw new IllegalStateException("no screen");
                    }
                }) {
            Recorder recorder = Recorder.ogg(Voice.THEIRS, file(), consent);
            AudioSink sink = recorder.hearing(new OpusSink(played));
            assertThat(recorder.start().toCompletableFuture().join()).isEqualTo(Answer.NO);
            play(alice(), sink, 50);
            assertThat(Files.exists(file())).isFalse();
        }
    }

    @Test
    void anAnswerAfterTheCallIsOverRecordsNothing() {
        Recorder recorder = Recorder.ogg(Voice.THEIRS, file(), voice -> answer);
        AudioSink sink = recorder.hearing(new OpusSink(played));
        CompletableFuture<Answer> begun = recorder.start().toCompletableFuture();
        sink.close();
        answer.complete(Answer.YES_AND_TOLD);

        assertThat(begun.join()).isEqualTo(Answer.NO);
        assertThat(recorder.answer()).isEqualTo(Answer.NO);
        assertThat(Files.exists(file())).isFalse();
    }

    @Test
    void whatIsSaidWhileMutedIsNotRecorded() throws IOException {
        answer.complete(Answer.YES_WITHOUT_TELLING);
        Recorder recorder = Recorder.ogg(Voice.OURS, file(), voice -> answer);
        AudioSource source = recorder.saying(alice());
        recorder.start();
        for (int i = 0; i < 100; i++) {
            assertThat(source.nextSilence(packet, 0)).isEqualTo(80);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(source.nextFrame(packet, 0)).isEqualTo(80);
        }
        source.close();

        short[] recorded = OggOpusFile.read(file()).decode().pcm();
        assertThat(Level.of(recorded, 95_000)).isLessThan(-85);
        short[] said = Arrays.copyOfRange(recorded, 96_000, recorded.length);
        assertThat(Level.of(said, said.length)).isGreaterThan(-40);
    }

    @Test
    void lostFramesKeepTheirPlaceInEachKindOfFile() throws IOException {
        answer.complete(Answer.YES_AND_TOLD);
        Path wav = directory.resolve("call.wav");
        Recorder asOgg = Recorder.ogg(Voice.THEIRS, file(), voice -> answer);
        Recorder asWav = Recorder.wav(Voice.THEIRS, wav, voice -> answer);
        AudioSink sink = asWav.hearing(asOgg.hearing(new OpusSink(played)));
        asOgg.start();
        asWav.start();
        AudioSource source = alice();
        for (int i = 0; i < 100; i++) {
            int length = source.nextFrame(packet, 0);
            if (i % 10 == 7) {
                sink.onLostFrame();
            } else if (i % 10 == 3) {
                sink.onLostFrame(packet, 0, length);
            } else {
                sink.onFrame(packet, 0, length);
            }
        }
        sink.close();

        assertThat(WavFile.read(wav).samples()).isEqualTo(96_000);
        assertThat(OggOpusFile.read(file()).packets()).hasSize(100);
        assertThat(played.file().samples()).isEqualTo(96_000);
    }

    @Test
    void aFileThatCannotBeOpenedIsToldAndTheCallGoesOn() {
        answer.complete(Answer.YES_AND_TOLD);
        Recorder recorder =
                Recorder.ogg(Voice.THEIRS, directory.resolve("no/such/place"), voice -> answer);
        AudioSink sink = recorder.hearing(new OpusSink(played));
        CompletableFuture<Answer> begun = recorder.start().toCompletableFuture();
        play(alice(), sink, 50);

        assertThat(begun).isCompletedExceptionally();
        assertThat(recorder.failure()).isPresent();
        assertThat(recorder.answer()).isEqualTo(Answer.NO);
        assertThat(played.file().samples()).isEqualTo(50 * 960);
    }

    @Test
    void eachRecorderRecordsItsVoiceOnce() {
        Recorder recorder = Recorder.wav(Voice.OURS, file(), voice -> answer);
        assertThatIllegalStateException()
                .isThrownBy(() -> recorder.hearing(new OpusSink(played)))
                .withMessageContaining("OURS");
        recorder.start();
        assertThatIllegalStateException().isThrownBy(recorder::start);
    }
}
