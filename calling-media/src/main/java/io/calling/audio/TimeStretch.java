package io.calling.audio;

import io.calling.rtp.Pace;

/**
 * Makes a frame of speech a few milliseconds shorter or longer without changing its pitch: playing
 * jumps ahead, or back into what was just played, to where the sound is most alike, which is a
 * multiple of its period, and fades over. Where nothing is alike, and the sound isn't quiet either,
 * the frame stays as it is. Allocates nothing; one for each stream.
 */
final class TimeStretch {
    private static final int MIN_JUMP_MICROS = 2_500;
    private static final int MAX_JUMP_MICROS = 15_000;
    private static final int FADE_MICROS = 5_000;

    /** Jumps are tried at every fourth sample: a twelfth of a millisecond. */
    private static final int STRIDE = 4;

    /** Normalised correlation over the fade. */
    private static final double ALIKE = 0.9;

    private static final double ANYTHING = -2;

    private final int channels;
    private final int minJump;
    private final int maxJump;
    private final int fade;

    /** The end of what was played, then the frame. */
    private final short[] joined;

    private final NoiseFloor floor = new NoiseFloor();

    /** For frames of up to {@code maxSamples} per channel. */
    TimeStretch(int sampleRate, int channels, int maxSamples) {
        this.channels = channels;
        this.minJump = samples(sampleRate, MIN_JUMP_MICROS);
        this.maxJump = samples(sampleRate, MAX_JUMP_MICROS);
        this.fade = samples(sampleRate, FADE_MICROS);
        this.joined = new short[(maxJump + maxSamples) * channels];
    }

    private static int samples(int sampleRate, int micros) {
        return (int) ((long) sampleRate * micros / 1_000_000);
    }

    /** By how many samples per channel a frame may become longer. */
    int maxGrowth() {
        return maxJump;
    }

    /**
     * Changes a frame in place. Every frame of the stream is to pass through here in order, since
     * the next one is joined to it.
     *
     * @param samples per channel; behind them there is room for {@link #maxGrowth()} more
     * @return samples per channel of the changed frame
     */
    int apply(short[] pcm, int samples, Pace pace) {
        boolean quiet = floor.isQuiet(pcm, samples * channels);
        int changed = samples;
        if (pace != Pace.STEADY && samples >= fade + minJump) {
            System.arraycopy(pcm, 0, joined, maxJump * channels, samples * channels);
            double least = quiet ? ANYTHING : ALIKE;
            int jump =
                    pace == Pace.FASTER
                            ? bestJump(1, Math.min(maxJump, samples - fade), least)
                            : bestJump(-1, maxJump, least);
            changed = jump == 0 ? samples : jump(pcm, samples, jump);
        }
        remember(pcm, changed);
        return changed;
    }

    /** The jump in this direction to where the sound is most alike; 0 if nowhere enough. */
    private int bestJump(int direction, int most, double least) {
        int best = 0;
        double mostAlike = least;
        for (int jump = minJump; jump <= most; jump += STRIDE) {
            double alike = likeness(direction * jump);
            if (alike > mostAlike) {
                mostAlike = alike;
                best = direction * jump;
            }
        }
        return best;
    }

    /** How much the sound at the beginning of the frame is like the sound {@code jump} later. */
    private double likeness(int jump) {
        int here = maxJump * channels;
        int there = (maxJump + jump) * channels;
        long product = 0;
        long energyHere = 1;
        long energyThere = 1;
        for (int i = 0; i < fade * channels; i++) {
            long a = joined[here + i];
            long b = joined[there + i];
            product += a * b;
            energyHere += a * a;
            energyThere += b * b;
        }
        return product / Math.sqrt((double) energyHere * energyThere);
    }

    private int jump(short[] pcm, int samples, int jump) {
        int here = maxJump * channels;
        int there = (maxJump + jump) * channels;
        int faded = fade * channels;
        for (int i = 0; i < faded; i++) {
            int from = joined[here + i];
            int to = joined[there + i];
            pcm[i] = (short) (from + (to - from) * (i + 1) / (faded + 1));
        }
        int changed = samples - jump;
        System.arraycopy(joined, there + faded, pcm, faded, changed * channels - faded);
        return changed;
    }

    private void remember(short[] pcm, int samples) {
        int kept = Math.min(samples, maxJump) * channels;
        int moved = maxJump * channels - kept;
        System.arraycopy(joined, kept, joined, 0, moved);
        System.arraycopy(pcm, samples * channels - kept, joined, moved, kept);
    }
}
