package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.calling.CallSession;
import io.calling.stats.CandidateStats;
import io.calling.stats.InboundRtpStats;
import io.calling.stats.InboundRtpStats.Pictures;
import io.calling.stats.InboundRtpStats.Playout;
import io.calling.stats.OutboundRtpStats;
import io.calling.stats.RemoteInboundRtpStats;
import io.calling.stats.RemoteOutboundRtpStats;
import io.calling.stats.StatsReport;
import io.calling.stats.TransportStats;
import io.calling.testkit.CallPair;
import io.calling.testkit.Party;
import io.calling.testkit.junit.CallStoryExtension;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.net.LinkConditions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Statistics of whole calls: what one side says it did is what the other side says it got. */
@ExtendWith({CallStoryExtension.class, LogLeakExtension.class})
class StatsTest {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int SAMPLES_PER_FRAME = 960;

    /** Packets on their way, with a margin for frames that wait to be sent. */
    private static final long UNDER_WAY = 8;

    private final CallPair pair = CallPair.inTestTime(8);

    @AfterEach
    void close() {
        pair.close();
    }

    private record Both(StatsReport alice, StatsReport bob) {}

    /** At the same moment. */
    private Both both() {
        CompletableFuture<StatsReport> alice = ask(pair.alice());
        CompletableFuture<StatsReport> bob = ask(pair.bob());
        assertThat(pair.await(SOON, () -> alice.isDone() && bob.isDone())).isTrue();
        return new Both(alice.join(), bob.join());
    }

    private static CompletableFuture<StatsReport> ask(Party party) {
        return party.call().stats().toCompletableFuture();
    }

    private static OutboundRtpStats sent(StatsReport report, String kind) {
        return report.outbound(kind).orElseThrow();
    }

    private static InboundRtpStats received(StatsReport report, String kind) {
        return report.inbound(kind).orElseThrow();
    }

    private static RemoteInboundRtpStats reported(StatsReport report, String kind) {
        return report.remote(sent(report, kind)).orElseThrow();
    }

    @Test
    void whatOneSideSendsTheOtherGetsOrLoses() {
        pair.alice().link().up(LinkConditions.delayed(Duration.ofMillis(40)).loss(0.1));
        pair.alice().link().down(LinkConditions.delayed(Duration.ofMillis(40)));
        pair.connect();
        pair.pass(Duration.ofSeconds(30));
        Both both = both();

        OutboundRtpStats sent = sent(both.alice, "audio");
        InboundRtpStats received = received(both.bob, "audio");
        assertThat(received.packetsReceived() + received.packetsLost())
                .isBetween(sent.packetsSent() - UNDER_WAY, sent.packetsSent());
        assertThat((double) received.packetsLost() / sent.packetsSent()).isBetween(0.06, 0.14);
        assertThat(received.bytesReceived() * sent.packetsSent())
                .isEqualTo(sent.bytesSent() * received.packetsReceived()); // frames are alike
        assertThat(received.headerBytesReceived()).isEqualTo(12 * received.packetsReceived());
        assertThat(received.stream().ssrc()).isEqualTo(sent.stream().ssrc());

        RemoteInboundRtpStats reported = reported(both.alice, "audio");
        assertThat(reported.packetsLost())
                .isLessThanOrEqualTo(received.packetsLost())
                .isGreaterThan(received.packetsLost() / 2);
        assertThat(reported.roundTripTime().orElseThrow()).isCloseTo(0.08, within(0.005));
        assertThat(reported.totalRoundTripTime() / reported.roundTripTimeMeasurements())
                .isCloseTo(0.08, within(0.005));
        assertThat(reported.timestamp()).isLessThan(both.alice.timestamp());

        RemoteOutboundRtpStats theirs =
                both.bob.all(RemoteOutboundRtpStats.class).stream().findFirst().orElseThrow();
        assertThat(theirs.localId()).isEqualTo(received.id());
        assertThat(received.remoteId()).contains(theirs.id());
        assertThat(theirs.packetsSent()).isPositive().isLessThanOrEqualTo(sent.packetsSent());
        assertThat(theirs.bytesSent() * sent.packetsSent())
                .isEqualTo(sent.bytesSent() * theirs.packetsSent());
    }

    @Test
    void whatIsLostIsMadeUpAndWhatComesWaits() {
        pair.bob().link().down(LinkConditions.delayed(Duration.ofMillis(20)).loss(0.05));
        pair.connect();
        pair.pass(Duration.ofSeconds(30));
        Both both = both();

        InboundRtpStats received = received(both.bob, "audio");
        Playout played = received.audio().orElseThrow();
        assertThat(played.totalSamplesReceived() / 48_000.0).isCloseTo(30, within(1.0));
        assertThat(played.concealedSamples())
                .isCloseTo(
                        received.packetsLost() * SAMPLES_PER_FRAME,
                        within(UNDER_WAY * SAMPLES_PER_FRAME));
        assertThat(played.concealmentEvents())
                .isBetween(1L, played.concealedSamples() / SAMPLES_PER_FRAME);
        assertThat(played.jitterBufferEmittedCount() + played.concealedSamples())
                .isCloseTo(
                        played.totalSamplesReceived()
                                - played.insertedSamplesForDeceleration()
                                + played.removedSamplesForAcceleration(),
                        within(UNDER_WAY * SAMPLES_PER_FRAME));
        double waited = played.jitterBufferDelay() / played.jitterBufferEmittedCount();
        assertThat(waited).isBetween(0.0, 0.06);

        Playout ofAlice = received(both.alice, "audio").audio().orElseThrow();
        assertThat(ofAlice.concealedSamples()).isZero();
    }

