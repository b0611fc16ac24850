package io.calling;

import io.calling.media.VideoMedia;
import io.calling.media.VideoStatistics;
import io.calling.media.VideoStream;
import io.calling.rtp.Ssrc;
import io.calling.signaling.VideoParameters;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of one call: what our user gave for them, and whether they flow. On the loop, but
 * for what says otherwise.
 */
final class CallVideo {
    private static final boolean TELLS_ARRIVALS = true;

    private final CallServices services;
    private final Ssrc ssrc;
    private final Ssrc repairSsrc;
    private VideoGate gate = VideoGate.EMPTY;
    private @Nullable VideoMedia given;
    private volatile @Nullable VideoStream stream;
    private volatile VideoStatistics last = VideoStatistics.NONE;
    private volatile boolean muted;
    private final AtomicInteger stopsPending = new AtomicInteger();

    /**
     * @param audio the name of our sound, which no other stream of the call may have: one key
     *     protects them all
     */
    CallVideo(CallServices services, Ssrc audio) {
        this.services = services;
        this.ssrc = other(audio, audio);
        this.repairSsrc = other(audio, ssrc);
    }

    private Ssrc other(Ssrc one, Ssrc two) {
        Ssrc random = Ssrc.random(services.network());
        while (random.equals(one) || random.equals(two)) {
            random = Ssrc.random(services.network());
        }
        return random;
    }

    /** The name of our pictures, the same throughout the call. */
    Ssrc ssrc() {
        return ssrc;
    }

    /** The name of our repairs. */
    Ssrc repairSsrc() {
        return repairSsrc;
    }

    /** What the peer is told of it. */
    VideoParameters parameters(VideoMedia media) {
        return new VideoParameters(
                ssrc.value(), repairSsrc.value(), media.formats(), TELLS_ARRIVALS);
    }

    /** Given by our user; closed at once where something was given already, or the call is over. */
    void give(VideoMedia media) {
        VideoGate.Step step = gate.give();
        gate = step.next();
        if (step.fate() == VideoGate.Fate.KEPT) {
            given = media;
        } else {
            giveBack(media);
        }
    }

    /** Where they flowed before, if they did. */
    Optional<VideoStream> stream() {
        return Optional.ofNullable(stream);
    }

    /** Captures, sends and shows from now on. */
    void start(VideoStream over, VideoParameters remote) {
        gate = gate.start();
        stream = over;
        over.start(
                Objects.requireNonNull(given),
                new VideoStream.Remote(
                        remote.ssrc(),
                        remote.repairSsrc(),
                        remote.formats(),
                        remote.tellsArrivals()),
                sends(),
                gate.isOpen());
    }

    /** Ends it, and gives back what was given. */
    void stop() {
        end(gate.stop());
    }

    private void end(VideoGate.Step step) {
        gate = step.next();
        VideoMedia media = given;
        given = null;
        switch (step.fate()) {
            case ENDED -> Objects.requireNonNull(stream).stop();
            case GIVEN_BACK -> giveBack(Objects.requireNonNull(media));
            case STAYS, KEPT -> {}
        }
    }

    /**
     * Nothing more is captured and shown, at once, of what flows and of what begins before the loop
     * has heard of it, which tells by {@link #stopped()}. From any thread.
     */
    void silence() {
        stopsPending.incrementAndGet();
        VideoStream current = stream;
        if (current != null) {
            current.silence();
        }
    }

    /** The loop has done what one call of {@link #silence()} was the beginning of. */
    void stopped() {
        stopsPending.decrementAndGet();
    }

    /** Whether our user has said no and the loop does not know it yet; from any thread. */
    boolean isStopping() {
        return stopsPending.get() > 0;
    }

    /** From any thread. */
    boolean isMuted() {
        return muted;
    }

    /** Our pictures are not captured; from any thread. */
    void mute(boolean value) {
        muted = value;
        services.network().execute(this::applyHold);
    }

    /** While held, nothing is captured and nothing is shown. */
    void hold(boolean on) {
        gate = gate.hold(on);
        applyHold();
    }

    private void applyHold() {
        VideoStream current = stream;
        if (current != null && gate.flowing()) {
            current.send(sends());
            current.show(gate.isOpen());
        }
    }

    private boolean sends() {
        return gate.isOpen() && !muted;
    }

    /** From any thread. */
    VideoStatistics statistics() {
        VideoStream current = stream;
        return current == null ? last : current.statistics();
    }

    /** Ends it for good, and lets go of what was given and kept. Idempotent. */
    void close() {
        end(gate.close());
        last = statistics();
        stream = null;
    }

    /** Closes what was given in vain. */
    void giveBack(VideoMedia unused) {
        try {
            services.media().execute(() -> close(unused));
        } catch (RejectedExecutionException e) {
            // The agent is closed, and so is every thread on which the application's code may run.
        }
    }

    private static void close(VideoMedia unused) {
        unused.source().ifPresent(source -> Guarded.run("video source", source::close));
        unused.sink().ifPresent(sink -> Guarded.run("video sink", sink::close));
    }
}
