package io.calling.rtp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A jitter buffer for 20 ms frames under a clock that only tests move. */
final class JitterBufferHarness {
    static final int CLOCK_RATE = 48_000;
    static final int FRAME_TICKS = 960;
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    final JitterBuffer buffer =
            new JitterBuffer(
                    JitterBufferConfig.speech(CLOCK_RATE, Duration.ofMillis(20)),
                    (payload, offset, length) -> duration());
    private MediaPacket spare = new MediaPacket();
    private int duration = FRAME_TICKS;
    private int ssrc = 1;
    private long now = TimeUnit.HOURS.toNanos(3);
    private @Nullable Long stepZeroNanos;

    private int duration() {
        return duration;
    }

    void duration(int ticks) {
        duration = ticks;
    }

    /** The next packets are another source's; its first one arrives now. */
    void changeSource() {
        ssrc++;
        stepZeroNanos = null;
    }

    void pass(int millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Packets in this order, each of which was on time: the first one now, the others with it. */
    void receive(int... sequenceNumbers) {
        for (int sequenceNumber : sequenceNumbers) {
            receiveSent(sequenceNumber, sequenceNumber);
        }
    }

    /** One packet that was sent in the given step of 20 ms, and was on time. */
    void receiveSent(int sequenceNumber, int step) {
        if (stepZeroNanos == null) {
            stepZeroNanos = now - step * FRAME_NANOS;
        }
        receive(sequenceNumber, step * FRAME_TICKS, stepZeroNanos + step * FRAME_NANOS);
    }

    /** Packets that hold no sound, and arrive now. */
    void receiveEmpty(int... sequenceNumbers) {
        for (int sequenceNumber : sequenceNumbers) {
            spare.fill(ssrc, sequenceNumber, 0, now, new byte[0], 0, 0);
            spare = buffer.insert(spare);
        }
    }

    /** One packet that arrives now. */
    void receiveNow(int sequenceNumber, int timestamp) {
        receive(sequenceNumber, timestamp, now);
    }

    private void receive(int sequenceNumber, int timestamp, long atNanos) {
        byte[] payload = new byte[2];
        Bytes.put16(payload, 0, sequenceNumber);
        spare.fill(ssrc, sequenceNumber, timestamp, atNanos, payload, 0, payload.length);
        spare = buffer.insert(spare);
    }

    /** One step; then 20 ms pass. */
    JitterBuffer.Step step() {
        JitterBuffer.Step step = buffer.step(now);
        now += FRAME_NANOS;
        return step;
    }

    /** The number of the packet of the last step. */
    int number() {
        return Bytes.uint16(buffer.packet().payload(), 0);
    }

    /** The numbers of the next frames, −1 for a step that brings none. */
    List<Integer> play(int steps) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            numbers.add(step() == JitterBuffer.Step.FRAME ? number() : -1);
        }
        return numbers;
    }

    double wantedMillis() {
        return buffer.wantedTicks() / (CLOCK_RATE / 1_000.0);
    }

    long stepTicks() {
        return buffer.stepTicks();
    }

    long discarded() {
        return buffer.discarded();
    }

    long delayMillis() {
        return TimeUnit.NANOSECONDS.toMillis(buffer.delayNanos(now));
    }
}
