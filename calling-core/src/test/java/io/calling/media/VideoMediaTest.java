package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A camera and a screen are asked once what they are, where the application hears of it. */
class VideoMediaTest {
    private static final List<VideoFormat> FORMATS = List.of(VideoFormat.VP8);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final Supplier<List<VideoFormat>> throwing =
            () -> {
                throw new IllegalStateException("the application's bug");
            };
    private final SplitPair pair = new SplitPair();

    /** What it answers each time that it is asked; the last answer stays. */
    private final class Moody implements VideoSource, VideoSink {
        final Queue<Supplier<List<VideoFormat>>> formats = new ArrayDeque<>();
        final Queue<Supplier<Duration>> intervals = new ArrayDeque<>();

        Moody(Supplier<List<VideoFormat>> first, Supplier<Duration> interval) {
            formats.add(first);
            intervals.add(interval);
        }

        Moody then(Supplier<List<VideoFormat>> next) {
            formats.add(next);
            intervals.add(
                    () -> {
                        throw new IllegalStateException("the application's bug");
                    });
            return this;
        }

        @Override
        public List<VideoFormat> formats() {
            return (formats.size() > 1 ? formats.remove() : formats.element()).get();
        }

        @Override
        public Duration interval() {
            return (intervals.size() > 1 ? intervals.remove() : intervals.element()).get();
        }

        @Override
        public @Nullable ByteBuffer nextFrame(VideoFormat format, boolean keyFrame) {
            return pair.left.camera.nextFrame(format, keyFrame);
        }

        @Override
        public boolean onFrame(
                VideoFormat format,
                byte[] buffer,
                int offset,
                int length,
                int timestamp,
                boolean keyFrame) {
            return pair.left.screen.onFrame(format, buffer, offset, length, timestamp, keyFrame);
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private void flows(Supplier<List<VideoFormat>> next) {
        VideoSource camera = new Moody(() -> FORMATS, () -> INTERVAL).then(next);
        VideoSink screen = new Moody(() -> FORMATS, () -> INTERVAL).then(next);
        VideoMedia media = VideoMedia.of(camera, screen);
        assertThat(media.formats()).isEqualTo(FORMATS);
        assertThat(media.formats()).isEqualTo(FORMATS);
        pair.left.video.start(
                media, new VideoStream.Remote(2_001, 2_002, FORMATS, false), true, true);
        pair.right.startVideo();
        pair.pass(1_000);
        assertThat(pair.left.camera.drawn).isBetween(10, 11);
        assertThat(pair.left.screen.shown).hasSizeGreaterThan(25);
    }

    @Test
    void whatThrowsWhenAskedAgainIsNotAskedAgain() {
        flows(throwing);
    }

    @Test
    void whatHasNoFormatWhenAskedAgainIsNotAskedAgain() {
        flows(List::of);
    }

    @Test
    void theApplicationHearsAtOnceOfWhatIsWrong() {
        Moody broken = new Moody(throwing, () -> INTERVAL);
        assertThatThrownBy(() -> VideoMedia.showing(broken))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> VideoMedia.watching(broken))
                .isInstanceOf(IllegalStateException.class);
        Moody none = new Moody(List::of, () -> INTERVAL);
        assertThatThrownBy(() -> VideoMedia.showing(none)).hasMessageContaining("formats");
        for (Duration wrong :
                List.of(Duration.ofNanos(4_999_999), Duration.ofSeconds(Long.MAX_VALUE))) {
            Moody timed = new Moody(() -> FORMATS, () -> wrong);
            assertThatThrownBy(() -> VideoMedia.showing(timed))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("interval");
        }
    }
}
