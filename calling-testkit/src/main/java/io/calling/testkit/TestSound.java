package io.calling.testkit;

/**
 * What a {@link TestMicrophone} hears, in frames that an {@link AudioRecorder} at the other end
 * knows again. Every frame has 20 ms and {@link #FRAME_BYTES}: Opus at 32 kbit/s, as a call sends
 * it.
 */
public sealed interface TestSound permits TestTone, TestSpeech {
    /** Bytes in a frame. */
    int FRAME_BYTES = 80;

    /**
     * Writes a frame of {@link #FRAME_BYTES}.
     *
     * @param index counts the frames of a microphone from 0
     */
    void write(int index, byte[] buffer, int offset);
}
