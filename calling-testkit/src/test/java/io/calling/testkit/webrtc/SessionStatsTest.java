package io.calling.testkit.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.calling.ice.net.Network;
import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import io.calling.media.TrackFormat;
import io.calling.stats.InboundRtpStats;
import io.calling.stats.OutboundRtpStats;
import io.calling.stats.RemoteInboundRtpStats;
import io.calling.stats.StatsReport;
import io.calling.testkit.SessionPair;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.LinkConditions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Statistics of sessions that forward packets: both sides tell the same, track by track. */
@ExtendWith({ThreadLeakExtension.class, LogLeakExtension.class})
class SessionStatsTest {
    private static final Duration SETTLED = Duration.ofSeconds(3);
    private static final int PAYLOAD_BYTES = 500;
    private static final int PACKETS_PER_FRAME = 3;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private SessionPair call;

    @BeforeEach
    void call() {
        call = SessionPair.inTestTime(10, MediaKind.values());
        call.connect();
    }

    @AfterEach
    void close() {
        call.close();
    }

    /** Sends so many packets of a track, each ten milliseconds after the one before. */
    private void send(RtpTrack track, int count) {
        TrackFormat format = track.config().formats().get(0);
        Network network = call.alice().network();
        byte[] payload = new byte[PAYLOAD_BYTES];
        Runnable step =
                new Runnable() {
                    private int sent;

                    @Override
                    public void run() {
                        int frame = sent / PACKETS_PER_FRAME;
                        boolean last = sent % PACKETS_PER_FRAME == PACKETS_PER_FRAME - 1;
                        track.send(
                                format.payloadType(),
                                last,
                                1_000 + sent,
                                frame * format.clockRate() / 33,
                                payload,
                                0,
                                payload.length);
                        if (++sent < count) {
                            network.schedule(PAUSE_NANOS, this);
                        }
                    }
                };
        network.execute(step);
    }

    private static OutboundRtpStats sent(StatsReport report, String kind) {
        return report.outbound(kind).orElseThrow();
    }

    private static InboundRtpStats received(StatsReport report, String kind) {
        return report.inbound(kind).orElseThrow();
    }

    @Test
    void bothSidesCountTheSamePacketsBytesAndFrames() {
        send(call.alice().track(MediaKind.AUDIO), 300);
        send(call.alice().track(MediaKind.VIDEO), 600);
        call.pass(Duration.ofSeconds(6).plus(SETTLED));
        StatsReport ours = call.await(call.alice().session().stats());
        StatsReport theirs = call.await(call.bob().session().stats());

        for (String kind : List.of("audio", "video")) {
            OutboundRtpStats sent = sent(ours, kind);
            InboundRtpStats received = received(theirs, kind);
            int packets = kind.equals("audio") ? 300 : 600;
            // What finds out how much the path takes counts on both sides.
            assertThat(sent.packetsSent()).isBetween((long) packets, packets + 60L);
            assertThat(received.packetsReceived()).isEqualTo(sent.packetsSent());
            assertThat(sent.bytesSent() - sent.retransmittedBytesSent())
                    .isEqualTo((long) PAYLOAD_BYTES * packets);
            assertThat(received.bytesReceived()).isEqualTo(sent.bytesSent());
            assertThat(received.headerBytesReceived()).isEqualTo(sent.headerBytesSent());
            assertThat(received.packetsLost()).isZero();
            assertThat(received.mid()).isEqualTo(sent.mid()).isPresent();
            assertThat(received.stream().ssrc()).isEqualTo(sent.stream().ssrc());
        }
        assertThat(sent(ours, "video").framesSent()).hasValue(600 / PACKETS_PER_FRAME);
        assertThat(sent(ours, "audio").framesSent()).isEmpty();
        assertThat(theirs.outbound("audio").orElseThrow().packetsSent()).isZero();
        assertThat(ours.inbound("audio")).isEmpty();
    }

    @Test
    void bothSidesCountTheSameRequestsAndRepairs() {
        call.bob().link().down(LinkConditions.delayed(Duration.ofMillis(25)).loss(0.05));
        call.bob().link().up(LinkConditions.delayed(Duration.ofMillis(25)));
        send(call.alice().track(MediaKind.VIDEO), 1_500);
        call.bob()
                .network()
                .schedule(
                        Duration.ofSeconds(5).toNanos(),
                        () -> call.bob().track(MediaKind.VIDEO).requestKeyFrame());
        call.pass(Duration.ofSeconds(15).plus(SETTLED));
        StatsReport ours = call.await(call.alice().session().stats());
        StatsReport theirs = call.await(call.bob().session().stats());

        OutboundRtpStats sent = sent(ours, "video");
        InboundRtpStats received = received(theirs, "video");
        assertThat(sent.nackCount()).isPositive().isEqualTo(received.repairs().nackCount());
        assertThat(sent.pliCount()).isPositive().isEqualTo(received.repairs().pliCount());
        assertThat(sent.firCount()).isZero();
        long again = sent.retransmittedPacketsSent();
        assertThat(sent.packetsSent()).isEqualTo(1_500 + again);
        assertThat(sent.retransmittedBytesSent()).isEqualTo(again * (PAYLOAD_BYTES + 2));
        long repaired = received.repairs().retransmittedPacketsReceived();
        assertThat(repaired).isPositive().isLessThanOrEqualTo(again);
        assertThat(received.repairs().retransmittedBytesReceived())
                .isEqualTo(repaired * PAYLOAD_BYTES);
        assertThat(received.packetsReceived()).isBetween(1_500L, sent.packetsSent());
        assertThat(received.packetsLost()).isBetween(40L, 120L);
        RemoteInboundRtpStats reported = ours.remote(sent).orElseThrow();
        assertThat(reported.packetsLost()).isCloseTo(received.packetsLost(), within(5L));
        assertThat(reported.roundTripTime().orElseThrow()).isCloseTo(0.05, within(0.005));
        assertThat(ours.candidatePair().orElseThrow().availableOutgoingBitrate()).isPresent();
        assertThat(sent.targetBitrate()).isPresent();
    }
}
