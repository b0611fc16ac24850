package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.Cname;
import io.calling.rtp.NtpClock;
import io.calling.rtp.RtcpHandler;
import io.calling.rtp.RtcpReader;
import io.calling.rtp.RtcpWriter;
import io.calling.rtp.SequenceNumber;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The RTCP of a {@link TrackBundle}: reports, requests, and what the peer wants. On the loop. */
final class TrackReports implements RtcpHandler {
    private static final int ROOM = AudioStream.ROOM;
    private static final int MAX_COMPOUND_BYTES = 1_200;
    private static final int MAX_NACKS = 64;
    private static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(1_000);
    private static final long MIN_ROUND_TRIP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long MAX_ROUND_TRIP_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final List<BundledTrack> tracks;
    private final TrackRouter router;
    private final TrackBandwidth bandwidth;
    private final Cname cname;
    private final AudioStream.PacketOutput out;
    private final Network network;
    private final NtpClock clock;
    private final RtcpReader reader = new RtcpReader(this);
    private final byte[] buffer = new byte[ROOM + MAX_COMPOUND_BYTES + ROOM];
    private final RtcpWriter writer = new RtcpWriter(buffer);
    private final int[] numbers = new int[MAX_NACKS];
    private final Network.Alarm timer;
    private long roundTripNanos = TimeUnit.MILLISECONDS.toNanos(100);
    private boolean running;

    TrackReports(
            List<BundledTrack> tracks,
            TrackRouter router,
            TrackBandwidth bandwidth,
            Cname cname,
            AudioStream.PacketOutput out,
            NtpClock clock,
            Network network) {
        this.tracks = tracks;
        this.router = router;
        this.bandwidth = bandwidth;
        this.cname = cname;
        this.out = out;
        this.network = network;
        this.clock = clock;
        this.timer = network.alarm(this::report);
    }

    void start() {
        running = true;
        schedule();
    }

    /** "Varied randomly over the range [0.5,1.5] times" (RFC 3550, 6.2). */
    private void schedule() {
        byte[] random = new byte[1];
        network.randomBytes(random);
        long delay = REPORT_NANOS / 2 + REPORT_NANOS * (random[0] & 0xFF) / 256;
        timer.set(delay);
    }

    private void report() {
        if (running) {
            send(compound());
            schedule();
        }
    }

    /** One report for each track, then the name of each of our sources. */
    private RtcpWriter compound() {
        long now = network.nanoTime();
        writer.begin(ROOM);
        for (BundledTrack track : tracks) {
            report(track, now);
        }
        for (BundledTrack track : tracks) {
            writer.cname(track.config().ssrc().value(), cname);
        }
        return writer;
    }

    private void report(BundledTrack track, long now) {
        TrackSender sender = track.sender();
        int ssrc = track.config().ssrc().value();
        if (sender.packets() > 0) {
            writer.senderReport(
                    ssrc,
                    clock.at(now),
                    sender.timestampAt(now),
                    sender.packets(),
                    sender.payloadBytes());
        } else {
            writer.receiverReport(ssrc);
        }
        TrackReceiver receiver = track.receiver();
        if (receiver.isHeard()) {
            writer.reportBlock(
                    receiver.ssrc(),
                    receiver.statistics(),
                    receiver.lastReport(),
                    receiver.sinceLastReportNanos(now));
        }
    }

    private void send(RtcpWriter packet) {
        out.rtcp(buffer, ROOM, packet.length());
    }

