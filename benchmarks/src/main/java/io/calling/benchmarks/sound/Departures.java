package io.calling.benchmarks.sound;

import java.time.Duration;
import java.util.Random;

/**
 * By how much later than its soonest packets another stack's leave, as captures of its link show.
 *
 * <p>Chromium draws sound every 10 ms, sends at every other time, and has a clock for each of the
 * two: packets leave later and later until they would be 10 ms late, then for half a second now
 * soon and now late, and then it begins again. Once in each sentence of {@link Voice} five packets
 * are up to 20 ms late, since the page plays the next one. aiortc's packets leave within a
 * millisecond.
 */
final class Departures {
    private static final int BEAT_FRAMES = 243;
    private static final int WAVERING_FRAMES = 30;
    private static final double DRAWN_MILLIS = 10;
    private static final double KERNEL_MILLIS = 1;
    private static final int SENTENCE_FRAMES = 253;
    private static final double[] NEXT_SENTENCE_MILLIS = {20, 7, 17, 5, 15};

    private final boolean chromium;
    private final Random random;
    private final int beatFrom;
    private final int sentenceFrom;

    /**
     * @param sender whose packets
     * @param seed of where it is in its beats when a call begins
     */
    Departures(Kind sender, long seed) {
        chromium = sender == Kind.CHROMIUM;
        random = new Random(seed);
        beatFrom = random.nextInt(BEAT_FRAMES);
        sentenceFrom = random.nextInt(SENTENCE_FRAMES);
    }

    /** Of a frame, counted from the first. */
    Duration late(int frame) {
        double millis = random.nextDouble() * KERNEL_MILLIS;
        if (chromium) {
            millis += beat(frame + beatFrom) + sentence(frame + sentenceFrom);
        }
        return Duration.ofNanos((long) (millis * 1e6));
    }

    private static double beat(int frame) {
        int since = frame % BEAT_FRAMES;
        boolean late = since < WAVERING_FRAMES && since % 2 == 1;
        return DRAWN_MILLIS * since / BEAT_FRAMES + (late ? DRAWN_MILLIS : 0);
    }

    private static double sentence(int frame) {
        int since = frame % SENTENCE_FRAMES;
        return since < NEXT_SENTENCE_MILLIS.length ? NEXT_SENTENCE_MILLIS[since] : 0;
    }
}
