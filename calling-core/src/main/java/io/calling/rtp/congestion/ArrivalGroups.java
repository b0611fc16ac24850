package io.calling.rtp.congestion;

import java.util.concurrent.TimeUnit;

/**
 * Gathers packets into groups that left together, or arrived as one burst, and compares each group
 * with the one before: by how much more time passed at the receiver than at the sender, the queues
 * between them have grown.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-rmcat-gcc-02#section-5.2">
 *     draft-ietf-rmcat-gcc-02, 5.2</a>
 */
final class ArrivalGroups {
    /** "Packets are grouped together if they are sent within a burst_time interval" of 5 ms. */
    private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** A burst on arrival, as after a radio link's pause, is no longer than this. */
    private static final long MAX_BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long CLOCK_JUMP_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int MAX_REORDERED = 3;

    private final Group current = new Group();
    private final Group previous = new Group();
    private int reordered;
    private long sendDeltaNanos;
    private long arrivalDeltaNanos;

    /**
     * Takes an acknowledged packet, in the order of sending.
     *
     * @return whether a group was completed, and the two deltas are those between it and the one
     *     before
     */
    boolean onPacket(long sentNanos, long arrivalNanos) {
        if (!current.begun) {
            current.begin(sentNanos, arrivalNanos);
            return false;
        }
        if (sentNanos - current.firstSentNanos < 0) {
            return false;
        }
        if (!beginsGroup(sentNanos, arrivalNanos)) {
            current.add(sentNanos, arrivalNanos);
            return false;
        }
        boolean compared = previous.begun && compare();
        // A group that was overtaken is left out: the next one is compared with the one before it,
        // so that what the queues have grown by in between is counted all the same.
        if (compared || !previous.begun) {
            previous.copy(current);
        }
        current.begin(sentNanos, arrivalNanos);
        return compared;
    }

    private boolean beginsGroup(long sentNanos, long arrivalNanos) {
        return !isBurst(sentNanos, arrivalNanos)
                && sentNanos - current.firstSentNanos > BURST_NANOS;
    }

    private boolean isBurst(long sentNanos, long arrivalNanos) {
        long arrival = arrivalNanos - current.lastArrivalNanos;
        long send = sentNanos - current.lastSentNanos;
        return send == 0
                || arrival >= 0
                        && arrival < send
                        && arrival <= BURST_NANOS
                        && arrivalNanos - current.firstArrivalNanos < MAX_BURST_NANOS;
    }

    private boolean compare() {
        sendDeltaNanos = current.lastSentNanos - previous.lastSentNanos;
        arrivalDeltaNanos = current.lastArrivalNanos - previous.lastArrivalNanos;
        if (Math.abs(arrivalDeltaNanos - sendDeltaNanos) >= CLOCK_JUMP_NANOS) {
            reset();
            return false;
        }
        reordered = arrivalDeltaNanos >= 0 ? 0 : reordered + 1;
        if (reordered >= MAX_REORDERED) {
            reset();
        }
        return reordered == 0;
    }

    /** Begins anew, as after a change of the path or of the peer's clock. */
    void reset() {
        current.begun = false;
        previous.begun = false;
        reordered = 0;
    }

    /** Between the last packets of the two groups, at the sender. */
    long sendDeltaNanos() {
        return sendDeltaNanos;
    }

    /** Between the last packets of the two groups, at the receiver. */
    long arrivalDeltaNanos() {
        return arrivalDeltaNanos;
    }

    /** Arrival of the group that was completed. */
    long arrivalNanos() {
        return previous.lastArrivalNanos;
    }

    private static final class Group {
        private boolean begun;
        private long firstSentNanos;
        private long lastSentNanos;
        private long firstArrivalNanos;
        private long lastArrivalNanos;

        private void begin(long sentNanos, long arrivalNanos) {
            begun = true;
            firstSentNanos = sentNanos;
            lastSentNanos = sentNanos;
            firstArrivalNanos = arrivalNanos;
            lastArrivalNanos = arrivalNanos;
        }

        private void add(long sentNanos, long arrivalNanos) {
            lastSentNanos = sentNanos - lastSentNanos > 0 ? sentNanos : lastSentNanos;
            lastArrivalNanos = Math.max(lastArrivalNanos, arrivalNanos);
        }

        private void copy(Group from) {
            begun = true;
            firstSentNanos = from.firstSentNanos;
            lastSentNanos = from.lastSentNanos;
            firstArrivalNanos = from.firstArrivalNanos;
            lastArrivalNanos = from.lastArrivalNanos;
        }
    }
}
