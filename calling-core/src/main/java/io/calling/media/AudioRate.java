package io.calling.media;

import java.util.concurrent.TimeUnit;

/**
 * How much the sound may take. It keeps its rate while it fits, whatever becomes of the pictures,
 * and steps down where it does not: where hardly anything is left to the pictures, or where the
 * peer's reports show losses together with a queue. Losses alone, as on a bad radio link, are no
 * reason: copies against them take bits as well.
 *
 * <p>The steps are few, far apart in size and in time, and depend on the network alone: packets of
 * one size are what keeps a listener on the way from telling words, and who speaks (L14). Pure;
 * time is an argument; one thread.
 */
final class AudioRate {
    /** {@link #bitsPerSecond()} where the source may do as it likes. */
    static final long UNLIMITED = Long.MAX_VALUE;

    /** {@link #onPictures} where there are none, or nobody says what they may take. */
    static final long NO_PICTURES = -1;

    /** {@link #onReport} where the round trip isn't known. */
    static final long NO_ROUND_TRIP = -1;

    private static final long[] STEPS = {UNLIMITED, 24_000, 16_000, 12_000};

    private static final int CONGESTED_REPORTS = 2;
    private static final int HIGH_LOSS = 256 / 10;
    private static final int LOW_LOSS = 256 / 20;
    private static final long QUEUE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long HUGE_QUEUE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
    private static final long LEAST_LASTS_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long STARVED_BITS_PER_SECOND = 50_000;
    private static final long FED_BITS_PER_SECOND = 150_000;
    private static final long STARVED_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long BETWEEN_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final long CALM_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long LONGEST_CALM_NANOS = TimeUnit.SECONDS.toNanos(120);

    private int step;
    private boolean changed;
    private long changedNanos;
    private boolean raised;
    private long calmNeededNanos = CALM_NANOS;
    private boolean calm;
    private long calmSinceNanos;
    private int congested;
    private boolean reportCalm = true;
    private long leastNanos = Long.MAX_VALUE;
    private long leastSinceNanos;
    private long pictures = NO_PICTURES;
    private boolean starved;
    private long starvedSinceNanos;

    /** What the peer reports of our sound: what it lost since its last report, in 256ths. */
    void onReport(int fractionLost, long roundTripNanos, long nowNanos) {
        long queue = queueNanos(roundTripNanos, nowNanos);
        boolean bad =
                fractionLost >= HIGH_LOSS && queue >= QUEUE_NANOS || queue >= HUGE_QUEUE_NANOS;
        congested = bad ? congested + 1 : 0;
        reportCalm = fractionLost < LOW_LOSS && queue < QUEUE_NANOS;
        decide(nowNanos);
    }

    /** Beyond the shortest round trip of the last minute or so. */
    private long queueNanos(long roundTripNanos, long nowNanos) {
        if (roundTripNanos < 0) {
            return 0;
        }
        boolean old =
                leastNanos != Long.MAX_VALUE && nowNanos - leastSinceNanos > LEAST_LASTS_NANOS;
        if (roundTripNanos <= leastNanos || old) {
            leastNanos = roundTripNanos;
            leastSinceNanos = nowNanos;
        }
        return roundTripNanos - leastNanos;
    }

    /** What the pictures beside it may take; {@link #NO_PICTURES} where there are none. */
    void onPictures(long bitsPerSecond, long nowNanos) {
        pictures = bitsPerSecond;
        boolean now = bitsPerSecond != NO_PICTURES && bitsPerSecond < STARVED_BITS_PER_SECOND;
        if (now && !starved) {
            starvedSinceNanos = nowNanos;
        }
        starved = now;
        decide(nowNanos);
    }

    /** The path is another one. */
    void onPathChanged() {
        leastNanos = Long.MAX_VALUE;
        congested = 0;
    }

    private void decide(long nowNanos) {
        noteCalm(nowNanos);
        if (changed && nowNanos - changedNanos < BETWEEN_NANOS) {
            return;
        }
        boolean starving = starved && nowNanos - starvedSinceNanos >= STARVED_NANOS;
        if ((starving || congested >= CONGESTED_REPORTS) && step < STEPS.length - 1) {
            lower(nowNanos);
        } else if (step > 0 && isCalmFor(calmNeededNanos, nowNanos)) {
            raise(nowNanos);
        }
    }

    private void noteCalm(long nowNanos) {
        boolean now = reportCalm && (pictures == NO_PICTURES || pictures >= FED_BITS_PER_SECOND);
        if (now && !calm) {
            calmSinceNanos = nowNanos;
        }
        calm = now;
    }

    private boolean isCalmFor(long nanos, long nowNanos) {
        return calm && nowNanos - calmSinceNanos >= nanos && nowNanos - changedNanos >= nanos;
    }

    /** What was too much a moment ago is tried again later each time. */
    private void lower(long nowNanos) {
        boolean soon = raised && nowNanos - changedNanos < 2 * CALM_NANOS;
        calmNeededNanos = soon ? Math.min(2 * calmNeededNanos, LONGEST_CALM_NANOS) : CALM_NANOS;
        raised = false;
        change(step + 1, nowNanos);
    }

    private void raise(long nowNanos) {
        raised = true;
        change(step - 1, nowNanos);
    }

    private void change(int to, long nowNanos) {
        step = to;
        changed = true;
        changedNanos = nowNanos;
        congested = 0;
        if (starved) {
            starvedSinceNanos = nowNanos;
        }
    }

    /** Of the frames, without headers; {@link #UNLIMITED} to begin with. */
    long bitsPerSecond() {
        return STEPS[step];
    }
}
