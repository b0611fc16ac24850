package io.calling.testkit;

import io.calling.WebRtcEndpoint;
import io.calling.WebRtcSession;
import io.calling.ice.net.Network;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import io.calling.testkit.net.VirtualHost;
import io.calling.testkit.net.VirtualLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One side of a {@link SessionPair}. For the test's thread. */
public final class SessionParty {
    private final VirtualHost host;
    private final Network network;
    private final WebRtcEndpoint endpoint;
    private final List<RtpTrack> tracks = new ArrayList<>();
    private @Nullable WebRtcSession session;

    SessionParty(VirtualHost host, Network network, RelayProvider relays) {
        this.host = host;
        this.network = network;
        this.endpoint =
                WebRtcEndpoint.builder()
                        .network(network)
                        .relays(relays)
                        .executor(Runnable::run)
                        .build();
    }

    WebRtcSession offer(Set<MediaKind> kinds) {
        WebRtcSession offered = endpoint.offer(kinds, tracks::addAll);
        session = offered;
        return offered;
    }

    WebRtcSession answer(String offer, Set<MediaKind> kinds) throws Exception {
        WebRtcSession answered = endpoint.answer(offer, kinds, tracks::addAll);
        session = answered;
        return answered;
    }

    /** Its place on the network. */
    public VirtualHost host() {
        return host;
    }

    /** The only link of its host. */
    public VirtualLink link() {
        return host.link();
    }

    /** What its endpoint runs on, and its streams. */
    public Network network() {
        return network;
    }

    /** What makes offers and answers. */
    public WebRtcEndpoint endpoint() {
        return endpoint;
    }

    /**
     * Its session.
     *
     * @throws IllegalStateException before {@link SessionPair#connect}
     */
    public WebRtcSession session() {
        WebRtcSession open = session;
        if (open == null) {
            throw new IllegalStateException("there is no session yet: connect the pair first");
        }
        return open;
    }

    /**
     * Its track of a kind, the first where there are several.
     *
     * @throws IllegalStateException if there is none, as before {@link SessionPair#connect}
     */
    public RtpTrack track(MediaKind kind) {
        return tracks.stream()
                .filter(track -> track.kind() == kind)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "there is no track of "
                                                + kind
                                                + ": name it when the pair is made, and connect"
                                                + " the pair first"));
    }
}
