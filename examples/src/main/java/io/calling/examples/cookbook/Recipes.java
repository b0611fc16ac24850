package io.calling.examples.cookbook;

import io.calling.CallAgent;
import io.calling.CallSession;
import io.calling.CallStatistics;
import io.calling.PeerId;
import io.calling.VideoState;
import io.calling.WebRtcEndpoint;
import io.calling.WebRtcSession;
import io.calling.audio.OpusSink;
import io.calling.audio.OpusSource;
import io.calling.audio.PcmSink;
import io.calling.audio.PcmSource;
import io.calling.audio.WavRecorder;
import io.calling.diagnostics.EventLog;
import io.calling.diagnostics.RtpDump;
import io.calling.ice.net.Network;
import io.calling.ice.turn.EphemeralCredentials;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.AudioStream;
import io.calling.media.Media;
import io.calling.media.MediaKind;
import io.calling.media.VideoMedia;
import io.calling.policy.CallPolicy;
import io.calling.policy.CallerFacts;
import io.calling.policy.Relation;
import io.calling.policy.Who;
import io.calling.sdp.SdpException;
import io.calling.srtp.Verification;
import io.calling.srtp.verification.ShortAuthenticationString;
import io.calling.stats.CallQuality;
import io.calling.stats.InboundRtpStats;
import io.calling.stats.RemoteInboundRtpStats;
import io.calling.stats.StatsReport;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What docs/cookbook.md shows stands between the markers; a test compares them, others run it. */
public final class Recipes {
    private Recipes() {}

    /** Rings for contacts; whoever else calls finds nobody at home. */
    public static void answerOnlyContacts(CallAgent.Builder agent, Set<PeerId> contacts) {
        // cookbook: Answer only contacts
        CallPolicy onlyContacts = CallPolicy.builder().ring(Who.contacts()).build();
        agent.policy(onlyContacts)
                .facts(
                        peer ->
                                contacts.contains(peer)
                                        ? CallerFacts.of(peer, Relation.CONTACT)
                                        : CallerFacts.of(peer));
        // cookbook: end
    }

    /** On the application's server. */
    public static EphemeralCredentials issue(String secret, String randomId, Clock clock) {
        // cookbook: Hand out credentials for one call
        EphemeralCredentials credentials =
                EphemeralCredentials.derive(
                        secret, // static-auth-secret of the relay
                        randomId, // readable on the network: never an account
                        clock.instant().plus(Duration.ofHours(1)));
        // cookbook: end
        return credentials;
    }

    /** On the device. */
    public static RelayProvider relays(
            String host, Supplier<CompletionStage<EphemeralCredentials>> api) {
        // cookbook: TURN over TLS on port 443
        String tls = "turns:" + host + ":443?transport=tcp";
        String udp = "turn:" + host + ":3478?transport=udp";
        RelayProvider relays =
                RelayProvider.refreshing(
                                () ->
                                        api.get()
                                                .thenApply(
                                                        fresh ->
                                                                List.of(
                                                                        fresh.at(tls),
                                                                        fresh.at(udp))))
                        .withHosts(host); // looked up now, and not when a call is made
        // cookbook: end
        return relays;
    }

    /** A push message woke the application up. */
    public static CallAgent startFromPush(CallAgent.Builder builder, String from, byte[] text) {
        // cookbook: Start from a push message
        CallAgent agent = builder.build();
        agent.onIncoming(incoming -> incoming.decline()); // or show it, and accept
        agent.receive(PeerId.of(from), text); // never throws, whatever the bytes are
        // cookbook: end
        return agent;
    }

    /** Has the words compared, once. */
    public static void verify(
            CallSession call, BiConsumer<CallSession, ShortAuthenticationString> compare) {
        // cookbook: Verify by words
        call.onSecurity(
                security -> {
                    if (security.verification() != Verification.UNVERIFIED) {
                        return; // a key has proved it, or the two have compared already
                    }
                    security.sas().ifPresent(sas -> compare.accept(call, sas));
                });
        // cookbook: end
    }

    /** Shows the words to the user, and takes the answer. */
    public static void compare(
            CallSession call,
            ShortAuthenticationString sas,
            Predicate<List<String>> bothReadTheSame) {
        // cookbook: What compare does
        if (bothReadTheSame.test(sas.words())) { // each reads two of the four words aloud
            call.confirmSas(sas);
        } else {
            call.rejectSas(); // somebody is in between: the call ends
        }
        // cookbook: end
    }

