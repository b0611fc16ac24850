package io.calling.rtp.congestion;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * What the losses allow. The path is thought to lose a share of all packets whatever is sent, as
 * radio does, and beside it what is sent beyond its bandwidth; of a few candidates for both, the
 * pair is taken that makes the losses of the last seconds most likely, with a slight preference for
 * the wider one. So a path that loses a tenth at random isn't taken for a narrow one.
 *
 * <p>The model is that of libwebrtc's second loss-based estimator, with its parameters but for the
 * preference at high loss.
 */
final class LossBasedEstimator {
    private static final int OBSERVATIONS = 16;
    private static final int LEAST_OBSERVATIONS = 3;
    private static final long OBSERVATION_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final double FORGET = 0.9;
    private static final double RAISE = 1.02;
    private static final double LOWER = 0.95;
    private static final double MIN_INHERENT = 1e-3;
    private static final double FIRST_INHERENT = 0.01;
    private static final double MAX_INHERENT_OFFSET = 0.05;
    private static final double BALANCE_KILOBITS = 100;
    private static final double WIDE_BIAS = 0.0002;
    private static final double LOG_WIDE_BIAS = 0.02;
    private static final double TOLERATED_KILOBITS = 50;
    private static final double NEWTON_STEP = 0.75;
    private static final int NEWTON_STEPS = 4;
    private static final double LEAST_PROBABILITY = 1e-6;
    private static final double MAX_RAISE = 1.3;
    private static final long RAISE_WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final BandwidthConfig config;
    private final double[] weights = new double[OBSERVATIONS];
    private final double[] packets = new double[OBSERVATIONS];
    private final double[] lost = new double[OBSERVATIONS];
    private final double[] kilobits = new double[OBSERVATIONS];
    private final double[] candidates = new double[5];
    private int observations;
    private int candidateCount;

    private int openPackets;
    private int openLost;
    private long openBytes;
    private long openNanos;

    private double bandwidth;
    private double inherent = FIRST_INHERENT;
    private double averageLoss;
    private boolean limiting;
    private boolean mayRise;
    private double windowLimit = Double.MAX_VALUE;
    private long windowNanos;

    LossBasedEstimator(BandwidthConfig config) {
        this.config = config;
        this.bandwidth = config.maxBitsPerSecond() / 1e3;
        for (int age = 0; age < OBSERVATIONS; age++) {
            weights[age] = Math.pow(FORGET, age);
        }
    }

    /**
     * Takes what became of the packets of a while.
     *
     * @param sentBytes in them, lost ones included
     * @param durationNanos in which they were sent
     * @param delivered bits per second, or {@link DeliveryRate#UNKNOWN}
     * @param ceiling bits per second that the other estimates allow
     */
    void onPackets(
            int count,
            int lostCount,
            long sentBytes,
            long durationNanos,
            long delivered,
            long ceiling,
            long nowNanos) {
        openPackets += count;
        openLost = Math.max(0, openLost + lostCount);
        openBytes += sentBytes;
        openNanos += Math.max(0, durationNanos);
        if (openNanos >= OBSERVATION_NANOS && openPackets > 0) {
            observe();
            estimate(delivered / 1e3, ceiling / 1e3, nowNanos);
        }
    }

    private void observe() {
        int slot = observations % OBSERVATIONS;
        packets[slot] = openPackets;
        lost[slot] = Math.min(openLost, openPackets);
        kilobits[slot] = openBytes * Byte.SIZE * 1e6 / openNanos;
        observations++;
        openPackets = 0;
        openLost = 0;
        openBytes = 0;
        openNanos = 0;
        averageLoss = averageLoss();
    }

    private double averageLoss() {
        double all = 0;
        double gone = 0;
        for (int age = 0; age < known(); age++) {
            all += weights[age] * packets[slot(age)];
            gone += weights[age] * lost[slot(age)];
        }
        return all == 0 ? 0 : gone / all;
    }

    private int known() {
        return Math.min(observations, OBSERVATIONS);
    }

    private int slot(int age) {
        return (observations - 1 - age) % OBSERVATIONS;
    }

    private void estimate(double delivered, double ceiling, long nowNanos) {
        if (!limiting) {
            bandwidth = Math.min(bandwidth, ceiling); // begins from what is sent now
        }
        double before = bandwidth;
        double inherentBefore = inherent;
        mayRise = isWorthIt(before, averageLoss);
        collectCandidates(delivered, ceiling);
        double best = -Double.MAX_VALUE;
        for (int i = 0; i < candidateCount; i++) {
            double likelyInherent = likelyInherent(candidates[i], inherentBefore);
            double objective = objective(candidates[i], likelyInherent);
            if (objective > best) {
                best = objective;
                bandwidth = candidates[i];
                inherent = likelyInherent;
            }
        }
        if (averageLoss > inherent && bandwidth > before) {
            bandwidth = before; // more is lost than the path alone explains
        }
        bandwidth = Math.max(bandwidth, Math.min(delivered, ceiling));
        limiting = bandwidth < ceiling;
        boundNextRaises(nowNanos);
    }

