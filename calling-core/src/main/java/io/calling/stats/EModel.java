package io.calling.stats;

/**
 * How a conversation is likely to be judged: the E-model of ITU-T G.107 (06/2015), with every input
 * but delay, loss and codec at its default value. Pure.
 *
 * <pre>
 * R      = 93.2 - Idd - Ie,eff
 * Idd    = 0                                                up to 100 ms, else
 *          25 ((1 + X^6)^(1/6) - 3 (1 + (X/3)^6)^(1/6) + 2)  X = log2(delay / 100 ms)     (7-27)
 * Ie,eff = Ie + (95 - Ie) * Ppl / (Ppl + Bpl)               Ppl in percent, BurstR = 1   (7-29)
 * MOS    = 1 + 0.035 R + 7e-6 R (R - 60) (100 - R)          1 to 4.5                     (B-4)
 * </pre>
 *
 * <p>What it is not: a measurement. It was made to plan networks, and says what an average of many
 * people would say of an average call. It takes loss to be even, echo to be cancelled and rooms to
 * be quiet, hears neither levels nor the words, and knows nothing of pictures. Its scale is that of
 * the narrow band: nothing is better than 4.4, though Opus sounds better than a telephone. Two
 * calls can be compared by it, or two minutes of one; not a call with a listening test.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-G.107">ITU-T G.107</a>
 */
public final class EModel {
    /** Ro - Is with all defaults (G.107, 7.7): 93.2, of which nothing is lost yet. */
    private static final double BEST = 93.2;

    private static final double WORST_IMPAIRMENT = 95;

    private EModel() {}

    /**
     * What a codec takes away, and how well it bears losses.
     *
     * @param impairment Ie, 0 to 95, without losses
     * @param robustness Bpl, above 0: the percentage of loss that takes away half of what is left
     */
    public record Codec(double impairment, double robustness) {
        /**
         * Opus at the rates at which calls use it. Both values are assumptions, not measurements:
         * no Recommendation has any for Opus on this scale. Ie is 0 because Opus takes nothing away
         * that a telephone would have. Bpl is 10, below that of {@link #G711} with concealment, so
         * that the estimate is rather too low than too high; whoever has measured another codec, or
         * Opus with redundancy, makes a {@link Codec} of their own.
         */
        public static final Codec OPUS = new Codec(0, 10);

        /** G.711 with the concealment of its Appendix I (ITU-T G.113, Table I.3). */
        public static final Codec G711 = new Codec(0, 25.1);

        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public Codec {
            if (!(impairment >= 0 && impairment <= WORST_IMPAIRMENT)) {
                throw new IllegalArgumentException("impairment is 0 to 95, not " + impairment);
            }
            if (!(robustness > 0)) {
                throw new IllegalArgumentException("robustness is above 0, not " + robustness);
            }
        }
    }

    /**
     * The rating R, 0 to 93.2; more is better, 50 is the least that is bearable.
     *
     * @param delaySeconds from mouth to ear, one way
     * @param lossShare of the sound, 0 to 1
     * @throws IllegalArgumentException if one is out of its range
     */
    public static double rating(double delaySeconds, double lossShare, Codec codec) {
        if (!(delaySeconds >= 0)) {
            throw new IllegalArgumentException("delay is not negative: " + delaySeconds);
        }
        if (!(lossShare >= 0 && lossShare <= 1)) {
            throw new IllegalArgumentException("loss is 0 to 1, not " + lossShare);
        }
        return Math.max(0, BEST - ofDelay(1_000 * delaySeconds) - ofLoss(100 * lossShare, codec));
    }

    private static double ofDelay(double millis) {
        if (millis <= 100) {
            return 0;
        }
        double x = Math.log(millis / 100) / Math.log(2);
        return 25 * (root(x) - 3 * root(x / 3) + 2);
    }

    private static double root(double x) {
        return Math.pow(1 + Math.pow(x, 6), 1.0 / 6);
    }

    private static double ofLoss(double percent, Codec codec) {
        double left = WORST_IMPAIRMENT - codec.impairment;
        return codec.impairment + left * percent / (percent + codec.robustness);
    }

    /**
     * The mean opinion score that fits a rating: 1, bad, to 4.5.
     *
     * @param rating R; what is below 0 or above 100 counts as these
     */
    public static double score(double rating) {
        double r = Math.max(0, Math.min(100, rating));
        // Between 0 and 6.5 the polynomial falls below 1, which nobody can give.
        return Math.max(1, 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r));
    }
}
