package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.Cname;
import io.calling.rtp.RtpPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * All tracks of one session over one transport (RFC 8843): sorts packets by track, answers and asks
 * for what was lost, reports. Everything on the loop; whatever the peer sends, memory stays
 * bounded.
 */
public final class TrackBundle implements PacketInput {
    private static final long FEEDBACK_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Network network;
    private final List<BundledTrack> tracks = new ArrayList<>();
    private final TrackRouter router;
    private final TrackReports reports;
    private final RtpPacket packet = new RtpPacket();
    private final Runnable feedback = this::feedback;
    private boolean running;
    private boolean feedbackScheduled;
    private long unrouted;

    /**
     * Tracks that are silent until {@link #start()}.
     *
     * @param cname of the call
     * @param out takes plain packets, to encrypt and send
     */
    public TrackBundle(List<TrackConfig> configs, Cname cname, TrackOutput out, Network network) {
        this.network = network;
        for (TrackConfig config : configs) {
            tracks.add(new BundledTrack(config, out, network, this::scheduleFeedback));
        }
        this.router = new TrackRouter(tracks);
        this.reports = new TrackReports(tracks, router, cname, out, network);
    }

    /** The tracks, in the order of their configurations. */
    public List<RtpTrack> tracks() {
        return List.copyOf(tracks);
    }

    /** Starts to report. */
    public void start() {
        if (!running) {
            running = true;
            reports.start();
        }
    }

    /** Takes one decrypted RTP packet. Never throws on its bytes. */
    @Override
    public void onRtp(byte[] buffer, int offset, int length) {
        if (!running || !packet.wrap(buffer, offset, length)) {
            return;
        }
        BundledTrack track = router.route(packet);
        if (track == null) {
            unrouted++;
            return;
        }
        track.receiver().onPacket(packet);
        if (!track.receiver().losses().isEmpty() || reports.wantsKeyFrames()) {
            scheduleFeedback();
        }
    }

    /** Takes one decrypted RTCP packet, compound or reduced in size. Never throws on its bytes. */
    @Override
    public void onRtcp(byte[] buffer, int offset, int length) {
        if (running) {
            reports.onRtcp(buffer, offset, length);
        }
    }

    private void scheduleFeedback() {
        if (running && !feedbackScheduled) {
            feedbackScheduled = true;
            network.schedule(FEEDBACK_STEP_NANOS, feedback);
        }
    }

    private void feedback() {
        feedbackScheduled = false;
        if (running && reports.sendFeedback()) {
            scheduleFeedback();
        }
    }

    /** Packets that belonged to no track. */
    public long unrouted() {
        return unrouted;
    }

    /** Says BYE and stops. Idempotent. */
    @Override
    public void close() {
        if (running) {
            running = false;
            reports.bye();
        }
    }
}
