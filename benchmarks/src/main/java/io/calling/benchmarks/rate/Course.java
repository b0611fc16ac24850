package io.calling.benchmarks.rate;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one call did to the sender's link, in steps of 100 ms from the moment that the sender was
 * connected.
 *
 * @param path that it went over
 * @param pair who sent, and who watched
 * @param arrivedBytes of IP packets that came out of the bottleneck and arrived at the watcher
 * @param leastQueueMillis the shortest time that packets waited for the bottleneck in the step
 * @param mostQueueMillis the longest
 * @param figures what the two programs say of themselves
 */
record Course(
        RatePath path,
        Pair pair,
        int[] arrivedBytes,
        int[] leastQueueMillis,
        int[] mostQueueMillis,
        Map<String, Double> figures) {
    /** Of one step. */
    static final int STEP_MILLIS = 100;

    /** The whole call; what changes does so in the middle. */
    static final int SECONDS = 40;

    static final int STEPS_PER_SECOND = 1_000 / STEP_MILLIS;

    /** What the queue of a whole second has to exceed. */
    private static final int LONG_MILLIS = 100;

    private static final int CALM_SECONDS = 5;
    private static final double REACHED = 0.9;

    Course {
        arrivedBytes = arrivedBytes.clone();
        leastQueueMillis = leastQueueMillis.clone();
        mostQueueMillis = mostQueueMillis.clone();
        figures = new TreeMap<>(figures);
    }

    private int from() {
        return path.changes() ? arrivedBytes.length / 2 : 0;
    }

    /**
     * Seconds from the beginning, or the change, until nine tenths of what fits have arrived for a
     * second; as long as the call lasts where that never is.
     */
    double within() {
        double wanted = REACHED * path.fits() / Byte.SIZE;
        for (int end = from() + STEPS_PER_SECOND; end <= arrivedBytes.length; end++) {
            if (Arrays.stream(arrivedBytes, end - STEPS_PER_SECOND, end).sum() >= wanted) {
                return (double) (end - from()) / STEPS_PER_SECOND;
            }
        }
        return (double) (arrivedBytes.length - from()) / STEPS_PER_SECOND;
    }

    /**
     * Seconds from the beginning, or the change, until the end of the last queue of 100 ms that had
     * lasted for a second.
     */
    double standing() {
        int lasted = 0;
        int end = from();
        for (int step = from(); step < leastQueueMillis.length; step++) {
            lasted = leastQueueMillis[step] >= LONG_MILLIS ? lasted + 1 : 0;
            end = lasted >= STEPS_PER_SECOND ? step + 1 : end;
        }
        return (double) (end - from()) / STEPS_PER_SECOND;
    }

    private int calm() {
        return from() + CALM_SECONDS * STEPS_PER_SECOND;
    }

    /** Share of what fits that arrives from five seconds after the beginning or the change on. */
    double share() {
        long bytes = Arrays.stream(arrivedBytes, calm(), arrivedBytes.length).asLongStream().sum();
        double seconds = (double) (arrivedBytes.length - calm()) / STEPS_PER_SECOND;
        return bytes * Byte.SIZE / seconds / path.fits();
    }

    /** The longest of each step from five seconds after the beginning or the change on. */
    int medianQueueMillis() {
        int[] late = Arrays.copyOfRange(mostQueueMillis, calm(), mostQueueMillis.length);
        Arrays.sort(late);
        return late[late.length / 2];
    }

    /** From five seconds after the beginning or the change on. */
    int longestQueueMillis() {
        return Arrays.stream(mostQueueMillis, calm(), mostQueueMillis.length).max().orElse(0);
    }

    /** In the five seconds from the beginning or the change on. */
    int longestAtFirstMillis() {
        return Arrays.stream(mostQueueMillis, from(), calm()).max().orElse(0);
    }
}
