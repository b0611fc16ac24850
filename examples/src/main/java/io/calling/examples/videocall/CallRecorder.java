package io.calling.examples.videocall;

import io.calling.audio.OggOpusRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes what came to {@code heard.opus} and {@code seen.ivf}, on a thread of its own. Both begin
 * at the same moment, when the call became active.
 *
 * <p>Recording a person may need their consent: the page says that it is done.
 */
final class CallRecorder implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofHours(12);

    private final Path sound;
    private final Path pictures;
    private final OggOpusRecorder ogg;
    private final AtomicLong packets = new AtomicLong();
    private final IvfWriter ivf;
    private final ExecutorService thread;
    private volatile @Nullable IOException failure;

    CallRecorder(Path directory) throws IOException {
        Files.createDirectories(directory);
        sound = directory.resolve("heard.opus");
        pictures = directory.resolve("seen.ivf");
        ogg = OggOpusRecorder.open(sound, 2, LONGEST);
        ivf = new IvfWriter(pictures);
        thread =
                Executors.newSingleThreadExecutor(
                        task -> {
                            Thread made = new Thread(task, "calling-recorder");
                            made.setDaemon(true);
                            return made;
                        });
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private void run(Writing writing) {
        try {
            thread.execute(
                    () -> {
                        try {
                            writing.run();
                        } catch (IOException e) {
                            failure = e;
                        }
                    });
        } catch (RejectedExecutionException e) {
            // Complete already.
        }
    }

    /** The next Opus packet; the array must not change any more. */
    void sound(byte[] packet) {
        packets.incrementAndGet();
        run(() -> ogg.onFrame(packet, 0, packet.length));
    }

    /** The next VP8 frame; the array must not change any more. */
    void picture(byte[] frame, long ticks) {
        run(() -> ivf.write(frame, ticks));
    }

    /**
     * What is in the files.
     *
     * @param packets of Opus
     * @param frames of VP8
     */
    record Recorded(Path sound, long packets, Path pictures, int frames) {}

    /** What was recorded; complete once this is closed. */
    Recorded recorded() {
        return new Recorded(sound, packets.get(), pictures, ivf.frames());
    }

    /** Why the recording stopped, if a file could not be written. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure).or(ogg::failure);
    }

    /** Completes the files. */
    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        run(ogg::close);
        run(ivf::close);
        thread.shutdown();
        try {
            thread.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
