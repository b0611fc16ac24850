package io.calling.rtp.congestion;

import io.calling.rtp.ArrivalLog;
import io.calling.rtp.RtcpHandler;
import io.calling.rtp.RtcpReader;
import io.calling.rtp.RtcpWriter;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * A camera whose encoder does as it is told, give or take a fifth, and the feedback of the one who
 * watches it: through the same writers and readers of RTCP as a call.
 */
final class SimulatedFlow implements RtcpHandler {
    static final long FRAME_NANOS = TimeUnit.SECONDS.toNanos(1) / 30;
    private static final long FEEDBACK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int PACKET_BYTES = 1_200;
    private static final int MIN_PACKET_BYTES = 60;

    final BandwidthEstimator estimator;
    final PacketPacer pacer;
    private final SimulatedLink link;
    private final ArrivalLog arrivals = new ArrivalLog();
    private final byte[] buffer = new byte[2_000];
    private final RtcpWriter writer = new RtcpWriter(buffer);
    private final RtcpReader reader = new RtcpReader(this);
    private final long clockOffsetNanos;

    /** What the encoder never exceeds. */
    long mostBitsPerSecond = Long.MAX_VALUE;

    boolean feedback = true;
    boolean probing = true;
    boolean keyFrames;
    private boolean pacing;
    private int frames;
    private int sequence = 65_000;
    private long arrivedBytes;
    private long sentBytes;

    SimulatedFlow(SimulatedLink link, BandwidthConfig config) {
        this.link = link;
        this.estimator = new BandwidthEstimator(config, link.nowNanos());
        this.pacer = new PacketPacer(1_024, estimator.pacingBitsPerSecond());
        this.clockOffsetNanos = link.random().nextLong(1L << 40);
    }

    void start() {
        if (probing) {
            estimator.beginProbing(link.nowNanos());
        }
        frame();
        link.after(FEEDBACK_NANOS, this::report);
    }

    private void frame() {
        long rate = Math.min(estimator.targetBitsPerSecond(), mostBitsPerSecond);
        double frameBytes = rate / 8e9 * FRAME_NANOS * (0.8 + 0.4 * link.random().nextDouble());
        int left = (int) (keyFrames && frames++ % 300 == 0 ? 4 * frameBytes : frameBytes);
        while (left > 0) {
            int bytes = Math.max(MIN_PACKET_BYTES, Math.min(left, PACKET_BYTES));
            pacer.addMedia(bytes, bytes);
            left -= bytes;
        }
        send();
        link.after(FRAME_NANOS, this::frame);
    }

    private void send() {
        if (!pacing) {
            pacing = true;
            pace();
        }
    }

    private void pace() {
        long now = link.nowNanos();
        pacer.rate(estimator.pacingBitsPerSecond());
        for (long bytes = pacer.poll(now); bytes != PacketPacer.NOTHING; bytes = pacer.poll(now)) {
            leave((int) bytes);
            pacer.rate(estimator.pacingBitsPerSecond());
        }
        while (pacer.isEmpty() && estimator.wantsPadding() && pacer.freeAt(now) <= now) {
            int bytes = estimator.paddingBytes();
            pacer.onUnqueued(bytes, now);
            leave(bytes);
        }
        long next = estimator.wantsPadding() ? pacer.freeAt(now) : pacer.nextNanos(now);
        pacing = next != PacketPacer.NEVER;
        if (pacing) {
            link.after(next - now, this::pace);
        }
    }

    private void leave(int bytes) {
        sequence = sequence + 1 & 0xFFFF;
        int number = sequence;
        estimator.onPacketSent(number, bytes, link.nowNanos());
        sentBytes += bytes;
        link.carry(bytes, () -> arrive(number, bytes));
    }

    private void arrive(int number, int bytes) {
        arrivedBytes += bytes;
        arrivals.onPacket(number, link.nowNanos() + clockOffsetNanos);
    }

    private void report() {
        writer.begin(0).transportFeedback(1, 2, arrivals);
        if (feedback && writer.length() > 0) {
            byte[] packet = Arrays.copyOf(buffer, writer.length());
            link.after(link.delayNanos, () -> reader.read(packet, 0, packet.length));
        }
        link.after(FEEDBACK_NANOS, this::report);
    }

    @Override
    public void onTransportFeedback(int sender, int source, byte[] bytes, int offset, int length) {
        estimator.onTransportFeedback(bytes, offset, length, link.nowNanos());
        send();
    }

    long arrivedBytes() {
        return arrivedBytes;
    }

    long sentBytes() {
        return sentBytes;
    }

    long target() {
        return estimator.targetBitsPerSecond();
    }
}
