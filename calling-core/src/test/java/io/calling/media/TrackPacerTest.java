package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.calling.rtp.Cname;
import io.calling.rtp.HeaderExtensions;
import io.calling.rtp.RtcpWriter;
import io.calling.rtp.RtpPacket;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** When the packets of a transport leave. */
class TrackPacerTest {
    private static final long MILLI = 1_000_000;
    private static final long FRAME_MILLIS = 33;
    private static final int TRANSPORT_SEQUENCE = 3;

    private TrackPair pair = new TrackPair(true);
    private int sequence = 100;
    private int timestamp;

    private void frame(int packets) {
        timestamp += 2_970;
        for (int i = 0; i < packets; i++) {
            pair.left.sendVideo(sequence++ & 0xFFFF, timestamp, "x".repeat(1_000));
        }
    }

    private void film(int packetsPerFrame, int seconds) {
        for (long millis = 0; millis < seconds * 1_000L; millis += FRAME_MILLIS) {
            frame(packetsPerFrame);
            pair.pass(FRAME_MILLIS);
        }
    }

    private static RtpPacket packet(byte[] bytes) {
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
        return packet;
    }

    private List<RtpPacket> sent(int payloadType) {
        return pair.left.wire.stream()
                .map(TrackPacerTest::packet)
                .filter(packet -> packet.payloadType() == payloadType)
                .toList();
    }

    @Test
    void aLargeFrameLeavesLittleByLittleAndInOrder() {
        frame(20);
        assertThat(pair.left.wire).hasSizeLessThan(3);
        pair.pass(100);
        assertThat(pair.left.wire).hasSizeBetween(8, 13); // 750 kbit/s
        pair.pass(400);
        assertThat(sent(TrackPair.VP8))
                .extracting(RtpPacket::sequenceNumber)
                .containsExactlyElementsOf(numbers(100, 20));
    }

