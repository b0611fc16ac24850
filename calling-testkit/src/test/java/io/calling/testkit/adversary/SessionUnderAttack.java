package io.calling.testkit.adversary;

import io.calling.CallState;
import io.calling.WebRtcEndpoint;
import io.calling.WebRtcSession;
import io.calling.ice.IceCredentials;
import io.calling.ice.IceRole;
import io.calling.ice.net.Network;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.MediaKind;
import io.calling.sdp.HeaderExtension;
import io.calling.sdp.SdpException;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SetupRole;
import io.calling.testkit.net.TestClock;
import io.calling.testkit.net.VirtualNetwork;
import io.calling.testkit.relay.EmbeddedRelay;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A session of an endpoint that offered sound and pictures, and Mallory who answered. */
final class SessionUnderAttack extends CallUnderAttack {
    private final VirtualNetwork world;
    private final EmbeddedRelay relay;
    private final WebRtcEndpoint endpoint;
    private final WebRtcSession session;
    private final Mallory mallory;
    private final VictimApp app;

    SessionUnderAttack(long seed) throws IOException, SdpException {
        world = VirtualNetwork.on(new TestClock(), seed);
        Network relays = world.host("relay", "203.0.113.9").network();
        relay =
                EmbeddedRelay.builder()
                        .network(relays)
                        .listen(new InetSocketAddress(relays.localAddresses().get(0), 3478))
                        .user("user", "a password for tests")
                        .start();
        RelayProvider provider = RelayProvider.of(relay.server("user"));
        Network network = world.host("alice", "192.0.2.17").network();
        app = new VictimApp(network);
        endpoint =
                WebRtcEndpoint.builder()
                        .network(network)
                        .relays(provider)
                        .executor(Runnable::run)
                        .build();
        mallory =
                new Mallory(
                        world.host("mallory", "198.51.100.66"),
                        provider,
                        new SplittableRandom(seed));
        await("candidates of Mallory's", mallory.keys::isGathered);
        session = endpoint.offer(EnumSet.allOf(MediaKind.class), app::take);
        String offer = now(session.localDescription());
        session.accept(answer(offer));
        connect(offer);
        await("the session", () -> session.state() instanceof CallState.Active);
        mallory.begin(terms(offer));
        settle();
    }

    private String now(CompletionStage<String> stage) {
        await("a description", stage.toCompletableFuture()::isDone);
        return stage.toCompletableFuture().join();
    }

    /** All that is offered, with Mallory's own names, keys and candidates. */
    private String answer(String offer) {
        StringBuilder answer = new StringBuilder();
        for (String line : offer.split("\r\n")) {
            if (line.startsWith("m=")) {
                answer.append(line).append("\r\n").append(own(line));
            } else if (!line.matches(
                    "a=(ice-ufrag|ice-pwd|fingerprint|setup|candidate|end-of-cand"
                            + "|ssrc|ssrc-group|msid|ice-options|cryptex).*")) {
                answer.append(line).append("\r\n");
            }
        }
        return answer.toString();
    }

    private String own(String section) {
        boolean pictures = section.startsWith("m=video");
        StringBuilder lines = new StringBuilder();
        lines.append("a=ice-ufrag:").append(mallory.keys.credentials().userFragment());
        lines.append("\r\na=ice-pwd:").append(mallory.keys.credentials().password());
        lines.append("\r\na=fingerprint:").append(mallory.keys.fingerprint());
        lines.append("\r\na=setup:active\r\n");
        mallory.keys.candidates.forEach(
                candidate -> lines.append("a=").append(candidate.toLine()).append("\r\n"));
        lines.append("a=ssrc:").append(pictures ? Mallory.PICTURES : Mallory.VOICE);
        lines.append(" cname:mallory\r\n");
        if (pictures) {
            lines.append("a=ssrc:").append(Mallory.REPAIRS).append(" cname:mallory\r\n");
            lines.append("a=ssrc-group:FID ").append(Mallory.PICTURES).append(' ');
            lines.append(Mallory.REPAIRS).append("\r\n");
        }
        return lines.toString();
    }

    private void connect(String offer) {
        IceCredentials remote =
                new IceCredentials(
                        text(offer, "a=ice-ufrag:(\\S+)"), text(offer, "a=ice-pwd:(\\S+)"));
        Fingerprint fingerprint = Fingerprint.parse(text(offer, "a=fingerprint:(\\S+ \\S+)"));
        List<String> lines = offer.lines().filter(line -> line.startsWith("a=candidate")).toList();
        mallory.keys.addRemoteCandidateLines(lines.stream().map(l -> l.substring(2)).toList());
        mallory.keys.connect(IceRole.CONTROLLED, SetupRole.ACTIVE, remote, List.of(fingerprint));
    }

    private static Terms terms(String offer) {
        String video = offer.substring(offer.indexOf("m=video"));
        int vp8 = number(video, "a=rtpmap:(\\d+) VP8/");
        return new Terms(
                number(offer, "a=rtpmap:(\\d+) opus/"),
                number(offer, "a=rtpmap:(\\d+) telephone-event/"),
                vp8,
                number(video, "a=rtpmap:(\\d+) H264/"),
                number(video, "a=fmtp:(\\d+) apt=" + vp8),
                number(offer, "a=ssrc:(\\d+)"),
                number(video, "a=ssrc:(\\d+)"),
                number(offer, "a=extmap:(\\d+)\\S* " + Pattern.quote(HeaderExtension.MID)),
                number(
                        offer,
                        "a=extmap:(\\d+)\\S* " + Pattern.quote(HeaderExtension.TRANSPORT_WIDE_CC)));
    }

    private static String text(String description, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(description);
        return found.find() ? found.group(1) : "";
    }

    private static int number(String description, String pattern) {
        String found = text(description, pattern);
        return found.isEmpty() ? Terms.NONE : (int) Long.parseLong(found);
    }

    @Override
    VirtualNetwork world() {
        return world;
    }

    @Override
    Mallory mallory() {
        return mallory;
    }

    @Override
    boolean lives() {
        return session.state() instanceof CallState.Active && !mallory.keys.isLeft();
    }

    @Override
    int heard() {
        return app.heard.framesOf(Mallory.TONE);
    }

    @Override
    int seen() {
        return app.seen.frames();
    }

    @Override
    public void close() {
        mallory.stop();
        app.stop();
        endpoint.close();
        world.pass(Duration.ofSeconds(1));
        mallory.keys.close();
        world.pass(Duration.ofSeconds(1));
        relay.close();
        world.close();
    }
}
