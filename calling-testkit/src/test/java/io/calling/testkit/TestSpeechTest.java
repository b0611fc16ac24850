package io.calling.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.audio.AudioComparison;
import io.calling.audio.OpusCodec;
import io.calling.audio.OpusSink;
import io.calling.audio.PcmRecording;
import io.calling.audio.WavFile;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestSpeechTest {
    private final TestMicrophone microphone = new TestMicrophone(TestSpeech.alice());
    private final AudioRecorder recorder = new AudioRecorder();
    private final byte[] buffer = new byte[200];

    private void speak(int frames) {
        for (int i = 0; i < frames; i++) {
            recorder.onFrame(buffer, 50, microphone.nextFrame(buffer, 50));
        }
    }

    private void lose(int frames) {
        for (int i = 0; i < frames; i++) {
            microphone.nextFrame(buffer, 50);
        }
    }

    @Test
    void aVoiceIsRecognisedAndToldFromAnother() {
        speak(10);
        microphone.play(TestSpeech.bob());
        speak(5);
        microphone.play(new TestTone(3));
        speak(2);
        assertThat(recorder.framesOf(TestSpeech.alice())).isEqualTo(10);
        assertThat(recorder.framesOf(TestSpeech.bob())).isEqualTo(5);
        assertThat(recorder.framesOf(new TestTone(3))).isEqualTo(2);
        assertThat(recorder.framesOfNoTone()).isZero();
        assertThat(recorder.framesOutOfOrder()).isZero();
    }

    @Test
    void howMuchOfASentenceWasHeardIsTold() {
        assertThat(recorder.percentOf(TestSpeech.alice())).isZero();
        lose(TestSpeech.alice().frames() / 2);
        speak(TestSpeech.alice().frames() / 2);
        assertThat(recorder.percentOf(TestSpeech.alice())).isBetween(49, 50);
        lose(1); // the sentence has an odd number of frames
        speak(TestSpeech.alice().frames());
        assertThat(recorder.percentOf(TestSpeech.alice())).isEqualTo(100);
        assertThat(recorder.percentOf(TestSpeech.bob())).isZero();
        assertThat(recorder.framesOutOfOrder()).isZero();
    }

    @Test
    void framesOutOfOrderAreCounted() {
        speak(3);
        byte[] late = new byte[TestSound.FRAME_BYTES];
        TestSpeech.alice().write(1, late, 0);
        recorder.onFrame(late, 0, late.length);
        assertThat(recorder.framesOutOfOrder()).isEqualTo(1);
    }

    @Test
    void damageIsNoticed() {
        microphone.nextFrame(buffer, 50);
        for (int at = 0; at < TestSound.FRAME_BYTES; at++) {
            byte[] damaged = buffer.clone();
            damaged[50 + at] ^= 1;
            recorder.onFrame(damaged, 50, TestSound.FRAME_BYTES);
        }
        assertThat(recorder.framesOfNoTone()).isEqualTo(TestSound.FRAME_BYTES);
    }

    @Test
    void theSentencesTakeSomeSeconds() {
        assertThat(TestSpeech.alice().duration()).isBetween(seconds(4), seconds(6));
        assertThat(TestSpeech.bob().duration()).isBetween(seconds(2), seconds(4));
        assertThat(TestSpeech.bob()).hasToString("TestSpeech[bob]");
    }

    private static Duration seconds(int count) {
        return Duration.ofSeconds(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "bob"})
    void aDecoderHearsTheVoiceOfTheExamples(String name) throws IOException {
        TestSpeech speech = name.equals("alice") ? TestSpeech.alice() : TestSpeech.bob();
        PcmRecording recording = PcmRecording.speech(speech.duration());
        OpusSink sink = new OpusSink(recording, OpusCodec.speech());
        for (int i = 0; i < speech.frames(); i++) {
            speech.write(i, buffer, 0);
            sink.onFrame(buffer, 0, TestSound.FRAME_BYTES);
        }

        WavFile said = WriteSpeech.voice(name);
        assertThat(AudioComparison.between(said, recording.file()).correlation())
                .isGreaterThan(0.8);
    }
}