    private static List<Integer> numbers(int first, int count) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(first + i);
        }
        return numbers;
    }

    @Test
    void soundLeavesAtOnceHoweverManyPicturesWait() {
        frame(50);
        pair.pass(7);
        pair.left.audio().send(TrackPair.OPUS, false, 1, 960, new byte[80], 0, 80);
        byte[] last = pair.left.wire.get(pair.left.wire.size() - 1);
        assertThat(packet(last).payloadType()).isEqualTo(TrackPair.OPUS);
    }

    @Test
    void theNumbersOfTheTransportFollowTheOrderOnTheWire() {
        frame(20);
        for (int i = 0; i < 10; i++) {
            pair.left.audio().send(TrackPair.OPUS, false, i, 960 * i, new byte[80], 0, 80);
            pair.pass(20);
        }
        pair.pass(200);
        int before = transportSequence(pair.left.wire.get(0));
        for (byte[] bytes : pair.left.wire.subList(1, pair.left.wire.size())) {
            assertThat(transportSequence(bytes)).isEqualTo(++before & 0xFFFF);
        }
    }

    private static int transportSequence(byte[] bytes) {
        HeaderExtensions extensions = new HeaderExtensions();
        assertThat(extensions.wrap(packet(bytes)).find(TRANSPORT_SEQUENCE)).isTrue();
        int at = extensions.offset();
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    @Test
    void whatWasAskedForAgainOvertakesWhatWaits() {
        frame(1);
        pair.pass(100);
        frame(30);
        nack(100);
        pair.pass(40);
        assertThat(sent(TrackPair.RTX)).hasSize(1);
        assertThat(sent(TrackPair.VP8)).hasSizeLessThan(10);
    }

    private void nack(int number) {
        byte[] rtcp = new byte[100];
        RtcpWriter writer = new RtcpWriter(rtcp).begin(0).nack(1, 1_010, number, 0);
        pair.left.bundle.onRtcp(rtcp, 0, writer.length());
    }

    @Test
    void whatHasNotLeftIsNotSentAgain() {
        pair = new TrackPair(false);
        frame(30);
        nack(129);
        pair.pass(1_000);
        assertThat(sent(TrackPair.VP8))
                .extracting(RtpPacket::sequenceNumber)
                .containsExactlyElementsOf(numbers(100, 30));
    }

    @Test
    void aFrameOfWhateverSizeLeavesWholeAndNoPacketIsOvertaken() {
        frame(500);
        pair.pass(10_000);
        assertThat(sent(TrackPair.VP8))
                .extracting(RtpPacket::sequenceNumber)
                .containsExactlyElementsOf(numbers(100, 500));
    }

    @Test
    void withoutAnyFeedbackWhatIsOfferedLeavesInItsTime() {
        pair = new TrackPair(true, false);
        for (int i = 0; i < 300; i++) {
            frame(8); // two megabits
            pair.pass(FRAME_MILLIS);
        }
        pair.pass(FRAME_MILLIS);
        assertThat(pair.left.wire.size()).isGreaterThan(sequence - 100 - 30);
    }

    @Test
    void probesOfRepairsFindAWidePathForAnEncoderThatNeedsLittle() {
        film(1, 4);
        assertThat(target()).isGreaterThan(2_000_000);
        assertThat(sent(TrackPair.RTX)).hasSizeBetween(5, 100);
        // They came before: nobody is shown anything twice.
        assertThat(pair.right.heardSequences()).doesNotHaveDuplicates();
    }

    @Test
    void whereThereAreNoRepairsNothingIsProbed() {
        pair = new TrackPair(false);
        film(1, 4);
        assertThat(target()).isLessThan(500_000);
        assertThat(pair.left.wire).hasSize(sequence - 100);
    }

    @Test
    void packetsTooSmallForAProbeArePaddedInstead() {
        for (int i = 0; i < 100; i++) {
            pair.left.sendVideo(sequence++, timestamp += 2_970, "tiny");
            pair.pass(FRAME_MILLIS);
        }
        assertThat(target()).isGreaterThan(1_000_000);
        assertThat(sent(TrackPair.RTX)).allMatch(p -> p.paddingBytes() == 255);
        assertThat(sent(TrackPair.RTX)).allMatch(p -> p.payloadLength() == 0);
    }

    private long target() {
        List<Long> targets = pair.left.targets;
        return targets.isEmpty() ? 0 : targets.get(targets.size() - 1);
    }

    /** Whatever is sent and asked for: each leaves once, in order, soon, and sound at once. */
    @Test
    void anyCourseKeepsTheOrderAndLosesNothing() {
        for (int seed = 0; seed < 30; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            pair = new TrackPair(random.nextBoolean(), random.nextBoolean());
            sequence = random.nextInt(0x8000);
            int first = sequence;
            for (int step = 0; step < 200; step++) {
                timestamp += 2_970;
                for (int packets = random.nextInt(6); packets > 0; packets--) {
                    String payload = "x".repeat(1 + random.nextInt(1_100));
                    assertThat(pair.left.sendVideo(sequence++ & 0xFFFF, timestamp, payload))
                            .isTrue();
                }
                nack(Math.max(first, sequence - random.nextInt(40)) & 0xFFFF);
                int before = pair.left.wire.size();
                pair.left.audio().send(TrackPair.OPUS, false, step, step, new byte[80], 0, 80);
                assertThat(pair.left.wire).hasSize(before + 1);
                pair.pass(random.nextInt(40));
            }
            pair.pass(1_100);
            List<Integer> left = originals();
            assertThat(left).containsExactlyElementsOf(numbers(first, sequence - first));
        }
    }

    /** What left for the first time; repeats of it without a format of their own look the same. */
    private List<Integer> originals() {
        return sent(TrackPair.VP8).stream().map(RtpPacket::sequenceNumber).distinct().toList();
    }

    @Test
    void aChangeOfWhatWasNegotiatedLosesNothingThatWaits() {
        frame(30);
        pair.left.hold();
        assertThat(sent(TrackPair.VP8)).hasSize(30);
    }

    @Test
    void whatWaitsAsTheTransportClosesNeverLeaves() {
        frame(30);
        int before = pair.left.wire.size();
        pair.left.bundle.close();
        pair.pass(2_000);
        assertThat(pair.left.wire).hasSize(before);
    }

    @Test
    void aKeyFrameOvertakesWhatOtherTracksLetWait() {
        List<Integer> left = new ArrayList<>();
        FrugalNetwork network = new FrugalNetwork();
        TrackBundle bundle = bundle(network, new Wire(left));
        RtpTrack camera = bundle.tracks().get(0);
        RtpTrack screen = bundle.tracks().get(1);
        byte[] delta = vp8(false);
        for (int i = 0; i < 10; i++) {
            camera.send(TrackPair.VP8, i == 9, i, 1, delta, 0, delta.length);
        }
        byte[] key = vp8(true);
        for (int i = 0; i < 3; i++) {
            screen.send(TrackPair.VP8, i == 2, 100 + i, 1, i == 0 ? key : delta, 0, key.length);
        }
        network.pass(1_000 * MILLI);
        assertThat(left).containsExactly(0, 100, 101, 102, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void aKeyFrameDoesNotOvertakeItsOwnTrack() {
        List<Integer> left = new ArrayList<>();
        FrugalNetwork network = new FrugalNetwork();
        RtpTrack camera = bundle(network, new Wire(left)).tracks().get(0);
        for (int i = 0; i < 9; i++) {
            byte[] payload = vp8(i == 3);
            camera.send(TrackPair.VP8, i % 3 == 2, i, i / 3, payload, 0, payload.length);
        }
        network.pass(1_000 * MILLI);
        assertThat(left).containsExactlyElementsOf(numbers(0, 9));
    }

    private static byte[] vp8(boolean key) {
        byte[] payload = new byte[1_000];
        payload[0] = (byte) (key ? 0x10 : 0);
        return payload;
    }

    private static TrackBundle bundle(FrugalNetwork network, TrackOutput out) {
        TrackBundle bundle =
                new TrackBundle(
                        List.of(TrackPair.videoConfig(10, true), TrackPair.videoConfig(20, true)),
                        new Cname("0123456789abcdef"),
                        out,
                        network);
        bundle.start();
        return bundle;
    }

    @Test
    void aPacketAllocatesNothing() {
        FrugalNetwork network = new FrugalNetwork();
        RtpTrack camera = bundle(network, new Wire(null)).tracks().get(0);
        byte[] payload = vp8(false);
        int warm = 20_000;
        send(camera, network, payload, 0, warm);
        long before = allocated();
        send(camera, network, payload, warm, warm);
        long bytes = allocated() - before;
        assertThat(camera.statistics().packetsSent()).isGreaterThan(2 * warm - 100);
        // A report each second allocates a few dozen bytes; a packet, none.
        assertThat(bytes / warm).isLessThan(4);
    }

    private static void send(
            RtpTrack camera, FrugalNetwork network, byte[] payload, int from, int count) {
        for (int i = from; i < from + count; i++) {
            camera.send(TrackPair.VP8, true, i & 0xFFFF, i, payload, 0, payload.length);
            network.pass(10 * MILLI);
        }
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** Notes the numbers of what leaves, where somebody wants to know. */
    private static final class Wire implements TrackOutput {
        private final RtpPacket view = new RtpPacket();
        private final List<Integer> left;

        Wire(List<Integer> left) {
            this.left = left;
        }

        @Override
        public void rtp(byte[] buffer, int offset, int length) {
            if (left != null && view.wrap(buffer, offset, length)) {
                left.add(view.sequenceNumber());
            }
        }

        @Override
        public int rtpOnce(byte[] buffer, int offset, int length) {
            throw new AssertionError("repairs were negotiated");
        }

        @Override
        public void repeat(byte[] buffer, int offset, int length) {
            throw new AssertionError("repairs were negotiated");
        }

        @Override
        public void rtcp(byte[] buffer, int offset, int length) {
            // Nobody listens.
        }
    }
}
