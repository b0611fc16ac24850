package io.calling.examples.echo;

import io.calling.CallState;
import io.calling.CallTimeline;
import io.calling.EndReason;
import io.calling.WebRtcSession;
import io.calling.examples.Json;
import io.calling.media.RtpTrack;
import io.calling.media.TrackStatistics;
import java.util.Locale;
import java.util.Optional;

/**
 * One call of the echo server.
 *
 * @param id its name in URLs, not to be guessed
 * @param session the call itself
 */
record EchoCall(String id, WebRtcSession session) {

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
        return session.localDescription().toCompletableFuture().isDone() ? "connecting" : "new";
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
        json.raw("exposure", session.exposure().toJson());
        return json.end().toString();
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
        json.begin("tracks");
        for (RtpTrack track : session.tracks()) {
            TrackStatistics statistics = track.statistics();
            json.begin(track.kind().name().toLowerCase(Locale.ROOT))
                    .number("packetsReceived", statistics.packetsReceived())
                    .number("packetsSent", statistics.packetsSent())
                    .number("packetsLost", statistics.packetsLost())
                    .number("retransmitted", statistics.retransmitted())
                    .number("nacked", statistics.nacked())
                    .number("keyFrameRequests", statistics.keyFrameRequests())
                    .end();
        }
        json.end();
        json.begin("transport")
                .number("datagramsSent", session.statistics().transport().datagramsSent())
                .number("datagramsReceived", session.statistics().transport().datagramsReceived())
                .number("packetsRejected", session.statistics().packetsRejected())
                .end();
    }
}