    /** After a fall, the rate rises again by no more than a third in each window. */
    private void boundNextRaises(long nowNanos) {
        if (!limiting) {
            windowLimit = Double.MAX_VALUE;
        } else if (windowLimit == Double.MAX_VALUE
                || nowNanos - windowNanos >= RAISE_WINDOW_NANOS) {
            windowLimit = bandwidth * MAX_RAISE;
            windowNanos = nowNanos;
        }
    }

    private void collectCandidates(double delivered, double ceiling) {
        candidateCount = 0;
        double most = Math.min(ceiling, Math.max(windowLimit, bandwidth));
        candidates[candidateCount++] = Math.min(most, bandwidth); // where all else is equal
        candidates[candidateCount++] = Math.min(most, bandwidth * RAISE);
        candidates[candidateCount++] = Math.min(most, bandwidth * LOWER);
        if (delivered > 0) {
            candidates[candidateCount++] = Math.min(most, delivered);
        }
        candidates[candidateCount++] = most;
    }

    /** By Newton's method: the share that explains the losses best. */
    private double likelyInherent(double candidate, double from) {
        double share = feasible(candidate, from);
        for (int i = 0; i < NEWTON_STEPS; i++) {
            share = likelier(candidate, share);
        }
        return share;
    }

    private double likelier(double candidate, double start) {
        double first = 0;
        double second = 0;
        for (int age = 0; age < known(); age++) {
            int slot = slot(age);
            double probability = lossProbability(start, candidate, kilobits[slot]);
            double kept = 1 - probability;
            double came = packets[slot] - lost[slot];
            first += weights[age] * (lost[slot] / probability - came / kept);
            second -=
                    weights[age]
                            * (lost[slot] / (probability * probability) + came / (kept * kept));
        }
        return second == 0 ? start : feasible(candidate, start - NEWTON_STEP * first / second);
    }

    /** The wider the path, the less it is believed to lose by itself. */
    private static double feasible(double candidate, double share) {
        double most = Math.min(1, MAX_INHERENT_OFFSET + BALANCE_KILOBITS / Math.max(1, candidate));
        return Math.max(MIN_INHERENT, Math.min(most, share));
    }

    private static double lossProbability(double inherent, double bandwidth, double sent) {
        double share = inherent;
        if (sent > bandwidth) {
            share += (1 - inherent) * (sent - bandwidth) / sent;
        }
        return Math.max(LEAST_PROBABILITY, Math.min(1 - LEAST_PROBABILITY, share));
    }

    private double objective(double candidate, double share) {
        double bias = 0;
        if (mayRise) {
            bias = WIDE_BIAS * candidate + LOG_WIDE_BIAS * Math.log(1 + candidate);
        }
        double objective = 0;
        for (int age = 0; age < known(); age++) {
            int slot = slot(age);
            double probability = lossProbability(share, candidate, kilobits[slot]);
            double came = packets[slot] - lost[slot];
            objective +=
                    weights[age]
                            * (lost[slot] * Math.log(probability)
                                    + came * Math.log(1 - probability)
                                    + bias * packets[slot]);
        }
        return objective;
    }

    /**
     * Whether so wide a path is wanted at the losses that there are: the more is lost the less, so
     * that a path that loses a tenth keeps a megabit, and one that loses a third goes on with a
     * voice and a small picture. Beyond it nothing is preferred, and nothing raised.
     */
    private static boolean isWorthIt(double kilobits, double loss) {
        return loss < MAX_INHERENT_OFFSET + TOLERATED_KILOBITS / kilobits;
    }

    /** What the losses allow now; the most there is while nothing speaks against it. */
    long bitsPerSecond() {
        if (observations < LEAST_OBSERVATIONS) {
            return config.maxBitsPerSecond();
        }
        double most = limiting ? bandwidth : config.maxBitsPerSecond() / 1e3;
        if (averageLoss > MAX_INHERENT_OFFSET) {
            most = Math.min(most, BALANCE_KILOBITS / (averageLoss - MAX_INHERENT_OFFSET));
        }
        return config.clamp((long) (most * 1e3));
    }

    /** Share of packets lost lately, 0 to 1. */
    double averageLossShare() {
        return averageLoss;
    }

    /** The path is another one: what it lost is forgotten. */
    void restart() {
        observations = 0;
        inherent = FIRST_INHERENT;
        limiting = false;
        windowLimit = Double.MAX_VALUE;
        averageLoss = 0;
        Arrays.fill(packets, 0);
        Arrays.fill(lost, 0);
        openPackets = 0;
        openLost = 0;
        openBytes = 0;
        openNanos = 0;
        bandwidth = config.maxBitsPerSecond() / 1e3;
    }
}
