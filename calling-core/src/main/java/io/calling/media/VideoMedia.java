package io.calling.media;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one side shows and watches while a call has video: a camera, a screen, or both. The call
 * closes them when the video ends, so each time that there is video needs its own.
 */
public final class VideoMedia {
    private final Optional<VideoSource> source;
    private final Optional<VideoSink> sink;

    private VideoMedia(Optional<VideoSource> source, Optional<VideoSink> sink) {
        this.source = source;
        this.sink = sink;
    }

    /**
     * A camera and a screen.
     *
     * @param source what the peer sees
     * @param sink what the peer shows
     */
    public static VideoMedia of(VideoSource source, VideoSink sink) {
        return new VideoMedia(
                Optional.of(checked(source)), Optional.of(Objects.requireNonNull(sink, "sink")));
    }

    /** A camera alone: the peer is seen by nobody here, and told to send nothing. */
    public static VideoMedia showing(VideoSource source) {
        return new VideoMedia(Optional.of(checked(source)), Optional.empty());
    }

    /** A screen alone: nothing of ours is shown. */
    public static VideoMedia watching(VideoSink sink) {
        return new VideoMedia(Optional.empty(), Optional.of(Objects.requireNonNull(sink, "sink")));
    }

    private static VideoSource checked(VideoSource source) {
        Objects.requireNonNull(source, "source");
        long millis = source.interval().toMillis();
        if (millis < 5 || millis > 10_000) {
            throw new IllegalArgumentException(
                    "interval is 5 ms to 10 s, not " + source.interval());
        }
        if (source.formats().isEmpty()) {
            throw new IllegalArgumentException("formats: at least one");
        }
        return source;
    }

    /** What the peer sees, if anything. */
    public Optional<VideoSource> source() {
        return source;
    }

    /** What the peer shows, if somebody watches it. */
    public Optional<VideoSink> sink() {
        return sink;
    }

    /** The formats that its screen takes, best first; none where there is no screen. */
    public List<VideoFormat> formats() {
        return sink.map(VideoSink::formats).orElse(List.of()).stream().distinct().toList();
    }
}
