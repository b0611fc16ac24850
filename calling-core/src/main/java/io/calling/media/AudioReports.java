package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.Counter;
import io.calling.rtp.NtpClock;
import io.calling.rtp.RtcpHandler;
import io.calling.rtp.RtcpInterval;
import io.calling.rtp.RtcpReader;
import io.calling.rtp.RtcpWriter;
import java.util.concurrent.TimeUnit;

/** The RTCP of one stream: what we report, and what the peer reports of us. On the loop. */
final class AudioReports implements RtcpHandler {
    static final long NO_ROUND_TRIP = AudioRate.NO_ROUND_TRIP;

    /** Of an audio call with headers; what five percent of is for reports. */
    private static final int SESSION_BITS_PER_SECOND = 64_000;

    private static final int LOWER_LAYER_BYTES = 28;
    private static final int MAX_REPORT_BYTES = 512;
    private static final long MAX_ROUND_TRIP_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final AudioStreamConfig config;
    private final AudioSender sender;
    private final RemoteSource remote;
    private final AudioStream.PacketOutput out;
    private final Network network;
    private final NtpClock clock;
    private final AudioRate rate = new AudioRate();
    private final RtcpInterval interval = new RtcpInterval(SESSION_BITS_PER_SECOND);
    private final RtcpReader reader = new RtcpReader(this);
    private final byte[] buffer = new byte[AudioStream.ROOM + MAX_REPORT_BYTES + AudioStream.ROOM];
    private final RtcpWriter writer = new RtcpWriter(buffer);
    private final Network.Alarm timer;

    private boolean running;
    private long packetsReported;
    private int reportSsrc;
    private int lastReport;
    private long lastReportNanos;
    private final StreamReports peers = new StreamReports();
    private final Counter remoteLost = new Counter();
    private final Counter roundTripNanos = new Counter();

    AudioReports(
            AudioStreamConfig config,
            AudioSender sender,
            RemoteSource remote,
            AudioStream.PacketOutput out,
            NtpClock clock,
            Network network) {
        this.config = config;
        this.sender = sender;
        this.remote = remote;
        this.out = out;
        this.network = network;
        this.clock = clock;
        this.timer = network.alarm(this::report);
        roundTripNanos.set(NO_ROUND_TRIP);
    }

    void start() {
        running = true;
        schedule();
    }

    private void schedule() {
        timer.set(interval.nextNanos(network));
    }

    private void report() {
        if (running) {
            send(compound());
            schedule();
        }
    }

    /** "SR if the site has sent any data ... since issuing the last report or the previous one". */
    private RtcpWriter compound() {
        long now = network.nanoTime();
        int ssrc = config.ssrc().value();
        writer.begin(AudioStream.ROOM);
        if (sender.packets() > packetsReported) {
            packetsReported = sender.packets();
            int timestamp = sender.timestampAt(now);
            writer.senderReport(ssrc, clock.at(now), timestamp, sender.packets(), sender.bytes());
        } else {
            writer.receiverReport(ssrc);
        }
        if (remote.isHeard()) {
            boolean known = lastReport != 0 && reportSsrc == remote.ssrc();
            writer.reportBlock(
                    remote.ssrc(),
                    remote.statistics(),
                    known ? lastReport : 0,
                    known ? now - lastReportNanos : 0);
        }
        return writer.cname(ssrc, config.cname());
    }

    private void send(RtcpWriter packet) {
        interval.onPacket(packet.length() + LOWER_LAYER_BYTES);
        out.rtcp(buffer, AudioStream.ROOM, packet.length());
    }

    void onRtcp(byte[] packet, int offset, int length) {
        if (reader.read(packet, offset, length)) {
            count(length);
        }
    }

    /** A packet came that was read elsewhere. */
    void count(int length) {
        interval.onPacket(length + LOWER_LAYER_BYTES);
    }

    @Override
    public void onSenderReport(int ssrc, long ntp, int timestamp, long packets, long bytes) {
        reportSsrc = ssrc;
        lastReport = NtpClock.middle(ntp);
        lastReportNanos = network.nanoTime();
        peers.onSenderReport(ssrc, ntp, packets, bytes, lastReportNanos);
    }

    @Override
    public void onReportBlock(
            int reporter,
            int source,
            int fractionLost,
            int lost,
            int highestSequence,
            long jitter,
            int ourReport,
            int delay) {
        if (source != config.ssrc().value()) {
            return;
        }
        long now = network.nanoTime();
        peers.onReportBlock(fractionLost, lost, jitter, now);
        long nanos = ourReport == 0 ? NO_ROUND_TRIP : clock.roundTripNanos(now, ourReport, delay);
        // Else it echoes a report that we never sent.
        boolean answers = nanos >= 0 && nanos < MAX_ROUND_TRIP_NANOS;
        if (answers) {
            peers.onRoundTrip(nanos);
        }
        onReport(fractionLost, lost, answers ? nanos : NO_ROUND_TRIP);
    }

    /**
     * What the peer has reported of our packets, whoever read it.
     *
     * @param fractionLost in 256ths
     * @param nanos there and back, or {@link #NO_ROUND_TRIP}
     */
    void onReport(int fractionLost, long lost, long nanos) {
        remoteLost.set(lost);
        sender.onRemoteLoss(fractionLost);
        if (nanos != NO_ROUND_TRIP) {
            roundTripNanos.set(nanos);
        }
        rate.onReport(fractionLost, roundTripNanos.get(), network.nanoTime());
        sender.onTargetBitrate(rate.bitsPerSecond());
    }

    /** What the pictures beside the sound may take, or {@link AudioRate#NO_PICTURES}. */
    void onPictures(long bitsPerSecond) {
        rate.onPictures(bitsPerSecond, network.nanoTime());
        sender.onTargetBitrate(rate.bitsPerSecond());
    }

    /** The path is another one. */
    void onPathChanged() {
        rate.onPathChanged();
    }

    @Override
    public void onBye(int ssrc) {
        remote.onBye(ssrc);
    }

    /** Says that we leave, and nothing after it. */
    void bye() {
        if (running) {
            running = false;
            send(compound().bye(config.ssrc().value()));
        }
        timer.cancel();
    }

    /** What the peer has reported. */
    StreamReports peers() {
        return peers;
    }

    /** What the peer lost of our packets; from any thread. */
    long remoteLost() {
        return remoteLost.get();
    }

    /** {@link #NO_ROUND_TRIP} until there was one; from any thread. */
    long roundTripNanos() {
        return roundTripNanos.get();
    }
}
