package io.calling;

import io.calling.ice.Candidate;
import io.calling.ice.SelectedPair;
import io.calling.ice.net.Network;
import io.calling.media.MediaKind;
import io.calling.signaling.SignalingMessage;
import io.calling.stats.StatsReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells the events of one call to a log, and its packets to a dump; where there is neither, a call
 * of one of these methods returns at once. What is told are names of ours and numbers: no text that
 * came from elsewhere, no address, no secret.
 */
final class CallEvents {
    static final CallEvents NONE = new CallEvents();

    private final @Nullable EventWriter writer;
    private final @Nullable PacketRing ring;
    private final @Nullable Network network;
    private final long call;
    private final long beganNanos;

    private CallEvents() {
        writer = null;
        ring = null;
        network = null;
        call = 0;
        beganNanos = 0;
    }

    CallEvents(
            @Nullable EventWriter writer, @Nullable PacketRing ring, Network network, long call) {
        this.writer = writer;
        this.ring = ring;
        this.network = network;
        this.call = call;
        this.beganNanos = network.nanoTime();
    }

    /** Where packets go, or null. */
    @Nullable RtpTap tap() {
        return ring == null ? null : new RtpTap(ring, call);
    }

    /**
     * @param more names and values, in turn
     */
    private void tell(String event, Object... more) {
        EventWriter open = writer;
        if (open == null || network == null) {
            return; // nobody listens
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("call", call);
        line.put("ms", Math.round((network.nanoTime() - beganNanos) / 1e3) / 1e3);
        line.put("event", event);
        for (int i = 0; i < more.length; i += 2) {
            line.put((String) more[i], more[i + 1]);
        }
        open.tell(line);
    }

    void began(CallState state) {
        if (network != null) {
            tell("begin", "at", network.now().toString(), "state", name(state));
        }
    }

    void state(CallState state) {
        if (state instanceof CallState.Ended ended) {
            tell("state", "state", name(state), "reason", ended.reason().name());
        } else {
            tell("state", "state", name(state));
        }
    }

    private static String name(CallState state) {
        return lower(state.getClass().getSimpleName());
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    void milestone(Milestone milestone) {
        tell("milestone", "milestone", lower(milestone.name()));
    }

    void privacy(PrivacyMode mode, PrivacyReason reason) {
        tell("privacy", "mode", lower(mode.name()), "reason", lower(reason.name()));
    }

    void security(CallSecurity security) {
        tell(
                "security",
                "protocol",
                security.protocol(),
                "cipherSuite",
                security.cipherSuite(),
                "group",
                security.group(),
                "srtpProfile",
                security.srtpProfile().name(),
                "localFingerprint",
                security.localFingerprint(),
                "remoteFingerprint",
                security.remoteFingerprint(),
                "verification",
                lower(security.verification().name()));
    }

    void mutedByPeer(Set<MediaKind> kinds) {
        String names = kinds.stream().map(Enum::name).sorted().collect(Collectors.joining(" "));
        tell("muted-by-peer", "kinds", lower(names));
    }

    void video(VideoState state) {
        tell("video", "state", lower(state.getClass().getSimpleName()));
    }

    void localCandidate(Candidate candidate) {
        tell("candidate", "of", "ours", "type", candidate.type().token());
    }

    void remoteCandidates(List<Candidate> candidates) {
        candidates.forEach(
                candidate -> tell("candidate", "of", "theirs", "type", candidate.type().token()));
    }

    void path(SelectedPair pair) {
        tell("path", "local", pair.local().type().token(), "remote", pair.remote().type().token());
    }

    void interrupted() {
        tell("interrupted");
    }

    void sent(SignalingMessage message) {
        tell("message", "direction", "out", "kind", kind(message));
    }

    void received(SignalingMessage message, boolean taken) {
        tell("message", "direction", "in", "kind", kind(message), "taken", taken);
    }

    private static String kind(SignalingMessage message) {
        return lower(message.getClass().getSimpleName());
    }

    /** The names of sections, which the peer may choose, are left out. */
    void last(StatsReport report) {
        if (writer != null) { // the report is large
            Map<String, Object> all = new LinkedHashMap<>();
            report.toMap()
                    .forEach(
                            (id, members) -> {
                                Map<String, Object> ours = new LinkedHashMap<>(members);
                                ours.remove("mid");
                                all.put(id, ours);
                            });
            tell("stats", "stats", all);
        }
    }
}
