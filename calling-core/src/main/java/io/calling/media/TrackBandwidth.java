package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.congestion.BandwidthConfig;
import io.calling.rtp.congestion.BandwidthEstimator;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How much the tracks of one transport may send, told to their listeners as it changes: audio
 * first, and what it leaves to the videos alike. On the loop.
 */
final class TrackBandwidth {
    /** Where nobody says what the path carries, frames are spread over two thirds of their time. */
    private static final double UNTOLD_FACTOR = 1.5;

    /** A change that an encoder need not know of. */
    private static final double SLIGHT = 0.03;

    private final Network network;
    private final List<BundledTrack> tracks;
    private @Nullable BandwidthEstimator estimator;
    private final RateWindow audio;
    private final RateWindow pictures;
    private final RepairBudget repairs;
    private long reportedNanos;
    private long reportedBytes;
    private int reportedPackets;
    private long toldTarget;
    private long toldLeft;

    /** Other tracks share it since it was told. */
    private boolean sharedAnew;

    TrackBandwidth(List<BundledTrack> tracks, Network network) {
        this.network = network;
        this.tracks = tracks;
        this.audio = new RateWindow(network.nanoTime());
        this.pictures = new RateWindow(network.nanoTime());
        this.repairs = new RepairBudget(network.nanoTime());
        this.reportedNanos = network.nanoTime();
    }

    /** It takes 40 KB, which a transport without pictures does without. */
    private BandwidthEstimator estimator() {
        BandwidthEstimator made = estimator;
        if (made == null) {
            made = new BandwidthEstimator(BandwidthConfig.VIDEO, network.nanoTime());
            estimator = made;
        }
        return made;
    }

    /** A packet left that carries this transport-wide sequence number. */
    void onSent(int transportSequence, int bytes) {
        estimator().onPacketSent(transportSequence, bytes, network.nanoTime());
    }

    /** A packet left, whether it carries such a number or not. */
    void onSent(MediaKind kind, int bytes) {
        reportedBytes += bytes;
        reportedPackets++;
        if (kind == MediaKind.AUDIO) {
            audio.add(bytes, network.nanoTime());
        }
    }

    /**
     * A picture's packet waits.
     *
     * @param pads whether there is padding to probe the path with
     */
    void onPicture(int bytes, boolean pads) {
        long now = network.nanoTime();
        pictures.add(bytes, now);
        if (pads) {
            estimator().beginProbing(now);
        }
    }

    /** The path is another one. */
    void onPathChanged() {
        BandwidthEstimator known = estimator;
        if (known != null) {
            known.onPathChanged();
        }
    }

    private static boolean isNumbered(BundledTrack track) {
        return track.config().extensions().transportSequence().isPresent();
    }

    /** What all tracks together may send. */
    long targetBitsPerSecond() {
        return estimator().targetBitsPerSecond();
    }

    /** How fast pictures may leave. */
    long pacingBitsPerSecond() {
        BandwidthEstimator by = estimator();
        long paced = by.pacingBitsPerSecond();
        return by.hasFeedback()
                ? paced
                : Math.max(paced, (long) (UNTOLD_FACTOR * pictures.bitsPerSecond()));
    }

    /** Whether so many bytes may be sent again; if so they count as sent. */
    boolean mayRepair(int bytes) {
        long sent = audio.bitsPerSecond() + pictures.bitsPerSecond();
        return repairs.take(bytes, sent, network.nanoTime());
    }

    /** Whether a probe runs. */
    boolean wantsPadding() {
        return estimator().wantsPadding();
    }

    /** Of one packet of it. */
    int paddingBytes() {
        return estimator().paddingBytes();
    }

    void onFeedback(byte[] buffer, int offset, int length) {
        BandwidthEstimator told = estimator;
        if (told != null && told.onTransportFeedback(buffer, offset, length, network.nanoTime())) {
            tell(told);
        }
    }

    /** The peer's estimate (REMB). */
    void onReceiverEstimate(long bitsPerSecond) {
        estimator().onReceiverEstimate(bitsPerSecond);
        tell(estimator());
    }

    /**
     * What the peer reports of one of our sources; of the packets since the report before, one
     * after the other for all of them.
     */
    void onReport(int fractionLost) {
        long now = network.nanoTime();
        int lost = reportedPackets * fractionLost / 256;
        BandwidthEstimator told = estimator();
        told.onReport(reportedPackets, lost, reportedBytes, now - reportedNanos, now);
        reportedNanos = now;
        reportedBytes = 0;
        reportedPackets = 0;
        tell(told);
    }

    /**
     * Tracks came, went, were held or go on: each is told of its share the next time. Where none of
     * them numbers its packets any more there will be no feedback, and reports and the peer's
     * estimate take its place.
     */
    void onTracksChanged() {
        sharedAnew = true;
        BandwidthEstimator known = estimator;
        if (known != null
                && known.hasFeedback()
                && tracks.stream().noneMatch(TrackBandwidth::isNumbered)) {
            known.onFeedbackEnded();
        }
    }

    private void tell(BandwidthEstimator by) {
        long target = by.targetBitsPerSecond();
        long left = Math.max(0, target - audio.bitsPerSecond());
        if (!sharedAnew && isSlight(target, toldTarget) && isSlight(left, toldLeft)) {
            return;
        }
        sharedAnew = false;
        toldTarget = target;
        toldLeft = left;
        long videos = tracks.stream().filter(TrackBandwidth::isVideo).count();
        for (BundledTrack track : tracks) {
            track.receiver().onTargetBitrate(isVideo(track) ? left / videos : target);
        }
    }

    /** What all tracks together may send, as far as the peer has told. */
    OptionalDouble available() {
        return toldTarget == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) toldTarget);
    }

    /** What this track may send of it. */
    OptionalDouble available(BundledTrack track) {
        long videos = tracks.stream().filter(TrackBandwidth::isVideo).count();
        return toldTarget != 0 && isVideo(track)
                ? OptionalDouble.of((double) toldLeft / videos)
                : OptionalDouble.empty();
    }

    private static boolean isSlight(long now, long before) {
        return Math.abs(now - before) <= SLIGHT * before;
    }

    private static boolean isVideo(BundledTrack track) {
        return track.kind() == MediaKind.VIDEO && track.config().sends();
    }
}
