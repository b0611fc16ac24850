package io.calling;

import io.calling.media.AudioStatistics;
import io.calling.media.AudioStream;
import io.calling.media.AudioStreamConfig;
import io.calling.media.Media;
import io.calling.media.MediaKind;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** What our user sends and hears in one call. On the loop, but for what says otherwise. */
final class CallMedia {
    private final CallServices services;
    private @Nullable Media media;
    private volatile @Nullable AudioStream stream;
    private volatile AudioStatistics last = AudioStatistics.NONE;
    private boolean closed;
    private volatile boolean muted;
    private boolean held;
    private @Nullable HeldSink sink;

    CallMedia(CallServices services) {
        this.services = services;
    }

    /** Given with our user's consent; closed at once where the call is over already. */
    void give(Media given) {
        if (closed || media != null) {
            closeUnused(given);
        } else {
            media = given;
        }
    }

    /** Starts to capture, send and play. */
    AudioStream start(AudioStreamConfig config, AudioStream.PacketOutput out) {
        if (media == null) {
            throw new IllegalStateException("no media without consent");
        }
        HeldSink gate = new HeldSink(media.audioSink());
        sink = gate;
        AudioStream started =
                new AudioStream(
                        config,
                        media.audioSource(),
                        gate,
                        out,
                        services.network(),
                        services.media());
        stream = started;
        applyMute();
        started.start();
        return started;
    }

    /** From any thread. */
    boolean isMuted(MediaKind kind) {
        return kind == MediaKind.AUDIO && muted;
    }

    /** All that is muted. From any thread. */
    Set<MediaKind> muted() {
        return muted ? Set.of(MediaKind.AUDIO) : Set.of();
    }

    /** From any thread. */
    void mute(MediaKind kind, boolean value) {
        if (kind == MediaKind.AUDIO) {
            muted = value;
            services.network().execute(this::applyMute);
        }
    }

    /** While held, silence is sent, and nothing is played. */
    void hold(boolean on) {
        held = on;
        if (sink != null) {
            sink.hold(on);
        }
        applyMute();
    }

    private void applyMute() {
        if (stream != null && !closed) {
            stream.mute(muted || held);
        }
    }

    /** From any thread. */
    AudioStatistics statistics() {
        AudioStream current = stream;
        return current == null ? last : current.statistics();
    }

    /**
     * Closes source and sink, which the stream does where it was started, and lets go of them: a
     * call that is over is remembered for long, and a recording may be large. Idempotent.
     */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        AudioStream started = stream;
        if (started != null) {
            started.close();
            last = started.statistics();
            stream = null;
        } else if (media != null) {
            closeUnused(media);
        }
        media = null;
        sink = null;
    }

    private void closeUnused(Media unused) {
        try {
            services.media()
                    .execute(
                            () -> {
                                Guarded.run("audio source", unused.audioSource()::close);
                                Guarded.run("audio sink", unused.audioSink()::close);
                            });
        } catch (RejectedExecutionException e) {
            // The agent is closed, and so is every thread on which the application's code may run.
        }
    }
}
