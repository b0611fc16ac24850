package io.calling.audio;

/**
 * The place for an echo canceller, a noise suppressor or a gain control of the application's own:
 * hears what is played, and changes what the microphone heard. No well-kept one exists in pure
 * Java, so none comes with this library.
 *
 * <p>{@link #onPlayed} and {@link #process} are called by two threads: one each, and never for two
 * frames at a time.
 *
 * @see ProcessedVoice
 */
public interface VoiceProcessor {
    /**
     * What is about to be played: 10 ms, mono, 48 kHz. The array is reused and must not be changed.
     */
    void onPlayed(short[] pcm, int offset, int samples);

    /** What the microphone heard: 10 ms, mono, 48 kHz, to be changed in place. */
    void process(short[] pcm, int offset, int samples);
}
