package io.calling.testkit.net;

/**
 * Losses that come in runs: the two states of Gilbert and Elliott. In the good state nothing is
 * lost, in the bad one everything.
 *
 * @param begin chance that a packet begins a run, 0 to 1
 * @param end chance that a packet ends one, above 0 to 1; runs are {@code 1 / end} packets long on
 *     average
 */
public record BurstLoss(double begin, double end) {
    /** No runs. */
    public static final BurstLoss NONE = new BurstLoss(0, 1);

    /** Checks the values. */
    public BurstLoss {
        if (!(begin >= 0 && begin <= 1)) {
            throw new IllegalArgumentException("begin must be from 0 to 1: " + begin);
        }
        if (!(end > 0 && end <= 1)) {
            throw new IllegalArgumentException("end must be above 0 and at most 1: " + end);
        }
    }
}
