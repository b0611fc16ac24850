package io.calling.examples.videocall;

import io.calling.rtp.OpusPacket;
import io.calling.rtp.SequenceNumber;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Puts Opus packets in order and fills gaps, so that a file keeps the time of the call. A packet
 * that its successors overtook by far is given up.
 */
final class OpusOrder {
    private static final int PATIENCE_PACKETS = 10;
    private static final int LONGEST_GAP_TICKS = 10 * OpusPacket.CLOCK_RATE;
    private static final int FRAME_TICKS = OpusPacket.CLOCK_RATE / 50;

    /**
     * SILK, narrow band, 20 ms, and no data: "lost", which a decoder conceals (RFC 6716, 3.2.1).
     */
    private static final byte LOST = 0x08;

    private final Consumer<byte[]> out;
    private final TreeMap<Long, Packet> waiting = new TreeMap<>();
    private long newest = Long.MIN_VALUE;
    private long next;
    private int nextTimestamp;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Packet(int timestamp, byte[] bytes) {}

    OpusOrder(Consumer<byte[]> out) {
        this.out = out;
    }

    /** Fills the time before the first packet. */
    void silence(int ticks) {
        for (int filled = 0; filled + FRAME_TICKS <= ticks; filled += FRAME_TICKS) {
            out.accept(new byte[] {LOST});
        }
    }

    void add(int sequenceNumber, int timestamp, byte[] packet) {
        if (newest == Long.MIN_VALUE) {
            newest = next = sequenceNumber + (long) SequenceNumber.MODULUS;
            nextTimestamp = timestamp;
        }
        long sequence = SequenceNumber.extend(sequenceNumber, newest);
        if (sequence < next) {
            return;
        }
        newest = Math.max(newest, sequence);
        waiting.put(sequence, new Packet(timestamp, packet));
        while (!waiting.isEmpty()
                && (waiting.firstKey() == next || waiting.size() > PATIENCE_PACKETS)) {
            release();
        }
    }

    void end() {
        while (!waiting.isEmpty()) {
            release();
        }
    }

    private void release() {
        var first = waiting.pollFirstEntry();
        Packet packet = first.getValue();
        int gap = packet.timestamp() - nextTimestamp;
        if (gap > 0 && gap <= LONGEST_GAP_TICKS) {
            silence(gap);
        }
        out.accept(packet.bytes());
        next = first.getKey() + 1;
        nextTimestamp =
                packet.timestamp() + OpusPacket.ticks(packet.bytes(), 0, packet.bytes().length);
    }
}
