package io.calling.media;

import java.util.Objects;
import java.util.Set;

/**
 * What one side of one call sends and plays: sources are read only while the call is active, which
 * is after the local accept. The call closes them when it ends, so each call needs its own.
 */
public final class Media {
    private final AudioSource audioSource;
    private final AudioSink audioSink;

    private Media(AudioSource audioSource, AudioSink audioSink) {
        this.audioSource = Objects.requireNonNull(audioSource, "audioSource");
        this.audioSink = Objects.requireNonNull(audioSink, "audioSink");
    }

    /**
     * An audio call.
     *
     * @param source what the peer hears
     * @param sink what the peer says
     */
    public static Media audio(AudioSource source, AudioSink sink) {
        return new Media(source, sink);
    }

    /** What the peer hears. */
    public AudioSource audioSource() {
        return audioSource;
    }

    /** What the peer says. */
    public AudioSink audioSink() {
        return audioSink;
    }

    /** The kinds of track. */
    public Set<MediaKind> kinds() {
        return Set.of(MediaKind.AUDIO);
    }
}