    boolean wantsKeyFrames() {
        for (BundledTrack track : tracks) {
            if (track.receiver().wantsKeyFrame()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Asks for lost packets and key frames where it is time to.
     *
     * @return whether there will be more to ask
     */
    boolean sendFeedback() {
        long now = network.nanoTime();
        writer.begin(ROOM);
        writer.receiverReport(tracks.get(0).config().ssrc().value());
        writer.cname(tracks.get(0).config().ssrc().value(), cname);
        int empty = writer.length();
        boolean more = false;
        for (int index = 0; index < tracks.size(); index++) {
            BundledTrack track = tracks.get(index);
            requestKeyFrame(track, now);
            requestLostPackets(track, now);
            more |= track.receiver().wantsKeyFrame() || hasLosses(track);
        }
        if (writer.length() > empty) {
            send(writer);
        }
        return more;
    }

    private static boolean hasLosses(BundledTrack track) {
        return track.asksForLostPackets() && !track.receiver().losses().isEmpty();
    }

    private void requestKeyFrame(BundledTrack track, long now) {
        TrackReceiver receiver = track.receiver();
        if (receiver.takeKeyFrameWish(now)) {
            track.countKeyFrameRequest();
            writer.pictureLoss(track.config().ssrc().value(), receiver.ssrc());
        }
    }

    private void requestLostPackets(BundledTrack track, long now) {
        if (!track.asksForLostPackets()) {
            return;
        }
        int count =
                track.receiver().losses().due(now, roundTripNanos + roundTripNanos / 4, numbers);
        track.countNacked(count);
        sort(count);
        int at = 0;
        while (at < count) {
            int first = numbers[at++];
            int following = 0;
            while (at < count && SequenceNumber.difference(numbers[at], first) <= 16) {
                following |= 1 << SequenceNumber.difference(numbers[at++], first) - 1;
            }
            writer.nack(track.config().ssrc().value(), track.receiver().ssrc(), first, following);
            track.countNack();
        }
    }

    /** By age, the oldest first; few numbers, and no object for each. */
    private void sort(int count) {
        for (int i = 1; i < count; i++) {
            int number = numbers[i];
            int at = i;
            while (at > 0 && SequenceNumber.isNewer(numbers[at - 1], number)) {
                numbers[at] = numbers[at - 1];
                at--;
            }
            numbers[at] = number;
        }
    }

    void onRtcp(byte[] packet, int offset, int length) {
        reader.read(packet, offset, length);
    }

    @Override
    public void onSenderReport(int ssrc, long ntp, int timestamp, long packets, long bytes) {
        BundledTrack track = router.bySource(ssrc);
        if (track != null && track.receiver().ssrc() == ssrc) {
            long now = network.nanoTime();
            track.receiver().onSenderReport(NtpClock.middle(ntp), now);
            track.peers().onSenderReport(ssrc, ntp, packets, bytes, now);
        }
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
        BundledTrack reported = router.bySender(source);
        if (reported == null) {
            return;
        }
        if (reported.kind() == MediaKind.VIDEO) {
            bandwidth.onReport(fractionLost);
        }
        long now = network.nanoTime();
        long nanos = ourReport == 0 ? -1 : clock.roundTripNanos(now, ourReport, delay);
        boolean answers = nanos >= 0 && nanos < MAX_ROUND_TRIP_NANOS;
        if (answers) {
            roundTripNanos = Math.max(MIN_ROUND_TRIP_NANOS, nanos);
        }
        reported.peers().onReportBlock(fractionLost, lost, jitter, now);
        reported.onReceptionReport(
                fractionLost, lost, answers ? OptionalLong.of(nanos) : OptionalLong.empty());
    }

    @Override
    public void onTransportFeedback(int sender, int source, byte[] bytes, int at, int length) {
        bandwidth.onFeedback(bytes, at, length);
    }

    @Override
    public void onReceiverEstimate(int sender, long bitsPerSecond) {
        bandwidth.onReceiverEstimate(bitsPerSecond);
    }

    @Override
    public void onNacks(int sender, int source) {
        BundledTrack track = router.bySender(source);
        if (track != null) {
            track.sender().countNacks();
        }
    }

    @Override
    public void onNack(int sender, int source, int sequence, int following) {
        BundledTrack track = router.bySender(source);
        // Where it was not agreed on, a few bytes would be answered with many for nothing.
        if (track != null && track.asksForLostPackets()) {
            track.sender().repairs().onNack(sequence, following, roundTripNanos);
        }
    }

    @Override
    public void onPictureLoss(int sender, int source) {
        onKeyFrameRequest(source, false);
    }

    private void onKeyFrameRequest(int source, boolean fullIntra) {
        BundledTrack track = router.bySender(source);
        // Janus sends them for sound too, where they mean nothing.
        if (track != null && track.kind() == MediaKind.VIDEO) {
            track.sender().countKeyFrameRequest(fullIntra);
            track.onKeyFrameRequest();
        }
    }

    @Override
    public void onFullIntraRequest(int sender, int source, int command) {
        onKeyFrameRequest(source, true);
    }

    /** Says that one track leaves. */
    void bye(BundledTrack track) {
        int ssrc = track.config().ssrc().value();
        writer.begin(ROOM).receiverReport(ssrc).cname(ssrc, cname).bye(ssrc);
        send(writer);
    }

    /** Says nothing until it is started again. */
    void pause() {
        running = false;
        timer.cancel();
    }

    /** Says that we leave, and nothing after it. */
    void bye() {
        pause();
        compound();
        for (BundledTrack track : tracks) {
            writer.bye(track.config().ssrc().value());
        }
        send(writer);
    }
}