    @Test
    void theTransportCountsAllThatPassesAndMeasuresTheRoundTrip() {
        pair.alice().link().conditions(LinkConditions.delayed(Duration.ofMillis(30)));
        pair.connect();
        pair.pass(Duration.ofSeconds(30));
        Both both = both();

        TransportStats alice = both.alice.transport().orElseThrow();
        TransportStats bob = both.bob.transport().orElseThrow();
        assertThat(bob.packetsReceived())
                .isBetween(alice.packetsSent() - UNDER_WAY, alice.packetsSent());
        assertThat(bob.bytesReceived()).isCloseTo(alice.bytesSent(), within(UNDER_WAY * 200));
        assertThat(alice.iceRole()).contains("controlling");
        assertThat(bob.iceRole()).contains("controlled");
        assertThat(alice.iceState()).isEqualTo("connected");
        assertThat(alice.dtlsState()).isEqualTo("connected");
        TransportStats.Secured secured = alice.secured().orElseThrow();
        assertThat(secured.tlsVersion()).isEqualTo("FEFD");
        assertThat(secured.dtlsRole()).isNotEqualTo(bob.secured().orElseThrow().dtlsRole());
        assertThat(both.alice.get(secured.remoteCertificateId()).orElseThrow().members())
                .containsEntry(
                        "fingerprint",
                        both.bob
                                .get(bob.secured().orElseThrow().localCertificateId())
                                .orElseThrow()
                                .members()
                                .get("fingerprint"));
        var used = both.alice.candidatePair().orElseThrow();
        assertThat(alice.selectedCandidatePairId()).contains(used.id());
        assertThat(used.currentRoundTripTime().orElseThrow()).isCloseTo(0.06, within(0.005));
        assertThat(used.responsesReceived()).isEqualTo(used.consentRequestsSent()).isPositive();
        assertThat(both.alice.all(CandidateStats.class))
                .extracting(candidate -> candidate.candidateType().token())
                .containsExactly("relay", "relay");
    }

    @Test
    void picturesAreCountedOnBothSides() {
        pair.bob().link().down(LinkConditions.delayed(Duration.ofMillis(20)).loss(0.03));
        pair.alice().placeWithVideo(pair.bob().id());
        pair.bob().acceptWithVideo();
        pair.bob().awaitSeeing(300);
        pair.alice().call().stopVideo();
        pair.pass(Duration.ofSeconds(3)); // what was lost last has come again, or never will
        Both both = both();

        OutboundRtpStats sent = sent(both.alice, "video");
        InboundRtpStats received = received(both.bob, "video");
        Pictures pictures = received.video().orElseThrow();
        assertThat(sent.framesSent().orElseThrow()).isGreaterThanOrEqualTo(300);
        assertThat(pictures.framesReceived())
                .isEqualTo(pictures.framesDecoded() + pictures.framesDropped())
                .isBetween(300L, sent.framesSent().orElseThrow());
        assertThat(sent.nackCount()).isPositive().isEqualTo(received.repairs().nackCount());
        assertThat(sent.pliCount()).isEqualTo(received.repairs().pliCount());
        assertThat(received.repairs().retransmittedPacketsReceived())
                .isPositive()
                .isLessThanOrEqualTo(sent.retransmittedPacketsSent());
        assertThat(sent.rtxSsrc()).isPresent();
        assertThat(both.bob.get(received.stream().codecId()).orElseThrow().members())
                .containsEntry("mimeType", "video/VP8");
    }

    @Test
    void aCallThatIsOverAnswersHowItWasAtItsEnd() {
        pair.connect();
        pair.pass(Duration.ofSeconds(2));
        CallSession call = pair.alice().call();
        call.hangUp();
        pair.alice().awaitEnd();
        StatsReport first = both().alice;
        pair.pass(Duration.ofSeconds(5));
        StatsReport second = both().alice;

        assertThat(sent(first, "audio").packetsSent()).isPositive();
        assertThat(second).isEqualTo(first);
    }

    @Test
    void beforeThereIsATransportThereIsNothingToTell() {
        pair.alice().place(pair.bob().id());
        CompletableFuture<StatsReport> early = ask(pair.alice());
        assertThat(pair.await(SOON, early::isDone)).isTrue();

        assertThat(early.join().inbound("audio")).isEmpty();
        assertThat(early.join().candidatePair()).isEmpty();
    }

    @Test
    void L23_noAddressAndNoSecretIsInAReport() {
        pair.connect();
        pair.pass(Duration.ofSeconds(8));
        Both both = both();

        assertThat(both.alice.toJson() + both.bob.toJson())
                .doesNotContain("192.0.2", "198.51.100", "203.0.113", "3478", "password")
                .doesNotContainIgnoringCase("ufrag", "usernameFragment", "address", "url");
    }
}
