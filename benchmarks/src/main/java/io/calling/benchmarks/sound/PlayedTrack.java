package io.calling.benchmarks.sound;

import io.calling.ice.net.Network;
import io.calling.media.AudioSink;
import io.calling.media.AudioSource;
import io.calling.media.AudioStream;
import io.calling.media.AudioStreamConfig;
import io.calling.media.RtpTrack;
import io.calling.media.TrackFormat;
import io.calling.rtp.RtpPacket;
import io.calling.stats.InboundRtpStats;
import io.calling.stats.StatsReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The packets of an {@link RtpTrack}, played and sent by an {@link AudioStream}, as in calls
 * between agents. All of RTCP is the track's.
 */
final class PlayedTrack implements RtpTrack.Listener, AudioStream.PacketOutput, AutoCloseable {
    private static final int PACKET_BYTES = 2_048;
    private static final Duration SAMPLING = Duration.ofMillis(100);

    private final RtpTrack track;
    private final Network network;
    private final AudioStream stream;
    private final byte[] received = new byte[PACKET_BYTES];
    private final RtpPacket packet = new RtpPacket();
    private double delayMillis;
    private long delays;
    private boolean closed;

    /** Plays and sends from now on; on the loop. */
    PlayedTrack(
            RtpTrack track, AudioSource source, AudioSink sink, Network network, Executor media) {
        this.track = track;
        this.network = network;
        AudioStreamConfig config = AudioStreamConfig.opus(network).withPayloadType(opus(track));
        stream = new AudioStream(config, source, sink, this, network, media);
        track.onPackets(this);
        stream.start();
        sample();
    }

    private static int opus(RtpTrack track) {
        return track.config().formats().stream()
                .filter(format -> format.encoding().equalsIgnoreCase("opus"))
                .mapToInt(TrackFormat::payloadType)
                .findFirst()
                .orElseThrow();
    }

    private void sample() {
        if (!closed) {
            delayMillis += stream.statistics().bufferDelay().toNanos() / 1e6;
            delays++;
            network.schedule(SAMPLING.toNanos(), this::sample);
        }
    }

    @Override
    public void onPacket(
            int payloadType,
            boolean marker,
            int sequenceNumber,
            int timestamp,
            byte[] buffer,
            int offset,
            int length) {
        int header =
                RtpPacket.writeHeader(
                        received, 0, marker, payloadType, sequenceNumber, timestamp, 1);
        System.arraycopy(buffer, offset, received, header, length);
        stream.onRtp(received, 0, header + length);
    }

    @Override
    public void onKeyFrameRequest() {
        // Sound has none.
    }

    @Override
    public void rtp(byte[] buffer, int offset, int length) {
        if (packet.wrap(buffer, offset, length)) {
            track.send(
                    packet.payloadType(),
                    packet.marker(),
                    packet.sequenceNumber(),
                    packet.timestamp(),
                    buffer,
                    packet.payloadOffset(),
                    packet.payloadLength());
        }
    }

    @Override
    public void rtcp(byte[] buffer, int offset, int length) {
        // The track's own reports leave.
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
