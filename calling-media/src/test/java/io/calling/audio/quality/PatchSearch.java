package io.calling.audio.quality;

import io.calling.audio.quality.Patch.Likeness;
import java.util.Arrays;
import java.util.List;

/**
 * Finds in what was heard the place of each patch of what was said, so that they are alike as a
 * whole: no patch is further off than half a second, and none comes before the one said before it.
 */
final class PatchSearch {
    /** Places are 5 ms apart. */
    static final int STEP = Spectrogram.HOP / 4;

    private static final int STRIDE = Spectrogram.HOP / STEP;
    private static final int REACH = Spectrogram.RATE / 2 / STEP;

    private final Spectrogram heard;
    private final int places;
    private final Patch[] patches;

    /**
     * In a spectrogram with a column for each place, and silence behind it.
     *
     * @param columns of all that was said
     */
    PatchSearch(Spectrogram heard, int columns) {
        this.heard = heard;
        this.places = Math.max(heard.size(), columns * STRIDE) + REACH;
        this.patches = new Patch[places];
    }

    /** The likeness of all patches, each where it is found; {@code columns} say where they were. */
    Likeness find(List<Patch> said, List<Integer> columns) {
        Likeness[][] likeness = new Likeness[said.size()][places];
        int[][] before = new int[said.size()][places];
        double[] totals = new double[places];
        for (int i = 0; i < said.size(); i++) {
            totals = next(totals, said.get(i), columns.get(i) * STRIDE, likeness[i], before[i]);
        }
        return sum(likeness, before, totals);
    }

    /** The most that the patches up to this one come to, by the place of this one. */
    private double[] next(
            double[] totals, Patch said, int near, Likeness[] likeness, int[] before) {
        double[] next = new double[places];
        Arrays.fill(next, Double.NEGATIVE_INFINITY);
        int best = 0;
        for (int place = 0; place < Math.min(places, near + REACH + 1); place++) {
            best = totals[Math.max(0, place - 1)] > totals[best] ? place - 1 : best;
            if (place >= near - REACH) {
                likeness[place] = said.to(patch(place));
                next[place] = totals[best] + likeness[place].mean();
                before[place] = best;
            }
        }
        return next;
    }

    private Patch patch(int place) {
        if (patches[place] == null) {
            patches[place] = new Patch(heard, place, STRIDE);
        }
        return patches[place];
    }

    private static Likeness sum(Likeness[][] likeness, int[][] before, double[] totals) {
        int place = 0;
        for (int i = 0; i < totals.length; i++) {
            place = totals[i] > totals[place] ? i : place;
        }
        Likeness sum = Likeness.NONE;
        for (int i = likeness.length - 1; i >= 0; i--) {
            sum = sum.plus(likeness[i][place]);
            place = before[i][place];
        }
        return sum;
    }
}
