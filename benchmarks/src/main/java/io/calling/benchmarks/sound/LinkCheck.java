package io.calling.benchmarks.sound;

import io.calling.benchmarks.hosts.BadLink;
import io.calling.benchmarks.hosts.Carried;
import io.calling.benchmarks.hosts.Echo;
import io.calling.benchmarks.hosts.LinkProbe;
import io.calling.benchmarks.hosts.Way;
import io.calling.testkit.net.BurstLoss;
import io.calling.testkit.net.LinkConditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** What the link itself does to packets, before sound goes by it: one kind of harm at a time. */
final class LinkCheck {
    private static final int PROBES = 1_000;
    private static final int PROBE_BYTES = 30;
    private static final LinkConditions NEAR = LinkConditions.delayed(Duration.ofMillis(30));
    private static final BurstLoss RUNS = new BurstLoss(0.1 * 0.25 / 0.9, 0.25);

    private final BadLink link;
    private final StringBuilder text =
            new StringBuilder("The link by itself, one way harmed, the other perfect:\n\n");

    LinkCheck(BadLink link) {
        this.link = link;
    }

    void write(Path folder) throws IOException {
        try (Echo echo = new Echo()) {
            echo.start();
            check("30 ms", NEAR);
            check("30 ms and jitter of 50 ms, shuffled", NEAR.jitter(Duration.ofMillis(50)));
            check("10 % lost at random", NEAR.loss(0.1));
            check("10 % lost in runs of four", NEAR.burst(RUNS));
            check("10 % overtaken", NEAR.reordering(0.1));
            check("10 % twice", NEAR.duplication(0.1));
            check("a packet each 2.5 ms", NEAR.rate(PROBE_BYTES * 8 * 400, 40 * PROBE_BYTES));
        }
        System.out.println(text);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("sound-link.md"), text);
    }

    private void check(String what, LinkConditions conditions) throws IOException {
        link.set(LinkConditions.PERFECT, 1);
        link.set(Way.CALLER_UP, conditions, true, 1);
        link.tell(Way.CALLER_UP);
        String line = LinkProbe.run(PROBES, conditions.delay().toMillis());
        Carried carried = link.tell(Way.CALLER_UP);
        text.append(
                String.format(
                        Locale.ROOT,
                        "- %s: %s; carried %d, lost %d, dropped %d, twice %d, waited for %d ms at"
                                + " most%n",
                        what,
                        line,
                        carried.carried(),
                        carried.lost(),
                        carried.dropped(),
                        carried.twice(),
                        carried.longestWait().toMillis()));
    }
}
