package io.calling.rtp.congestion;

import java.util.concurrent.TimeUnit;

/**
 * When each packet may leave: a leaky bucket, so that the packets of a large frame don't fill the
 * queue at the bottleneck. Audio never waits and is counted all the same, so that the rest gives
 * way to it; what the peer asked for again leaves before new video, and key frames before other
 * pictures. The packets themselves stay with the caller, who gives each a handle.
 *
 * <p>Pure and fixed in size; one thread.
 */
public final class PacketPacer {
    /** {@link #poll} when nothing may leave now. */
    public static final long NOTHING = -1;

    /** {@link #nextNanos} when nothing waits. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Time that may be made up for after a late timer. */
    private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** What left all the same, before its time, holds up the rest for no longer. */
    private static final long MOST_DEBT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** However little may be sent, sound takes no more of the time. */
    private static final double AUDIO_SHARE = 0.75;

    /** No packet of video waits longer than this for those before it, however low the rate. */
    private static final double MAX_WAIT_SECONDS = 1;

    private final Queue retransmissions;
    private final Queue keyFrames;
    private final Queue media;
    private long bitsPerSecond;

    /** At which the longest queue since there was none empties in time. */
    private double urgentBitsPerSecond;

    private boolean started;
    private long freeNanos;
    private boolean heard;
    private long audioNanos;

    /** At most {@code capacity} packets of each kind wait. */
    public PacketPacer(int capacity, long bitsPerSecond) {
        this.retransmissions = new Queue(capacity);
        this.keyFrames = new Queue(capacity);
        this.media = new Queue(capacity);
        rate(bitsPerSecond);
    }

    /** How fast packets leave from now on. */
    public void rate(long value) {
        bitsPerSecond = Math.max(1, value);
    }

    /** A packet of audio left at once. */
    public void onAudio(int bytes, long nowNanos) {
        long most = heard ? (long) (AUDIO_SHARE * (nowNanos - audioNanos)) : Long.MAX_VALUE;
        heard = true;
        audioNanos = nowNanos;
        spendNanos(Math.min(most, durationNanos(bytes)), nowNanos);
    }

    /** Padding, or whatever wasn't queued here, left. */
    public void onUnqueued(int bytes, long nowNanos) {
        spend(bytes, nowNanos);
    }

    /** Queues a packet of video, by a handle of 0 or more. Whether there was room. */
    public boolean addMedia(long handle, int bytes) {
        return noteWait(media.add(handle, bytes));
    }

    /**
     * Queues a packet of a key frame, by a handle of 0 or more. Whether there was room. It
     * overtakes what {@link #addMedia} queued: give it packets of one source only while none of
     * that source waits there.
     */
    public boolean addKeyFrame(long handle, int bytes) {
        return noteWait(keyFrames.add(handle, bytes));
    }

    /** Queues a retransmission, by a handle of 0 or more. Whether there was room. */
    public boolean addRetransmission(long handle, int bytes) {
        return noteWait(retransmissions.add(handle, bytes));
    }

    private boolean noteWait(boolean added) {
        double needed = queuedBytes() * Byte.SIZE / MAX_WAIT_SECONDS;
        urgentBitsPerSecond = Math.max(urgentBitsPerSecond, needed);
        return added;
    }

    /** When to {@link #poll} next; {@link #NEVER} while nothing waits. */
    public long nextNanos(long nowNanos) {
        return isEmpty() ? NEVER : freeAt(nowNanos);
    }

    /** From when on another packet may leave. */
    public long freeAt(long nowNanos) {
        return started && freeNanos - nowNanos > 0 ? freeNanos : nowNanos;
    }

    /** Whether no packet waits. */
    public boolean isEmpty() {
        return media.count == 0 && keyFrames.count == 0 && retransmissions.count == 0;
    }

    /** The handle of the packet that leaves now, or {@link #NOTHING}. */
    public long poll(long nowNanos) {
        return freeAt(nowNanos) - nowNanos > 0 ? NOTHING : pollAnyway(nowNanos);
    }

    /** The handle of the packet that is next, whether it is time or not, or {@link #NOTHING}. */
    public long pollAnyway(long nowNanos) {
        if (isEmpty()) {
            return NOTHING;
        }
        Queue queue = first();
        spend(queue.firstBytes(), nowNanos);
        long handle = queue.remove();
        urgentBitsPerSecond = isEmpty() ? 0 : urgentBitsPerSecond;
        return handle;
    }

    private Queue first() {
        if (retransmissions.count > 0) {
            return retransmissions;
        }
        return keyFrames.count > 0 ? keyFrames : media;
    }

    private void spend(int bytes, long nowNanos) {
        spendNanos(durationNanos(bytes), nowNanos);
    }

    private long durationNanos(int bytes) {
        return (long) (bytes * 8e9 / Math.max(bitsPerSecond, urgentBitsPerSecond));
    }

    private void spendNanos(long nanos, long nowNanos) {
        long earliest = nowNanos - BURST_NANOS;
        if (!started || freeNanos - earliest < 0) {
            freeNanos = earliest;
            started = true;
        }
        freeNanos += nanos;
        long latest = nowNanos + Math.max(nanos, MOST_DEBT_NANOS);
        freeNanos = freeNanos - latest > 0 ? latest : freeNanos;
    }

    /** Bytes of the packets that wait. */
    public long queuedBytes() {
        return media.bytes + keyFrames.bytes + retransmissions.bytes;
    }

    /** Packets that wait. */
    public int queuedPackets() {
        return media.count + keyFrames.count + retransmissions.count;
    }

    /** Forgets what waits. */
    public void clear() {
        urgentBitsPerSecond = 0;
        media.clear();
        keyFrames.clear();
        retransmissions.clear();
    }

    private static final class Queue {
        private final long[] handles;
        private final int[] sizes;
        private int first;
        private int count;
        private long bytes;

        private Queue(int capacity) {
            handles = new long[capacity];
            sizes = new int[capacity];
        }

        private boolean add(long handle, int packetBytes) {
            if (count == handles.length) {
                return false;
            }
            int at = (first + count) % handles.length;
            handles[at] = handle;
            sizes[at] = packetBytes;
            count++;
            bytes += packetBytes;
            return true;
        }

        private int firstBytes() {
            return sizes[first];
        }

        private long remove() {
            long handle = handles[first];
            bytes -= sizes[first];
            count--;
            first = (first + 1) % handles.length;
            return handle;
        }

        private void clear() {
            count = 0;
            bytes = 0;
        }
    }
}
