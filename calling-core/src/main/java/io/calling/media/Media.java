package io.calling.media;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What one side of one call sends and plays: sources are read only while the call is active, which
 * is after the local accept. The call closes them when it ends, so each call needs its own.
 */
public final class Media {
    private static final Duration USUAL_FRAME = Duration.ofMillis(20);

    private final AudioSource audioSource;
    private final AudioSink audioSink;
    private final Duration frame;
    private final Optional<VideoMedia> video;

    private Media(
            AudioSource audioSource,
            AudioSink audioSink,
            Duration frame,
            Optional<VideoMedia> video) {
        this.audioSource = Objects.requireNonNull(audioSource, "audioSource");
        this.audioSink = Objects.requireNonNull(audioSink, "audioSink");
        this.frame = frame;
        this.video = video;
    }

    /**
     * An audio call.
     *
     * @param source what the peer hears
     * @param sink what the peer says
     * @throws IllegalArgumentException if the source has frames of less than 5 or more than 120 ms
     */
    public static Media audio(AudioSource source, AudioSink sink) {
        Duration said = source.frame();
        Duration frame = said.isZero() ? USUAL_FRAME : said; // zero is what a mock says
        AudioStreamConfig.checkFrame(frame);
        return new Media(source, sink, frame, Optional.empty());
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
        return new Media(audioSource, audioSink, frame, Optional.of(value));
    }

    /** What the peer hears. */
    public AudioSource audioSource() {
        return audioSource;
    }

    /** What the peer says. */
    public AudioSink audioSink() {
        return audioSink;
    }

    /** Length of the source's frames. */
    public Duration frame() {
        return frame;
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
