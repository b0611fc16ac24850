package io.calling.stats;

import io.calling.stats.InboundRtpStats.Playout;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How well our user is likely to have heard the peer between two reports: an estimate by the {@link
 * EModel}, whose limits are its own.
 *
 * @param rating R, 0 to 93.2
 * @param score the mean opinion score that fits it, 1 to 4.4
 * @param delaySeconds from mouth to ear: half the round trip, what the jitter buffer added, and 27
 *     ms for a frame of Opus to be filled and coded; what sound devices add is not known, and not
 *     in it
 * @param lossShare of the sound: what was made up, after all repair; where we only forward it, what
 *     was lost on the way
 */
public record CallQuality(double rating, double score, double delaySeconds, double lossShare) {
    /** A frame of 20 ms, and 6.5 ms of look-ahead (RFC 6716, 2.1.4 and 4.2). */
    private static final double CODING_SECONDS = 0.0265;

    /**
     * The quality between two reports of one call, a few seconds apart.
     *
     * @return empty where no sound came in between, or no round trip is known yet
     */
    public static Optional<CallQuality> between(StatsReport before, StatsReport now) {
        OptionalDouble network = roundTrip(now);
        Optional<InboundRtpStats> heard = now.inbound("audio");
        if (network.isEmpty() || heard.isEmpty()) {
            return Optional.empty();
        }
        Optional<InboundRtpStats> earlier = before.inbound("audio");
        OptionalDouble loss = loss(earlier, heard.get());
        if (loss.isEmpty()) {
            return Optional.empty();
        }
        double delay = network.getAsDouble() / 2 + CODING_SECONDS + buffering(earlier, heard.get());
        double rating = EModel.rating(delay, loss.getAsDouble(), codec(now, heard.get()));
        return Optional.of(
                new CallQuality(rating, EModel.score(rating), delay, loss.getAsDouble()));
    }

    private static EModel.Codec codec(StatsReport report, InboundRtpStats heard) {
        boolean telephone =
                report.get(heard.stream().codecId())
                        .filter(CodecStats.class::isInstance)
                        .map(codec -> ((CodecStats) codec).mimeType())
                        .filter(name -> name.equals("audio/PCMU") || name.equals("audio/PCMA"))
                        .isPresent();
        return telephone ? EModel.Codec.G711 : EModel.Codec.OPUS;
    }

    /** Of media where the peer has answered a report of ours, else of ICE. */
    private static OptionalDouble roundTrip(StatsReport report) {
        OptionalDouble ofMedia =
                report.outbound("audio")
                        .flatMap(report::remote)
                        .map(RemoteInboundRtpStats::roundTripTime)
                        .orElse(OptionalDouble.empty());
        return ofMedia.isPresent()
                ? ofMedia
                : report.candidatePair()
                        .map(CandidatePairStats::currentRoundTripTime)
                        .orElse(OptionalDouble.empty());
    }

    private static OptionalDouble loss(Optional<InboundRtpStats> before, InboundRtpStats now) {
        if (now.audio().isPresent()) {
            Playout played = now.audio().get();
            Optional<Playout> then = before.flatMap(InboundRtpStats::audio);
            return share(
                    played.concealedSamples() - then.map(Playout::concealedSamples).orElse(0L),
                    played.totalSamplesReceived()
                            - then.map(Playout::totalSamplesReceived).orElse(0L));
        }
        long lost = now.packetsLost() - before.map(InboundRtpStats::packetsLost).orElse(0L);
        long came = now.packetsReceived() - before.map(InboundRtpStats::packetsReceived).orElse(0L);
        return share(Math.max(0, lost), came + Math.max(0, lost));
    }

    private static OptionalDouble share(long part, long whole) {
        return whole <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(0, Math.min(1, (double) part / whole)));
    }

    /** How long a sample waited in the jitter buffer, on average. */
    private static double buffering(Optional<InboundRtpStats> before, InboundRtpStats now) {
        Optional<Playout> played = now.audio();
        Optional<Playout> then = before.flatMap(InboundRtpStats::audio);
        double waited =
                played.map(Playout::jitterBufferDelay).orElse(0.0)
                        - then.map(Playout::jitterBufferDelay).orElse(0.0);
        long emitted =
                played.map(Playout::jitterBufferEmittedCount).orElse(0L)
                        - then.map(Playout::jitterBufferEmittedCount).orElse(0L);
        return emitted <= 0 ? 0 : Math.max(0, waited / emitted);
    }
}
