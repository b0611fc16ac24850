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

    private record Cell(
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

    private static final List<Cell> CELLS =
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
        StringBuilder table = new StringBuilder(BEGIN);
        table.append("| Path | Arrives, of what fits | Within | Queue, median / longest")
                .append(" | Target over 40 s |\n|---|---|---|---|---|\n");
        for (Cell cell : CELLS) {
            table.append(row(cell));
        }
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        assertThat(begin).isNotNegative();
        Files.writeString(DOCUMENT, document.substring(0, begin) + table + document.substring(end));
    }

    private static String row(Cell cell) {
        SimulatedLink link = new SimulatedLink(3);
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
                if (second >= SECONDS + 5) {
                    queues.add(link.queueNanos());
                }
            }
            double fits = link.bitsPerSecond * (1 - link.loss);
            shares.add((flow.arrivedBytes() - before) * 8 / fits);
            double filled = Math.min(1, flow.target() / (double) link.bitsPerSecond);
            plot.append("▁▂▃▄▅▆▇█".charAt((int) Math.min(7, 8 * filled)));
            arrived += second >= SECONDS + 5 ? flow.arrivedBytes() - before : 0;
        }
        queues.sort(Long::compare);
        double share = arrived * 8.0 / (SECONDS - 5) / link.bitsPerSecond / (1 - link.loss);
        return "| %s | %.0f %% | %s | %d / %d ms | `%s` |%n"
                .formatted(
                        cell.name(),
                        100 * share,
                        within(shares, share, cell.changes() ? SECONDS : 0),
                        queues.get(queues.size() / 2) / MILLI,
                        queues.get(queues.size() - 1) / MILLI,
                        plot);
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
