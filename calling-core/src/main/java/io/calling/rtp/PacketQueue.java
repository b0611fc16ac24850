package io.calling.rtp;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Hands packets from one thread, the loop, to one other, the decoder's, without a lock. Bounded:
 * where the decoder doesn't keep up, the newest packet is dropped.
 */
public final class PacketQueue {
    private static final int CAPACITY = 64;

    private final MediaPacket[] ring = new MediaPacket[CAPACITY];
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger read = new AtomicInteger();

    /** An empty queue. */
    public PacketQueue() {
        for (int i = 0; i < CAPACITY; i++) {
            ring[i] = new MediaPacket();
        }
    }

    /**
     * Copies a packet into the queue.
     *
     * @return false where there is no room, or its payload is beyond all reason
     */
    public boolean offer(RtpPacket packet, long nowNanos) {
        return offer(packet, packet.payloadLength(), nowNanos);
    }

    /**
     * That a packet came which holds no sound: a report of a key, for example. It has its place
     * among the others all the same, or would be missed.
     *
     * @return false where there is no room
     */
    public boolean offerEmpty(RtpPacket packet, long nowNanos) {
        return offer(packet, 0, nowNanos);
    }

    private boolean offer(RtpPacket packet, int length, long nowNanos) {
        int at = written.getPlain();
        if (at - read.getAcquire() == CAPACITY || length > MediaPacket.MAX_PAYLOAD_BYTES) {
            return false;
        }
        ring[at & CAPACITY - 1].fill(packet, length, nowNanos);
        written.setRelease(at + 1);
        return true;
    }

    /**
     * Hands over everything that is there.
     *
     * @param taker gives a packet to fill in exchange for each one that it takes
     */
    public void drain(UnaryOperator<MediaPacket> taker) {
        int end = written.getAcquire();
        int at = read.getPlain();
        while (at != end) {
            int index = at & CAPACITY - 1;
            ring[index] = taker.apply(ring[index]);
            at++;
        }
        read.setRelease(at);
    }
}
