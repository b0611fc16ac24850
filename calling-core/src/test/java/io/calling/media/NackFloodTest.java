package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.rtp.Cname;
import io.calling.rtp.RtcpWriter;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A peer that asks again and again for all that was ever sent: what it gets, and at what cost. */
class NackFloodTest {
    private static final int FRAME_MILLIS = 33;
    private static final int STEP_MILLIS = 3;
    private static final int PACKET_BYTES = 1_000;
    private static final int PER_NACK = 17;
    private static final int EVERYTHING = 30 * PER_NACK;
    private static final int SECONDS = 20;
    private static final double SHARE = 0.5;

    /** Three quarters of the shortest round trip that is believed. */
    private static final int LEAST_PAUSE_MILLIS = 15;

    private TrackPair pair = new TrackPair(true);
    private int sequence = 100;
    private int timestamp;
    private long nackBytes;

    /** A camera that shows what it may for so long, while all that is kept is asked for. */
    private void film(int seconds, int askedFor, int everyMillis) {
        for (int millis = 0; millis < seconds * 1_000; millis += STEP_MILLIS) {
            if (millis % FRAME_MILLIS == 0) {
                frame();
            }
            if (askedFor > 0 && millis % everyMillis == 0) {
                nack(askedFor);
            }
            pair.pass(STEP_MILLIS);
        }
    }

    private void frame() {
        timestamp += 2_970;
        long bytes = target() / 8 * FRAME_MILLIS / 1_000;
        for (long left = bytes; left > 0; left -= PACKET_BYTES) {
            String payload = "x".repeat((int) Math.min(left, PACKET_BYTES));
            pair.left.sendVideo(sequence++ & 0xFFFF, timestamp, payload);
        }
    }

    private long target() {
        List<Long> targets = pair.left.targets;
        return targets.isEmpty() ? 300_000 : targets.get(targets.size() - 1);
    }

    private void nack(int packets) {
        byte[] rtcp = new byte[1_200];
        RtcpWriter writer = new RtcpWriter(rtcp).begin(0);
        for (int back = packets; back > 0; back -= PER_NACK) {
            writer.nack(1, 1_010, sequence - back & 0xFFFF, 0xFFFF);
        }
        nackBytes += writer.length();
        pair.left.bundle.onRtcp(rtcp, 0, writer.length());
    }

    private long bytes(int payloadType) {
        return pair.left.wire.stream()
                .filter(packet -> (packet[1] & 0x7F) == payloadType)
                .mapToLong(packet -> packet.length)
                .sum();
    }

    private long mostRepaired(int seconds) {
        return (long) ((SHARE * seconds + 1) * target() / 8);
    }

    @Test
    void aFloodOfRequestsGetsHalfOfWhatIsSentAndNoMore() {
        film(4, 0, 1);
        pair.left.wire.clear();
        film(SECONDS, EVERYTHING, STEP_MILLIS);
        assertThat(bytes(TrackPair.RTX)).isBetween(1L, mostRepaired(SECONDS));
    }

    @Test
    void aFewRequestsForEverythingGetNoMoreEither() {
        film(4, 0, 1);
        pair.left.wire.clear();
        film(SECONDS, EVERYTHING, 3 * FRAME_MILLIS);
        assertThat(nackBytes).isLessThan(100_000);
        assertThat(bytes(TrackPair.RTX)).isBetween(1L, mostRepaired(SECONDS));
    }

    @Test
    void withoutFeedbackItIsNoMore() {
        pair = new TrackPair(true, false);
        film(SECONDS, EVERYTHING, STEP_MILLIS);
        assertThat(bytes(TrackPair.RTX)).isBetween(1L, mostRepaired(SECONDS));
    }

    @Test
    void thePicturesGoOnAndTheRefusalsAreCounted() {
        film(SECONDS, EVERYTHING, STEP_MILLIS);
        pair.pass(FRAME_MILLIS);
        TrackStatistics statistics = pair.left.video().statistics();
        assertThat(statistics.packetsSent()).isEqualTo(sequence - 100L);
        assertThat(statistics.retransmissionsRefused()).isGreaterThan(100_000);
    }

