package io.calling.audio.quality;

import java.util.BitSet;
import java.util.Random;

/** Which packets of a stream are lost, the same for everybody who is compared. */
final class Losses {
    private static final double MEAN_RUN = 4;

    private final BitSet lost = new BitSet();

    private Losses() {}

    /** None. */
    static Losses none() {
        return new Losses();
    }

    /** Each of the first {@code packets} with this probability, the first of all never. */
    static Losses random(double share, int packets, long seed) {
        return drawn(share, 1 - share, packets, seed);
    }

    /** In runs of four on average, so that this share is lost in all: a Gilbert model. */
    static Losses runs(double share, int packets, long seed) {
        double end = 1 / MEAN_RUN;
        return drawn(share * end / (1 - share), end, packets, seed);
    }

    private static Losses drawn(double begin, double end, int packets, long seed) {
        Losses losses = new Losses();
        Random random = new Random(seed);
        boolean bad = false;
        for (int i = 1; i < packets; i++) {
            bad = random.nextDouble() < (bad ? 1 - end : begin);
            losses.lost.set(i, bad);
        }
        return losses;
    }

    /** Of a packet, counted from 0. */
    boolean isLost(int packet) {
        return lost.get(packet);
    }

    /** How many. */
    int count() {
        return lost.cardinality();
    }

    /** A 1 for each packet that is lost, a 0 for each that arrives, up to the last lost one. */
    String asDigits() {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < lost.length(); i++) {
            digits.append(lost.get(i) ? '1' : '0');
        }
        return digits.toString();
    }
}
