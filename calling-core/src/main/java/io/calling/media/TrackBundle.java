package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.Cname;
import io.calling.rtp.NtpClock;
import io.calling.rtp.RtcpHandler;
import io.calling.rtp.RtpPacket;
import io.calling.stats.InboundRtpStats.Pictures;
import io.calling.stats.StatsReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * All tracks of one session over one transport (RFC 8843): sorts packets by track, answers and asks
 * for what was lost, reports. Everything on the loop; whatever the peer sends, memory stays
 * bounded.
 */
public final class TrackBundle implements PacketInput {
    private static final long FEEDBACK_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Network network;
    private final TrackOutput out;
    private final TransportClock clock;
    private final List<BundledTrack> tracks = new CopyOnWriteArrayList<>();
    private final TrackRouter router = new TrackRouter(tracks);
    private final TrackBandwidth bandwidth;
    private final TrackPacer pacer;
    private final TrackReports reports;
    private final ArrivalReports arrivals;
    private final RtpPacket packet = new RtpPacket();
    private final Runnable feedback = this::feedback;
    private boolean running;
    private boolean closed;
    private boolean feedbackScheduled;
    private long unrouted;

    /**
     * Tracks that are silent until {@link #start()}.
     *
     * @param cname of the call
     * @param out takes plain packets, to encrypt and send
     */
    public TrackBundle(List<TrackConfig> configs, Cname cname, TrackOutput out, Network network) {
        this(configs, cname, NtpClock.random(network), out, network);
    }

    /** The same, beside other streams of one call that report by the same clock. */
    TrackBundle(
            List<TrackConfig> configs,
            Cname cname,
            NtpClock ntp,
            TrackOutput out,
            Network network) {
        this.network = network;
        this.out = out;
        this.bandwidth = new TrackBandwidth(tracks, network);
        this.pacer = new TrackPacer(tracks, bandwidth, network);
        this.clock = new TransportClock(ntp, network);
        this.reports =
                new TrackReports(tracks, router, bandwidth, cname, out, clock.ntp(), network);
        this.arrivals = new ArrivalReports(cname, out, network);
        change(configs);
    }

    /**
     * What was negotiated anew. Tracks are known by their SSRC: those that are there already go on
     * as they are told now, those that are left out say goodbye.
     *
     * @return the new ones
     */
    public List<RtpTrack> change(List<TrackConfig> configs) {
        if (configs.isEmpty()) {
            throw new IllegalArgumentException("a session has at least one track");
        }
        pacer.flush();
        List<BundledTrack> now = new ArrayList<>();
        List<RtpTrack> fresh = new ArrayList<>();
        for (TrackConfig config : configs) {
            BundledTrack track = router.bySender(config.ssrc().value());
            if (track == null) {
                track =
                        new BundledTrack(
                                config,
                                clock,
                                bandwidth,
                                pacer,
                                out,
                                network,
                                this::scheduleFeedback);
                fresh.add(track);
            } else {
                track.change(config);
            }
            now.add(track);
        }
        List<BundledTrack> gone = new ArrayList<>(tracks);
        gone.removeAll(now);
        gone.stream().filter(track -> running).forEach(reports::bye);
        tracks.clear();
        tracks.addAll(now);
        bandwidth.onTracksChanged();
        router.learn();
        gone.forEach(BundledTrack::end);
        return fresh;
    }

    /** The tracks, in the order of their configurations. */
    public List<RtpTrack> tracks() {
        return List.copyOf(tracks);
    }

    /** Starts to report. */
    public void start() {
        if (!running && !closed) {
            running = true;
            arrivals.pause(false);
            reports.start();
        }
    }

    /** Drops what comes and reports nothing until it is started again. */
    void pause() {
        if (running) {
            running = false;
            pacer.clear();
            arrivals.pause(true);
            reports.pause();
        }
    }

    /** The only track of a bundle that has no other. */
    BundledTrack only() {
        return tracks.get(0);
    }

    /** What all tracks together may send now. */
    long targetBitsPerSecond() {
        return bandwidth.targetBitsPerSecond();
    }

    /** Takes what an RTCP packet says of the tracks. */
    RtcpHandler reports() {
        return reports;
    }

    /** Takes one decrypted RTP packet. Never throws on its bytes. */
    @Override
    public void onRtp(byte[] buffer, int offset, int length) {
        if (!running) {
            return;
        }
        BundledTrack track = packet.wrap(buffer, offset, length) ? router.route(packet) : null;
        if (track == null) {
            unrouted++;
            return;
        }
        arrivals.onPacket(packet, track.config());
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

    @Override
    public void onPathChanged() {
        bandwidth.onPathChanged();
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

    /** Adds what all tracks have counted, and the peer has reported, to a report; on the loop. */
    public void stats(StatsReport.Builder into) {
        for (BundledTrack track : tracks) {
            new TrackEntries(track, bandwidth, Optional.empty()).add(into, OptionalLong.empty());
        }
    }

    /** The same for the only track, whose pictures we put together and whose source we ask. */
    void stats(StatsReport.Builder into, Pictures received, long framesGiven) {
        new TrackEntries(only(), bandwidth, Optional.of(received))
                .add(into, OptionalLong.of(framesGiven));
    }

    /** Bits per second that all tracks together may send, as far as the peer has told. */
    public OptionalDouble availableBitrate() {
        return bandwidth.available();
    }

    /** Packets that belonged to no track, or were none of RTP. */
    public long unrouted() {
        return unrouted;
    }

    /** Says BYE, stops, and tells the tracks' listeners. Idempotent. */
    @Override
    public void close() {
        closed = true;
        if (running) {
            running = false;
            pacer.close();
            arrivals.close();
            reports.bye();
        }
        tracks.forEach(BundledTrack::end);
    }
}
