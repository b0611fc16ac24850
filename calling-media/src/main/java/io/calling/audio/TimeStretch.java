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

    /** What {@link #apply} may do at a pace: as much as it can. */
    int wanted(Pace pace) {
        return switch (pace) {
            case FASTER -> -maxJump;
            case STEADY -> 0;
            case SLOWER -> maxJump;
        };
    }

    /** Changes a frame as {@link #apply(short[], int, int)} does, by as much as it can. */
    int apply(short[] pcm, int samples, Pace pace) {
        return apply(pcm, samples, wanted(pace));
    }

    /**
     * Changes a frame in place. Every frame of the stream is to pass through here in order, since
     * the next one is joined to it.
     *
     * @param samples per channel; behind them there is room for {@link #maxGrowth()} more
     * @param wanted by how many samples per channel it should become longer or, negative, shorter;
     *     never shorter by more than that, and longer by more where it is urgent, which is from 5
     *     ms on: rather a period too much than packets that come too late
     * @return samples per channel of the changed frame
     */
    int apply(short[] pcm, int samples, int wanted) {
        boolean quiet = floor.isQuiet(pcm, samples * channels);
        int changed = samples;
        if (wanted != 0 && samples >= fade + minJump) {
            System.arraycopy(pcm, 0, joined, maxJump * channels, samples * channels);
            int jump =
                    wanted < 0
                            ? ahead(Math.min(-wanted, samples - fade), quiet)
                            : back(wanted, quiet);
            changed = jump == 0 ? samples : jump(pcm, samples, jump);
        }
        remember(pcm, changed);
        return changed;
    }

    /** By how much to jump ahead; 0 if not at all. */
    private int ahead(int wanted, boolean quiet) {
        int most = Math.min(wanted, maxJump);
        return quiet ? quietJump(1, most) : bestJump(1, minJump, most, ALIKE);
    }

    /** By how much to jump back, as a negative number; 0 if not at all. */
    private int back(int wanted, boolean quiet) {
        int near = Math.max(minJump, Math.min(wanted, maxJump));
        if (quiet) {
            return quietJump(-1, near);
        }
        int jump = bestJump(-1, minJump, near, ALIKE);
        boolean urgent = wanted >= 2 * minJump;
        return jump == 0 && urgent ? bestJump(-1, near + STRIDE, maxJump, ALIKE) : jump;
    }

    /** Where it is quiet, any jump will do, so it is about as long as wanted. */
    private int quietJump(int direction, int most) {
        return bestJump(direction, Math.max(minJump, most / 2), most, ANYTHING);
    }

    /** The jump in this direction to where the sound is most alike; 0 if nowhere enough. */
    private int bestJump(int direction, int from, int most, double least) {
        int best = 0;
        double mostAlike = least;
        for (int jump = from; jump <= most; jump += STRIDE) {
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
