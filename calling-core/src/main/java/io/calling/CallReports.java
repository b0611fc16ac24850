package io.calling;

import io.calling.ice.net.Network;
import io.calling.stats.StatsReport;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the statistics of one call when somebody asks, on the loop, where the counters are; and
 * once more as the call ends, which is what is answered from then on.
 */
final class CallReports {
    private static final Logger LOG = LoggerFactory.getLogger(CallReports.class);

    private final Network network;
    private final Executor listeners;
    private final CallRecord record;
    private final Consumer<StatsReport.Builder> entries;
    private final Queue<CompletableFuture<StatsReport>> asked = new ConcurrentLinkedQueue<>();
    private volatile @Nullable StatsReport last;

    /**
     * @param listeners where the application is answered
     * @param entries adds what there is to tell; on the loop
     */
    CallReports(
            Network network,
            Executor listeners,
            CallRecord record,
            Consumer<StatsReport.Builder> entries) {
        this.network = network;
        this.listeners = listeners;
        this.record = record;
        this.entries = entries;
    }

    /** A report; from any thread. It is always answered: a loop that has ended has closed this. */
    CompletionStage<StatsReport> take() {
        CompletableFuture<StatsReport> answer = new CompletableFuture<>();
        asked.add(answer);
        if (last != null) {
            answerAll();
        } else {
            network.execute(this::answerAll);
            if (last != null) { // closed meanwhile, and perhaps the loop with it
                answerAll();
            }
        }
        return answer.minimalCompletionStage();
    }

    private void answerAll() {
        StatsReport over = last;
        for (var answer = asked.poll(); answer != null; answer = asked.poll()) {
            StatsReport report = over == null ? now() : over;
            CompletableFuture<StatsReport> told = answer;
            try {
                listeners.execute(() -> told.complete(report));
            } catch (RejectedExecutionException e) {
                told.complete(report);
            }
        }
    }

    private StatsReport now() {
        long now = network.nanoTime();
        StatsReport.Builder report = new StatsReport.Builder(record.unixMillis(now), now);
        entries.accept(report);
        return report.build();
    }

    /** The call ends: keeps how it is now, before anything is closed. On the loop; idempotent. */
    void close() {
        if (last != null) {
            return;
        }
        try {
            StatsReport report = now();
            last = report;
            record.events().last(report);
        } catch (RuntimeException e) {
            LOG.error("The statistics of a call failed: {}", e.getClass().getName());
            last = new StatsReport.Builder(0, 0).build();
        }
        answerAll();
    }
}
