package io.calling.benchmarks.setup;

import io.calling.testkit.net.LinkConditions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A kind of path between each party and the relay.
 *
 * @param delayMillis one way
 * @param lossPercent of the packets, in each direction
 */
record Cell(int delayMillis, int lossPercent) {
    static final List<Cell> ALL =
            List.of(new Cell(50, 0), new Cell(50, 5), new Cell(150, 0), new Cell(150, 5));

    /** As in {@code 50/5}. */
    static Cell parse(String text) {
        String[] words = text.split("/", 2);
        return new Cell(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
    }

    LinkConditions conditions() {
        return LinkConditions.delayed(Duration.ofMillis(delayMillis)).loss(lossPercent / 100.0);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d ms / %d %%", delayMillis, lossPercent);
    }
}
