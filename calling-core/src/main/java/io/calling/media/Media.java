package io.calling.media;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What one side of one call sends and plays: sources are read only while the call is active, which
 * is after the local accept. The call closes them when it ends, so each call needs its own.
 */
public final class Media {
    private final AudioSource audioSource;
    private final AudioSink audioSink;
    private final Optional<VideoMedia> video;

    private Media(AudioSource audioSource, AudioSink audioSink, Optional<VideoMedia> video) {
        this.audioSource = Objects.requireNonNull(audioSource, "audioSource");
        this.audioSink = Objects.requireNonNull(audioSink, "audioSink");
        this.video = video;
    }

    /**
     * An audio call.
     *
     * @param source what the peer hears
     * @param sink what the peer says
     */
    public static Media audio(AudioSource source, AudioSink sink) {
        return new Media(source, sink, Optional.empty());
    }

    /**
     * The same with video, which flows if the other side agrees to it.
     *
     * @param source what the peer sees
     * @param sink what the peer shows
     */
    public Media video(VideoSource source, VideoSink sink) {
        return video(VideoMedia.of(source, sink));
    }

    /** The same with video, which flows if the other side agrees to it. */
    public Media video(VideoMedia value) {
        return new Media(audioSource, audioSink, Optional.of(value));
    }

    /** What the peer hears. */
    public AudioSource audioSource() {
        return audioSource;
    }

    /** What the peer says. */
    public AudioSink audioSink() {
        return audioSink;
    }

    /** What both see, if there is to be video. */
    public Optional<VideoMedia> video() {
        return video;
    }

    /** The kinds of track. */
    public Set<MediaKind> kinds() {
        return video.isPresent()
                ? Set.of(MediaKind.AUDIO, MediaKind.VIDEO)
                : Set.of(MediaKind.AUDIO);
    }
}
