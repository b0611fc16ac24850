package io.calling.media;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one side shows and watches while a call has video: a camera, a screen, or both. The call
 * closes them when the video ends, so each time that there is video needs its own.
 */
public final class VideoMedia {
    private static final Duration SHORTEST = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Optional<VideoSource> source;
    private final List<VideoFormat> sourceFormats;
    private final long intervalNanos;
    private final Optional<VideoSink> sink;
    private final List<VideoFormat> formats;

    /** Asks both what they take and give, once: later nobody could be told that they throw. */
    private VideoMedia(@Nullable VideoSource source, @Nullable VideoSink sink) {
        this.source = Optional.ofNullable(source);
        this.sourceFormats = source == null ? List.of() : distinct(source.formats());
        this.intervalNanos = source == null ? 0 : nanos(source.interval());
        this.sink = Optional.ofNullable(sink);
        this.formats = sink == null ? List.of() : distinct(sink.formats());
        if (source != null && sourceFormats.isEmpty()) {
            throw new IllegalArgumentException("formats: at least one");
        }
    }

    private static List<VideoFormat> distinct(List<VideoFormat> formats) {
        return List.copyOf(new LinkedHashSet<>(formats));
    }

    private static long nanos(Duration interval) {
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("interval is 5 ms to 10 s, not " + interval);
        }
        return interval.toNanos();
    }

    /**
     * A camera and a screen. As in the other methods, their formats and the interval are read here,
     * once and on the caller's thread, and hold for good; what they throw comes out here.
     *
     * @param source what the peer sees
     * @param sink what the peer shows
     * @throws IllegalArgumentException if the source has no format, or its interval is not from 5
     *     ms to 10 s
     */
    public static VideoMedia of(VideoSource source, VideoSink sink) {
        return new VideoMedia(
                Objects.requireNonNull(source, "source"), Objects.requireNonNull(sink, "sink"));
    }

    /** A camera alone: the peer is seen by nobody here, and told to send nothing. */
    public static VideoMedia showing(VideoSource source) {
        return new VideoMedia(Objects.requireNonNull(source, "source"), null);
    }

    /** A screen alone: nothing of ours is shown. */
    public static VideoMedia watching(VideoSink sink) {
        return new VideoMedia(null, Objects.requireNonNull(sink, "sink"));
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
        return formats;
    }

    /** Those that the camera gives, at least one where there is a camera. */
    List<VideoFormat> sourceFormats() {
        return sourceFormats;
    }

    /** Between two frames of the camera, in nanoseconds; 0 where there is none. */
    long intervalNanos() {
        return intervalNanos;
    }
}
