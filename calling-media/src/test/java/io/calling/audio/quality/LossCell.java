package io.calling.audio.quality;

import java.util.List;

/**
 * A kind of loss.
 *
 * @param percent of the packets
 * @param inRuns whether in runs of four on average
 */
record LossCell(int percent, boolean inRuns) {
    /** Every cell of the table. */
    static final List<LossCell> ALL =
            List.of(
                    new LossCell(0, false),
                    new LossCell(5, false),
                    new LossCell(10, false),
                    new LossCell(20, false),
                    new LossCell(5, true),
                    new LossCell(10, true),
                    new LossCell(20, true));

    String words() {
        if (percent == 0) {
            return "nothing";
        }
        return percent + (inRuns ? " % in runs of four" : " % at random");
    }

    /** With the rate that calls have. */
    SpeechRun run(long seed) {
        return run(seed, 32_000);
    }

    SpeechRun run(long seed, int bitsPerSecond) {
        double share = percent / 100.0;
        Losses losses =
                inRuns
                        ? Losses.runs(share, SpeechRun.PACKETS, seed)
                        : Losses.random(share, SpeechRun.PACKETS, seed);
        return new SpeechRun(losses, percent, bitsPerSecond);
    }
}
