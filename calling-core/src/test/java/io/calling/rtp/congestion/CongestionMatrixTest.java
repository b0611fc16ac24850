package io.calling.rtp.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A camera over many bottlenecks. With {@code -Dcalling.matrix=true} their table in {@code
 * docs/media.md} is written; {@link BandwidthEstimatorTest} checks the same in each build.
 */
class CongestionMatrixTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "media.md");
    private static final String BEGIN = "<!-- rate: begin -->\n";
    private static final String END = "<!-- rate: end -->";
    private static final int SECONDS = 20;
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    record Cell(
            String name,
            Consumer<SimulatedLink> path,
            Consumer<SimulatedLink> later,
            boolean changes) {}

    private static Cell steady(String name, Consumer<SimulatedLink> path) {
        return new Cell(name, path, link -> {}, false);
    }

    private static Cell rate(long kilobits) {
        return steady(kilobits + " kbit/s", link -> link.bitsPerSecond = kilobits * 1_000);
    }

    private static Cell change(long from, long to) {
        return new Cell(
                "from %d to %d kbit/s".formatted(from, to),
                link -> link.bitsPerSecond = from * 1_000,
                link -> link.bitsPerSecond = to * 1_000,
                true);
    }

    static final List<Cell> CELLS =
            List.of(
                    rate(50),
                    rate(100),
                    rate(200),
                    rate(500),
                    rate(1_000),
                    rate(2_000),
                    rate(5_000),
                    steady("1000 kbit/s, 2 % lost", link -> link.loss = 0.02),
                    steady("1000 kbit/s, 10 % lost", link -> link.loss = 0.1),
                    steady("1000 kbit/s, 20 % lost", link -> link.loss = 0.2),
                    steady("1000 kbit/s, 30 % lost", link -> link.loss = 0.3),
                    steady("1000 kbit/s, delay of 200 ms", link -> link.delayNanos = 200 * MILLI),
                    steady("1000 kbit/s, delay of 400 ms", link -> link.delayNanos = 400 * MILLI),
                    steady("1000 kbit/s, jitter of 30 ms", link -> link.jitterNanos = 30 * MILLI),
                    steady("1000 kbit/s, jitter of 100 ms", link -> link.jitterNanos = 100 * MILLI),
                    steady("1000 kbit/s, queue of 40 ms", link -> link.queueBytes = 5_000),
                    change(1_000, 300),
                    change(300, 2_000),
                    change(5_000, 500));

    @Test
    @EnabledIfSystemProperty(named = "calling.matrix", matches = "true")
    void theWholeTable() throws IOException {
        String table = BEGIN + table();
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        assertThat(begin).isNotNegative();
        Files.writeString(DOCUMENT, document.substring(0, begin) + table + document.substring(end));
    }

    static String table() {
        StringBuilder table = new StringBuilder();
        table.append("| Path | Arrives, of what fits | Within | Queue stands | Longest at first")
                .append(" | Queue, median / longest | Target over 40 s |\n")
                .append("|---|---|---|---|---|---|---|\n");
        for (Cell cell : CELLS) {
            table.append(row(cell));
        }
        return table.toString();
    }

    /** What became of one cell with one seed. */
    record Outcome(
            double share,
            String within,
            double standing,
            long longestAtFirst,
            long median,
            long longest,
            String plot) {}

    private static String row(Cell cell) {
        Outcome outcome = run(cell, 3);
        return "| %s | %.0f %% | %s | %.1f s | %d ms | %d / %d ms | `%s` |%n"
                .formatted(
                        cell.name(),
                        100 * outcome.share(),
                        outcome.within(),
                        outcome.standing(),
                        outcome.longestAtFirst(),
                        outcome.median(),
                        outcome.longest(),
                        outcome.plot());
    }

    static Outcome run(Cell cell, long seed) {
        SimulatedLink link = new SimulatedLink(seed);
        cell.path().accept(link);
        SimulatedFlow flow = new SimulatedFlow(link, BandwidthConfig.VIDEO);
        flow.start();
        List<Double> shares = new ArrayList<>();
        List<Long> queues = new ArrayList<>();
        StringBuilder plot = new StringBuilder();
        long arrived = 0;
        for (int second = 0; second < 2 * SECONDS; second++) {
            if (second == SECONDS) {
                cell.later().accept(link);
            }
            long before = flow.arrivedBytes();
            for (int i = 0; i < 100; i++) {
                link.passSeconds(0.01);
                queues.add(link.queueNanos());
            }
            double fits = link.bitsPerSecond * (1 - link.loss);
            shares.add((flow.arrivedBytes() - before) * 8 / fits);
            double filled = Math.min(1, flow.target() / (double) link.bitsPerSecond);
            plot.append("▁▂▃▄▅▆▇█".charAt((int) Math.min(7, 8 * filled)));
            arrived += second >= SECONDS + 5 ? flow.arrivedBytes() - before : 0;
        }
        int from = cell.changes() ? SECONDS : 0;
        double share = arrived * 8.0 / (SECONDS - 5) / link.bitsPerSecond / (1 - link.loss);
        List<Long> late =
                queues.subList((SECONDS + 5) * 100, queues.size()).stream().sorted().toList();
        return new Outcome(
                share,
                within(shares, share, from),
                standing(queues, from),
                longestAtFirst(queues, from),
                late.get(late.size() / 2) / MILLI,
                late.get(late.size() - 1) / MILLI,
                plot.toString());
    }

    /**
     * Seconds after the beginning or the change until no queue of 100 ms stands any more: until the
     * end of the last one that lasted for a second on end.
     */
    private static double standing(List<Long> queues, int from) {
        int lasted = 0;
        int end = from * 100;
        for (int step = from * 100; step < queues.size(); step++) {
            lasted = queues.get(step) >= 100 * MILLI ? lasted + 1 : 0;
            end = lasted >= 100 ? step + 1 : end;
        }
        return end / 100.0 - from;
    }

    private static long longestAtFirst(List<Long> queues, int from) {
        return queues.subList(from * 100, (from + 5) * 100).stream().reduce(0L, Math::max) / MILLI;
    }

    /**
     * Seconds after the beginning or the change until nine tenths of what is reached in the end
     * arrive.
     */
    private static String within(List<Double> shares, double reached, int from) {
        for (int second = from; second < shares.size(); second++) {
            double now = shares.get(second);
            if (now >= 0.9 * reached && now <= 1.1) {
                return second - from + 1 + " s";
            }
        }
        return "never";
    }
}
