package io.calling;

import io.calling.CallTimeline.Step;
import io.calling.ice.IceStatistics;
import io.calling.ice.exposure.ExposureLedger;
import io.calling.ice.net.Network;
import io.calling.media.AudioStatistics;
import io.calling.media.MediaKind;
import io.calling.media.VideoStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What can be read of a call from any thread, while the loop writes it. */
final class CallRecord {
    private final Instant began;
    private final long beganNanos;
    private final ExposureLedger ledger = new ExposureLedger();
    private final CallEvents events;
    private final AtomicLong packetsRejected = new AtomicLong();
    private final AtomicLong messagesDropped = new AtomicLong();
    private final List<Step> steps = new ArrayList<>();
    private final Set<Milestone> reached = EnumSet.noneOf(Milestone.class);

    private volatile CallState state;
    private volatile PrivacyMode privacyMode = PrivacyMode.RELAY_ONLY;
    private volatile PrivacyReason privacyReason = PrivacyReason.OUR_CHOICE;
    private volatile @Nullable CallSecurity security;
    private volatile Set<MediaKind> mutedByPeer = Set.of();
    private volatile VideoState videoState = VideoAgreement.NONE.state();
    private volatile Set<MediaKind> allowedMedia = Set.of(MediaKind.AUDIO);
    private volatile boolean direct;
    private volatile boolean hadVideo;
    private volatile Supplier<IceStatistics> transport = () -> IceStatistics.NONE;
    private volatile Supplier<AudioStatistics> audio = () -> AudioStatistics.NONE;
    private volatile Supplier<VideoStatistics> video = () -> VideoStatistics.NONE;

    CallRecord(Network clock, CallState first, CallEvents events) {
        this.events = events;
        events.began(first);
        this.began = clock.now();
        this.beganNanos = clock.nanoTime();
        this.state = first;
    }

    /** Who is told what happens. */
    CallEvents events() {
        return events;
    }

    long beganNanos() {
        return beganNanos;
    }

    long ageMillis(long nowNanos) {
        return Duration.ofNanos(nowNanos - beganNanos).toMillis();
    }

    /** The wall clock at the beginning, and monotonic time since. */
    double unixMillis(long nowNanos) {
        return began.getEpochSecond() * 1e3 + began.getNano() / 1e6 + (nowNanos - beganNanos) / 1e6;
    }

    void mark(Milestone milestone, long nowNanos) {
        synchronized (steps) {
            if (!reached.add(milestone)) {
                return;
            }
            steps.add(new Step(milestone, Duration.ofNanos(nowNanos - beganNanos)));
        }
        events.milestone(milestone);
    }

    boolean has(Milestone milestone) {
        synchronized (steps) {
            return reached.contains(milestone);
        }
    }

    CallTimeline timeline() {
        synchronized (steps) {
            return new CallTimeline(began, steps);
        }
    }

    CallState state() {
        return state;
    }

    void state(CallState value) {
        state = value;
        events.state(value);
    }

    PrivacyReason privacyReason() {
        return privacyReason;
    }

    PrivacyMode privacyMode() {
        return privacyMode;
    }

    void privacy(PrivacyMode mode, PrivacyReason reason) {
        boolean changes = privacyMode != mode || privacyReason != reason;
        privacyMode = mode;
        privacyReason = reason;
        if (changes) {
            events.privacy(mode, reason);
        }
    }

    Optional<CallSecurity> security() {
        return Optional.ofNullable(security);
    }

    void security(CallSecurity value) {
        security = value;
        events.security(value);
    }

    Set<MediaKind> mutedByPeer() {
        return mutedByPeer;
    }

    void mutedByPeer(Set<MediaKind> kinds) {
        mutedByPeer = kinds;
        events.mutedByPeer(kinds);
    }

    VideoState videoState() {
        return videoState;
    }

    void videoState(VideoState value) {
        videoState = value;
        events.video(value);
    }

    /** Whether pictures could flow at any time. */
    boolean hadVideo() {
        return hadVideo;
    }

    void videoStarted() {
        hadVideo = true;
    }

    /** The kinds that the call may have, once the policy has decided. */
    Set<MediaKind> allowedMedia() {
        return allowedMedia;
    }

    void allowedMedia(Set<MediaKind> kinds) {
        allowedMedia = kinds;
    }

    /** Whether a path in use was ever one without a relay of ours. */
    boolean wasDirect() {
        return direct;
    }

    void pathIs(boolean relayed) {
        if (!relayed) {
            direct = true;
        }
    }

    ExposureLedger ledger() {
        return ledger;
    }

    void packetRejected() {
        packetsRejected.incrementAndGet();
    }

    void messageDropped() {
        messagesDropped.incrementAndGet();
    }

    /** Where the counters of the transport are from now on. */
    void transport(Supplier<IceStatistics> source) {
        transport = source;
    }

    /** Where the counters of the audio stream are from now on. */
    void audio(Supplier<AudioStatistics> source) {
        audio = source;
    }

    /** Where the counters of the video are from now on. */
    void video(Supplier<VideoStatistics> source) {
        video = source;
    }

    CallStatistics statistics() {
        return new CallStatistics(
                transport.get(),
                audio.get(),
                video.get(),
                packetsRejected.get(),
                messagesDropped.get());
    }
}
