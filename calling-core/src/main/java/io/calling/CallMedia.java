package io.calling;

import io.calling.media.AudioStatistics;
import io.calling.media.AudioStream;
import io.calling.media.AudioStreamConfig;
import io.calling.media.KeyListener;
import io.calling.media.Media;
import io.calling.media.MediaKind;
import io.calling.media.MediaSplitter;
import io.calling.media.PacketInput;
import io.calling.media.TrackOutput;
import io.calling.media.VideoStream;
import io.calling.rtp.NtpClock;
import io.calling.rtp.Ssrc;
import io.calling.signaling.VideoParameters;
import io.calling.stats.StatsReport;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** What our user sends, hears and sees in one call. On the loop, but for what says otherwise. */
final class CallMedia {
    private final CallServices services;
    private final CallVideo video;
    private @Nullable Media media;
    private @Nullable Flow flow;
    private volatile @Nullable AudioStream stream;
    private volatile AudioStatistics last = AudioStatistics.NONE;
    private boolean closed;
    private volatile boolean muted;
    private boolean held;
    private @Nullable HeldSink sink;
    private KeyListener keys = key -> {};

    /** What all streams of the call share once media flows. */
    private record Flow(
            MediaSplitter splitter, AudioStreamConfig audio, NtpClock clock, TrackOutput out) {}

    /**
     * @param audio the name of our sound
     */
    CallMedia(CallServices services, Ssrc audio) {
        this.services = services;
        this.video = new CallVideo(services, audio);
    }

    /** The pictures. */
    CallVideo video() {
        return video;
    }

    /**
     * Given with our user's consent; closed at once where the call is over already.
     *
     * @return how its pictures would be sent and which it takes, if there are some
     */
    Optional<VideoParameters> give(Media given) {
        if (closed || media != null) {
            closeUnused(given);
        } else {
            media = given;
        }
        given.video().ifPresent(video::give);
        return given.video().map(video::parameters);
    }

    /** Starts to capture, send and play sound; pictures wait until both want them. */
    PacketInput start(AudioStreamConfig config, TrackOutput out) {
        if (media == null) {
            throw new IllegalStateException("no media without consent");
        }
        HeldSink gate = new HeldSink(media.audioSink());
        sink = gate;
        NtpClock clock = NtpClock.random(services.network());
        AudioStream started =
                new AudioStream(
                        config.withFrame(media.frame()),
                        media.audioSource(),
                        gate,
                        out,
                        clock,
                        services.network(),
                        services.media());
        stream = started;
        MediaSplitter splitter = new MediaSplitter(started);
        flow = new Flow(splitter, config, clock, out);
        applyMute();
        started.onKeys(key -> keys.onKey(key));
        started.start();
        return splitter;
    }

    /** Both want pictures. */
    void startVideo(VideoParameters remote) {
        Flow open = flow;
        if (open == null || closed) {
            throw new IllegalStateException("no pictures before there are keys");
        }
        video.start(
                video.stream()
                        .orElseGet(
                                () -> {
                                    VideoStream made = videoStream(open);
                                    open.splitter().video(made);
                                    return made;
                                }),
                remote);
    }

    private VideoStream videoStream(Flow open) {
        return new VideoStream(
                video.ssrc(),
                video.repairSsrc(),
                open.audio().cname(),
                open.clock(),
                open.out(),
                services.network(),
                services.media(),
                video::isStopping);
    }

    /** From any thread. */
    boolean isMuted(MediaKind kind) {
        return muted().contains(kind);
    }

    /** All that is muted. From any thread. */
    Set<MediaKind> muted() {
        Set<MediaKind> kinds = EnumSet.noneOf(MediaKind.class);
        if (muted) {
            kinds.add(MediaKind.AUDIO);
        }
        if (video.isMuted()) {
            kinds.add(MediaKind.VIDEO);
        }
        return Set.copyOf(kinds);
    }

    /** From any thread. */
    void mute(MediaKind kind, boolean value) {
        switch (kind) {
            case AUDIO -> {
                muted = value;
                services.network().execute(this::applyMute);
            }
            case VIDEO -> video.mute(value);
        }
    }

    /** Who is told of the keys that the peer presses. */
    void onKeys(KeyListener listener) {
        keys = listener;
    }

    /** Nothing before media flow. */
    void press(String pressed) {
        AudioStream started = stream;
        if (started != null && !closed) {
            started.press(pressed);
        }
    }

    /** While held, silence and no pictures are sent, and nothing is played. */
    void hold(boolean on) {
        held = on;
        if (sink != null) {
            sink.hold(on);
        }
        applyMute();
        video.hold(on);
    }

    private void applyMute() {
        if (stream != null && !closed) {
            stream.mute(muted || held);
        }
    }

    /** Adds what all streams have counted to a report. */
    void stats(StatsReport.Builder into) {
        AudioStream current = stream;
        if (current != null) {
            current.stats(into);
        }
        video.stream().ifPresent(pictures -> pictures.stats(into));
    }

    /** Bits per second that may be sent, as far as the peer has told. */
    OptionalDouble availableBitrate() {
        return video.stream().map(VideoStream::availableBitrate).orElse(OptionalDouble.empty());
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
        video.close();
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
        flow = null;
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
