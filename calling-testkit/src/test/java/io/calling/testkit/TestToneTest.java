package io.calling.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TestToneTest {
    private final TestMicrophone microphone = new TestMicrophone(new TestTone(7));
    private final AudioRecorder recorder = new AudioRecorder();
    private final byte[] buffer = new byte[200];

    private void speak() {
        int length = microphone.nextFrame(buffer, 50);
        recorder.onFrame(buffer, 50, length);
    }

    @Test
    void aToneIsRecognised() {
        speak();
        speak();
        assertThat(recorder.framesOf(new TestTone(7))).isEqualTo(2);
        assertThat(recorder.framesOf(new TestTone(8))).isZero();
        assertThat(microphone.framesDrawn()).isEqualTo(2);
    }

    @Test
    void anotherToneIsToldApart() {
        speak();
        microphone.play(new TestTone(9));
        speak();
        assertThat(recorder.framesOf(new TestTone(7))).isEqualTo(1);
        assertThat(recorder.framesOf(new TestTone(9))).isEqualTo(1);
    }

    @Test
    void damageIsNoticed() { // but for the high bytes of a frame's number, which nothing repeats
        microphone.nextFrame(buffer, 50);
        for (int at = 0; at < TestTone.FRAME_BYTES; at++) {
            byte[] damaged = buffer.clone();
            damaged[50 + at] ^= 1;
            recorder.onFrame(damaged, 50, TestTone.FRAME_BYTES);
        }
        assertThat(recorder.framesOfNoTone()).isGreaterThanOrEqualTo(TestTone.FRAME_BYTES - 3);
        assertThat(recorder.frames()).isEqualTo(TestTone.FRAME_BYTES);
    }

    @Test
    void framesOutOfOrderAreCounted() {
        microphone.nextFrame(buffer, 0);
        byte[] second = new byte[TestTone.FRAME_BYTES];
        microphone.nextFrame(second, 0);
        recorder.onFrame(second, 0, second.length);
        recorder.onFrame(buffer, 0, TestTone.FRAME_BYTES);
        assertThat(recorder.framesOutOfOrder()).isEqualTo(1);
    }

    @Test
    void aMicrophoneCanBreakDown() {
        microphone.breakDown();
        assertThatThrownBy(this::speak).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theNumberOfAToneIsChecked() {
        assertThatThrownBy(() -> new TestTone(0)).hasMessageContaining("0");
        assertThatThrownBy(() -> new TestTone(256)).hasMessageContaining("256");
    }
}