    @Test
    void noPacketIsSentAgainBeforeARoundTripIsOverOrMoreThanTenTimes() {
        pair = new TrackPair(false);
        for (int packet = 0; packet < PER_NACK; packet++) {
            pair.left.sendVideo(sequence++, timestamp, "picture");
        }
        pair.pass(100);
        assertThat(pair.left.wire).hasSize(PER_NACK);
        for (int millis = 0; millis < 3_000; millis += STEP_MILLIS) {
            nack(PER_NACK);
            pair.pass(STEP_MILLIS);
        }
        Map<Integer, Long> last = new TreeMap<>();
        for (int i = PER_NACK; i < pair.left.wire.size(); i++) {
            byte[] packet = pair.left.wire.get(i);
            long millis = pair.left.wireNanos.get(i) / 1_000_000;
            Long before = last.put((packet[2] & 0xFF) << 8 | packet[3] & 0xFF, millis);
            assertThat(before == null || millis - before >= LEAST_PAUSE_MILLIS).isTrue();
        }
        assertThat(pair.left.wire).hasSize(PER_NACK * (1 + PacketHistory.MOST_REPEATS));
    }

    /** Of an honest peer, which asks for what is missing. */
    @Test
    void whatAPathLosesIsRepairedThoughItIsAThirdAndThenAllForAMoment() {
        SplittableRandom random = new SplittableRandom(1);
        film(4, 0, 1);
        pair.left.lost = number -> random.nextInt(100) < 30;
        film(SECONDS, 0, 1);
        pair.left.lost = number -> true;
        for (int frame = 0; frame < 6; frame++) {
            frame();
            pair.pass(FRAME_MILLIS);
        }
        pair.left.lost = number -> false;
        film(2, 0, 1);
        assertThat(pair.right.heardSequences()).hasSize(sequence - 100);
        assertThat(pair.left.video().statistics().retransmissionsRefused()).isZero();
    }

    @Test
    void soundThatAgreedOnRequestsIsNotRepeatedWithoutEndEither() {
        FrugalNetwork network = new FrugalNetwork();
        AtomicLong bytes = new AtomicLong();
        TrackBundle bundle =
                new TrackBundle(List.of(sound()), new Cname("x"), new Wire(bytes), network);
        bundle.start();
        for (int frame = 0; frame < 1_000; frame++) {
            bundle.tracks().get(0).send(TrackPair.OPUS, false, frame, 960, new byte[80], 0, 80);
            byte[] rtcp = new byte[1_200];
            RtcpWriter writer = new RtcpWriter(rtcp).begin(0);
            for (int back = EVERYTHING; back > 0; back -= PER_NACK) {
                writer.nack(1, 1_000, frame - back & 0xFFFF, 0xFFFF);
            }
            bundle.onRtcp(rtcp, 0, writer.length());
            network.pass(20_000_000);
        }
        long once = 1_000 * 100;
        assertThat(bytes.get()).isLessThan(2 * once);
    }

    private static TrackConfig sound() {
        TrackConfig config = TrackPair.audioConfig(1_000);
        TrackFormat opus =
                new TrackFormat("opus", TrackPair.OPUS, 48_000, OptionalInt.empty(), true, false);
        return new TrackConfig(
                config.mid(),
                config.kind(),
                config.ssrc(),
                config.rtxSsrc(),
                config.cname(),
                List.of(opus),
                config.extensions(),
                true,
                true,
                config.remoteSsrcs());
    }

    /** Counts what leaves. */
    private record Wire(AtomicLong bytes) implements TrackOutput {
        @Override
        public void rtp(byte[] buffer, int offset, int length) {
            bytes.addAndGet(length);
        }

        @Override
        public int rtpOnce(byte[] buffer, int offset, int length) {
            rtp(buffer, offset, length);
            return length;
        }

        @Override
        public void repeat(byte[] buffer, int offset, int length) {
            rtp(buffer, offset, length);
        }

        @Override
        public void rtcp(byte[] buffer, int offset, int length) {
            // Nobody listens.
        }
    }
}
