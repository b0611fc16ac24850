package io.calling.benchmarks.sound;

import io.calling.ice.net.Network;
import io.calling.media.AudioSink;
import io.calling.media.AudioSource;
import io.calling.media.AudioStream;
import io.calling.media.RtpTrack;
import io.calling.stats.InboundRtpStats;
import io.calling.stats.StatsReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** An {@link AudioStream} over an {@link RtpTrack}, and what it has counted. */
final class PlayedTrack implements AutoCloseable {
    private static final Duration SAMPLING = Duration.ofMillis(100);

    private final Network network;
    private final AudioStream stream;
    private double delayMillis;
    private long delays;
    private boolean closed;

    /** Plays and sends from now on; on the loop. */
    PlayedTrack(
            RtpTrack track, AudioSource source, AudioSink sink, Network network, Executor media) {
        this.network = network;
        stream = AudioStream.over(track, source, sink, network, media);
        sample();
    }

    private void sample() {
        if (!closed) {
            delayMillis += stream.statistics().bufferDelay().toNanos() / 1e6;
            delays++;
            network.schedule(SAMPLING.toNanos(), this::sample);
        }
    }

    /** What has come of the other side's sound so far. */
    CompletionStage<Map<String, Double>> figures() {
        CompletableFuture<Map<String, Double>> figures = new CompletableFuture<>();
        network.execute(() -> figures.complete(take()));
        return figures;
    }

    private Map<String, Double> take() {
        StatsReport.Builder report = new StatsReport.Builder(0, network.nanoTime());
        stream.stats(report);
        InboundRtpStats inbound = report.build().inbound("audio").orElseThrow();
        InboundRtpStats.Playout played = inbound.audio().orElseThrow();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("packetsReceived", (double) inbound.packetsReceived());
        figures.put("packetsLost", (double) inbound.packetsLost());
        figures.put("packetsDiscarded", (double) inbound.packetsDiscarded());
        figures.put("totalSamplesReceived", (double) played.totalSamplesReceived());
        figures.put("concealedSamples", (double) played.concealedSamples());
        figures.put(
                "insertedSamplesForDeceleration", (double) played.insertedSamplesForDeceleration());
        figures.put(
                "removedSamplesForAcceleration", (double) played.removedSamplesForAcceleration());
        figures.put("jitterBufferDelay", played.jitterBufferDelay());
        figures.put("jitterBufferTargetDelay", played.jitterBufferTargetDelay());
        figures.put("jitterBufferEmittedCount", (double) played.jitterBufferEmittedCount());
        figures.put("fastestDelay", delayMillis);
        figures.put("fastestDelays", (double) delays);
        return figures;
    }

    @Override
    public void close() {
        network.execute(
                () -> {
                    closed = true;
                    stream.close();
                });
    }
}
