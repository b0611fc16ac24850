package io.calling.examples.browsercall;

import io.calling.CallSecurity;
import io.calling.CallState;
import io.calling.PeerId;
import io.calling.WebRtcSession;
import io.calling.examples.Json;
import io.calling.ice.exposure.Audience;
import io.calling.ice.exposure.Exposure;
import io.calling.srtp.verification.Emoji;
import io.calling.srtp.verification.SasCallee;
import io.calling.srtp.verification.SasCaller;
import io.calling.srtp.verification.ShortAuthenticationString;
import io.calling.stats.StatsReport;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One call of the Java side. Changed by its thread, read by any. */
final class JavaCall {
    private static final long STATS_SECONDS = 5;

    final String id;
    final PeerId peer;
    final boolean placed;
    boolean relayed = true;
    Notice.@Nullable Described peersDescription;
    volatile boolean held;
    volatile @Nullable WebRtcSession session;
    volatile @Nullable ShortAuthenticationString string;
    @Nullable SasCaller sasCaller;
    @Nullable SasCallee sasCallee;

    JavaCall(String id, PeerId peer, boolean placed) {
        this.id = id;
        this.peer = peer;
        this.placed = placed;
    }

    void close() {
        WebRtcSession open = session;
        if (open != null) {
            open.close();
        }
    }

    /** What the Java side knows of the call; no address. */
    String json() {
        Json json = new Json().begin().flag("held", held);
        ShortAuthenticationString shown = string;
        if (shown != null) {
            json.array("words", shown.words())
                    .array("pictures", shown.pictures().stream().map(Emoji::symbol).toList());
        }
        WebRtcSession open = session;
        if (open != null) {
            facts(json, open);
        }
        return json.end().toString();
    }

    private static void facts(Json json, WebRtcSession session) {
        json.field("state", state(session.state()));
        json.flag("peerLearntAddress", session.exposure().locatesYouFor(Audience.PEER));
        json.array("peerLearnt", learnt(session));
        session.selectedPair()
                .ifPresent(
                        pair ->
                                json.field("local", pair.local().type().token())
                                        .field("remote", pair.remote().type().token()));
        session.security().ifPresent(security -> security(json, security));
        json.raw("stats", stats(session));
    }

    private static String state(CallState state) {
        if (state instanceof CallState.Active) {
            return "active";
        }
        return state instanceof CallState.Ended ? "ended" : "connecting";
    }

    private static List<String> learnt(WebRtcSession session) {
        return session.exposure().to(Audience.PEER).stream()
                .map(Exposure::subject)
                .distinct()
                .map(subject -> subject.words().replace("your", "its"))
                .toList();
    }

    /** As the browser's own statistics have them; they hold no address. */
    private static String stats(WebRtcSession session) {
        return session.stats()
                .thenApply(StatsReport::toJson)
                .toCompletableFuture()
                .completeOnTimeout("null", STATS_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private static void security(Json json, CallSecurity security) {
        json.field("protocol", security.protocol())
                .field("cipherSuite", security.cipherSuite())
                .field("srtpProfile", security.srtpProfile().name());
    }
}
