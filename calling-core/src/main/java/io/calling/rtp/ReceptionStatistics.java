package io.calling.rtp;

/**
 * What one source's packets say about the network: loss and jitter, as receiver reports carry them.
 * Fixed in size; not thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3550#appendix-A.1">RFC 3550, A.1, A.3, A.8</a>
 */
public final class ReceptionStatistics {
    private static final int MAX_DROPOUT = 3_000;
    private static final int MAX_MISORDER = 100;
    private static final int NO_SEQUENCE = -1;
    private static final int MAX_LOST = 0x7F_FFFF;
    private static final int MIN_LOST = -0x80_0000;

    /** A jump of the media clock beyond this is a restart, not jitter. */
    private static final int ABSURD_SECONDS = 10;

    private final int clockRate;

    private boolean started;
    private long baseSequence;
    private long highestSequence;
    private int restartSequence = NO_SEQUENCE;
    private long received;
    private long expectedPrior;
    private long receivedPrior;
    private boolean hasTransit;
    private int transit;
    private long jitterSixteenths;

    /** Nothing received yet, from a source with this many timestamps a second. */
    public ReceptionStatistics(int clockRate) {
        this.clockRate = clockRate;
    }

    /** Counts a packet that arrived at {@code nowNanos}. */
    public void onPacket(int sequence, int timestamp, long nowNanos) {
        if (!started || !follows(sequence)) {
            if (started && sequence != restartSequence) {
                restartSequence = SequenceNumber.next(sequence);
                return;
            }
            restart(sequence);
        }
        received++;
        updateJitter(timestamp, nowNanos);
    }

    private boolean follows(int sequence) {
        long extended = SequenceNumber.extend(sequence, highestSequence);
        long ahead = extended - highestSequence;
        if (ahead >= MAX_DROPOUT || ahead < -MAX_MISORDER) {
            return false;
        }
        highestSequence = Math.max(highestSequence, extended);
        return true;
    }

    /**
     * "Two sequential packets -- assume that the other side restarted without telling us" (A.1).
     */
    private void restart(int sequence) {
        started = true;
        // One cycle up, so that packets reordered before the first don't turn negative.
        baseSequence = (long) sequence + SequenceNumber.MODULUS;
        highestSequence = baseSequence;
        restartSequence = NO_SEQUENCE;
        received = 0;
        expectedPrior = 0;
        receivedPrior = 0;
        hasTransit = false;
    }

    /** "J += (1./16.) * ((double)d - J)", in sixteenths as integers (A.8). */
    private void updateJitter(int timestamp, long nowNanos) {
        int nextTransit = (int) MediaClock.toTicks(nowNanos, clockRate) - timestamp;
        long change = Math.abs((long) nextTransit - transit);
        change = Math.min(change, (1L << 32) - change);
        if (hasTransit && change < (long) ABSURD_SECONDS * clockRate) {
            jitterSixteenths += change - (jitterSixteenths + 8 >> 4);
        }
        transit = nextTransit;
        hasTransit = true;
    }

    /** Whether a packet was counted. */
    public boolean hasStarted() {
        return started;
    }

    /** Packets received since the source began, duplicates included. */
    public long received() {
        return received;
    }

    /** "The number of packets expected less the number of packets actually received" (A.3). */
    public long lost() {
        return expected() - received;
    }

    private long expected() {
        return started ? highestSequence - baseSequence + 1 : 0;
    }

    /** The highest sequence number with the number of cycles above it, as reports carry it. */
    public int extendedHighestSequence() {
        return (int) (highestSequence - SequenceNumber.MODULUS);
    }

    /** In timestamp units. */
    public long jitterTicks() {
        return jitterSixteenths >> 4;
    }

    /** {@link #lost()} within the 24 signed bits of a report. */
    int lostForReport() {
        return (int) Math.max(MIN_LOST, Math.min(MAX_LOST, lost()));
    }

    /** Loss since the last call, in 256ths; 0 where duplicates outnumber losses (A.3). */
    int takeFractionLost() {
        long expectedInterval = expected() - expectedPrior;
        long lostInterval = expectedInterval - (received - receivedPrior);
        expectedPrior = expected();
        receivedPrior = received;
        if (expectedInterval <= 0 || lostInterval <= 0) {
            return 0;
        }
        return (int) Math.min(255, (lostInterval << 8) / expectedInterval);
    }
}
