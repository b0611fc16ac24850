package io.calling.examples.echo;

import io.calling.CallState;
import io.calling.CallTimeline;
import io.calling.EndReason;
import io.calling.Milestone;
import io.calling.WebRtcSession;
import io.calling.examples.Json;
import io.calling.ice.exposure.ExposureReport;
import io.calling.media.RtpTrack;
import io.calling.media.TrackStatistics;
import io.calling.stats.StatsReport;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * One call of the echo server.
 *
 * @param id its name in URLs, not to be guessed
 * @param session the call itself
 * @param isPrivate whether our addresses stay with us, in what is told of the call as well
 */
record EchoCall(String id, WebRtcSession session, boolean isPrivate) {
    private static final long STATS_SECONDS = 5;

    String path() {
        return "/call/" + id;
    }

    String state() {
        CallState state = session.state();
        if (state instanceof CallState.Active) {
            return "connected";
        }
        if (state instanceof CallState.Ended ended) {
            return ended.reason() == EndReason.HUNG_UP ? "closed" : "failed";
        }
        return hasBegun() ? "connecting" : "new";
    }

    /** Whether both descriptions are there. */
    private boolean hasBegun() {
        return session.timeline().steps().stream()
                .anyMatch(step -> step.milestone() == Milestone.ACCEPTED);
    }

    private Optional<EndReason> endReason() {
        return session.state() instanceof CallState.Ended ended
                ? Optional.of(ended.reason())
                : Optional.empty();
    }

    String json() {
        Json json = new Json().begin();
        json.field("id", id).field("state", state());
        endReason()
                .ifPresentOrElse(
                        reason ->
                                json.field("endReason", reason.name())
                                        .field("advice", reason.advice()),
                        () -> json.nothing("endReason"));
        times(json);
        candidates(json);
        security(json);
        tracks(json);
        json.raw("exposure", exposure().toJson());
        json.raw("stats", stats());
        return json.end().toString();
    }

    /** As {@code getStats()} has them on the other side; they hold no address. */
    private String stats() {
        return session.stats()
                .thenApply(StatsReport::toJson)
                .toCompletableFuture()
                .completeOnTimeout("null", STATS_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Whoever asks may be the peer, who is told over HTTP no more than over any other way. */
    private ExposureReport exposure() {
        ExposureReport report = session.exposure();
        return isPrivate ? report.withoutYourAddresses() : report;
    }

    private void times(Json json) {
        json.begin("timesMs");
        for (CallTimeline.Step step : session.timeline().steps()) {
            json.number(
                    step.milestone().name().toLowerCase(Locale.ROOT),
                    step.sinceBeginning().toNanos() / 1e6);
        }
        json.end();
    }

    private void candidates(Json json) {
        session.selectedPair()
                .ifPresentOrElse(
                        pair ->
                                json.begin("selectedCandidates")
                                        .field("local", pair.local().type().token())
                                        .field("remote", pair.remote().type().token())
                                        .end(),
                        () -> json.nothing("selectedCandidates"));
    }

    private void security(Json json) {
        session.security()
                .ifPresentOrElse(
                        security ->
                                json.begin("security")
                                        .field("protocol", security.protocol())
                                        .field("cipherSuite", security.cipherSuite())
                                        .field("group", security.group())
                                        .field("srtpProfile", security.srtpProfile().name())
                                        .field("localFingerprint", security.localFingerprint())
                                        .field("remoteFingerprint", security.remoteFingerprint())
                                        .end(),
                        () -> json.nothing("security"));
    }

    private void tracks(Json json) {
        long received = sum(TrackStatistics::packetsReceived);
        long lost = sum(TrackStatistics::packetsLost);
        json.begin("packets")
                .number("received", received)
                .number("sent", sum(TrackStatistics::packetsSent))
                .number("lost", lost)
                .end();
        json.number("loss", lost <= 0 ? 0.0 : (double) lost / (received + lost));
        json.raw(
                "tracks",
                session.tracks().stream()
                        .map(EchoCall::track)
                        .collect(Collectors.joining(",", "[", "]")));
        json.begin("transport")
                .number("datagramsSent", session.statistics().transport().datagramsSent())
                .number("datagramsReceived", session.statistics().transport().datagramsReceived())
                .number("packetsRejected", session.statistics().packetsRejected())
                .end();
    }

    private long sum(ToLongFunction<TrackStatistics> figure) {
        return session.tracks().stream()
                .mapToLong(track -> figure.applyAsLong(track.statistics()))
                .sum();
    }

    private static String track(RtpTrack track) {
        TrackStatistics statistics = track.statistics();
        return new Json()
                .begin()
                .field("kind", track.kind().name().toLowerCase(Locale.ROOT))
                .field("mid", track.config().mid())
                .number("packetsReceived", statistics.packetsReceived())
                .number("packetsSent", statistics.packetsSent())
                .number("packetsLost", statistics.packetsLost())
                .number("retransmitted", statistics.retransmitted())
                .number("nacked", statistics.nacked())
                .number("keyFrameRequests", statistics.keyFrameRequests())
                .end()
                .toString();
    }
}
