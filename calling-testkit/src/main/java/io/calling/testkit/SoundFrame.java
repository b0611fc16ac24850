package io.calling.testkit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One frame of a sound.
 *
 * @param sound what it belongs to
 * @param index its place there
 */
record SoundFrame(TestSound sound, int index) {
    /** Empty where it belongs to no sound, or is damaged. */
    static Optional<SoundFrame> read(byte[] buffer, int offset, int length) {
        return length != TestSound.FRAME_BYTES
                ? Optional.empty()
                : TestTone.read(buffer, offset).or(() -> TestSpeech.read(buffer, offset));
    }

    /** Whether it should have come before another one, which did come. */
    boolean isBehind(@Nullable SoundFrame last) {
        if (last == null) {
            return false;
        }
        if (sound instanceof TestSpeech speech) {
            return sound.equals(last.sound) && speech.isBehind(index, last.index);
        }
        return last.sound instanceof TestTone && index <= last.index;
    }
}