    /** Asks for video, and agrees to what the other side asks. */
    public static void addVideo(CallSession call, Supplier<VideoMedia> cameraAndScreen) {
        // cookbook: Add video
        call.onVideo(
                state -> {
                    if (state instanceof VideoState.Offered) { // ask your user first
                        call.acceptVideo(cameraAndScreen.get());
                    }
                });
        // cookbook: end
    }

    /** Answers a page's offer, and talks to whoever sits before it. */
    public static WebRtcSession talkToBrowser(
            WebRtcEndpoint endpoint,
            Network network,
            String offer,
            PcmSource microphone,
            PcmSink loudspeaker,
            Executor sound,
            Consumer<String> send)
            throws SdpException {
        // cookbook: Talk to a browser
        WebRtcSession session =
                endpoint.answer(
                        offer,
                        Set.of(MediaKind.AUDIO),
                        tracks ->
                                AudioStream.over(
                                        tracks.get(0),
                                        new OpusSource(microphone),
                                        new OpusSink(loudspeaker),
                                        network,
                                        sound));
        session.localDescription().thenAccept(send); // to setRemoteDescription() of the page
        // cookbook: end
        return session;
    }

    /** Speaks from any source, and writes what is heard into a file. */
    public static Media record(PcmSource microphone, Path file) throws IOException {
        // cookbook: Record what you hear
        Media media =
                Media.audio(
                        new OpusSource(microphone), // Microphone.open()
                        new OpusSink(WavRecorder.speech(file)));
        // cookbook: end
        return media;
    }

    /** Figures without names and addresses. */
    public static CompletionStage<Map<String, Number>> metrics(
            CallSession call, StatsReport before) {
        // cookbook: Collect metrics
        CompletionStage<Map<String, Number>> metrics =
                call.stats()
                        .thenApply(
                                now -> {
                                    Map<String, Number> all = new TreeMap<>();
                                    now.inbound("audio").ifPresent(heard -> describe(heard, all));
                                    now.outbound("audio")
                                            .flatMap(now::remote) // what the peer says of it
                                            .ifPresent(sent -> describe(sent, all));
                                    CallQuality.between(before, now)
                                            .ifPresent(q -> all.put("audio.mos", q.score()));
                                    return all;
                                });
        // cookbook: end
        return metrics;
    }

    private static void describe(InboundRtpStats heard, Map<String, Number> into) {
        // cookbook: What describe does
        into.put("audio.packets.received", heard.packetsReceived());
        into.put("audio.packets.lost", heard.packetsLost());
        into.put("audio.jitter.seconds", heard.jitter());
        heard.audio().ifPresent(p -> into.put("audio.samples.concealed", p.concealedSamples()));
        // cookbook: end
    }

    private static void describe(RemoteInboundRtpStats sent, Map<String, Number> into) {
        // cookbook: What describe does for the other way
        sent.roundTripTime().ifPresent(time -> into.put("audio.rtt.seconds", time));
        into.put("audio.packets.lost.by.peer", sent.packetsLost());
        // cookbook: end
    }

    /** What should be 0: more is a bug, or an attack. */
    public static Map<String, Number> alarms(CallSession call) {
        // cookbook: What should be 0
        CallStatistics now = call.statistics();
        Map<String, Number> alarms =
                Map.of(
                        "srtp.packets.rejected", now.packetsRejected(), // forged, or repeated
                        "egress.refused", now.transport().egressRefused()); // a bug of ours
        // cookbook: end
        return alarms;
    }

    /** Keeps what happens in calls, and the headers of their packets. */
    public static Runnable keep(
            CallAgent.Builder builder, Path folder, Consumer<Closeable> closeQuietly)
            throws IOException {
        // cookbook: Keep a log and a dump
        EventLog log = EventLog.to(folder.resolve("calls.jsonl"));
        RtpDump dump = RtpDump.headers(folder.resolve("calls.pcap"));
        CallAgent agent = builder.eventLog(log).rtpDump(dump).build();
        Runnable close =
                () -> {
                    agent.close(); // the two get what is still under way
                    closeQuietly.accept(log);
                    closeQuietly.accept(dump);
                };
        // cookbook: end
        return close;
    }

    /** Tells what happened to a call that is over. */
    public static void explain(CallSession call, Consumer<String> log) {
        // cookbook: Debug a failed call
        call.ended()
                .thenAccept(
                        reason -> {
                            log.accept(reason + ": " + reason.advice());
                            call.timeline()
                                    .steps()
                                    .forEach(
                                            step ->
                                                    log.accept(
                                                            step.milestone()
                                                                    + " after "
                                                                    + step.sinceBeginning()));
                            log.accept(call.exposure().toText()); // addresses: keep it local
                        });
        // cookbook: end
    }
}
