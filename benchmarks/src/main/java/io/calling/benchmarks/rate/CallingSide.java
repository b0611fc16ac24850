package io.calling.benchmarks.rate;

import io.calling.CallState;
import io.calling.WebRtcEndpoint;
import io.calling.WebRtcSession;
import io.calling.benchmarks.hosts.Wire;
import io.calling.ice.net.NioNetwork;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import io.calling.media.TrackStatistics;
import io.calling.sdp.SdpException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program with a {@link WebRtcEndpoint} that sends pictures or takes them: the same lines as
 * party.html.
 *
 * <p>Arguments: {@code base name relay username password}.
 */
final class CallingSide {
    private static final String OFFER = "signal offer ";
    private static final String ANSWER = "signal answer ";

    private final Wire wire;
    private final NioNetwork network;
    private final WebRtcEndpoint endpoint;
    private @Nullable WebRtcSession session;
    private volatile @Nullable RtpTrack pictures;
    private volatile @Nullable Camera camera;
    private int filmed;

    private CallingSide(Wire wire, RelayServer relay) throws IOException {
        this.wire = wire;
        this.network = NioNetwork.open();
        this.endpoint =
                WebRtcEndpoint.builder().network(network).relays(RelayProvider.of(relay)).build();
    }

    /** Runs until the conductor ends it. */
    public static void main(String[] args) throws Exception {
        Wire wire = new Wire(args[0], args[1]);
        CallingSide side = new CallingSide(wire, RelayServer.of(args[2], args[3], args[4]));
        side.say("ready");
        wire.read(side::obey);
    }

    private void obey(String line) {
        try {
            if (line.equals("call")) {
                begin(endpoint.offer(Set.of(MediaKind.VIDEO), this::film), OFFER);
            } else if (line.startsWith(OFFER)) {
                begin(answer(decoded(line, OFFER)), ANSWER);
            } else if (line.startsWith(ANSWER) && session != null) {
                session.accept(decoded(line, ANSWER));
            } else if (line.equals("report")) {
                report();
            } else if (line.equals("end")) {
                end();
            }
        } catch (SdpException e) {
            throw new IllegalStateException("the other side's description is not understood", e);
        }
    }

    private static String decoded(String line, String prefix) {
        byte[] bytes = Base64.getDecoder().decode(line.substring(prefix.length()));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private WebRtcSession answer(String offer) throws SdpException {
        return endpoint.answer(offer, Set.of(MediaKind.VIDEO), tracks -> pictures = tracks.get(0));
    }

    private void begin(WebRtcSession begun, String prefix) {
        session = begun;
        begun.onState(state -> noteState(state));
        begun.localDescription()
                .thenAccept(
                        text -> {
                            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                            say(prefix + Base64.getEncoder().encodeToString(bytes));
                        });
    }

    private void noteState(CallState state) {
        if (state instanceof CallState.Active) {
            say("connected");
        }
    }

    private void film(List<RtpTrack> tracks) {
        filmed++;
        Camera opened = new Camera(tracks.get(0), network, filmed);
        pictures = tracks.get(0);
        camera = opened;
        opened.start();
    }

    private void report() {
        RtpTrack track = pictures;
        if (track == null) {
            say("reported");
            return;
        }
        TrackStatistics counted = track.statistics();
        say(
                "stat packetsSent %d%nstat packetsReceived %d%nstat packetsLost %d%nstat retransmitted %d%nstat refused %d%nstat nacked %d%nreported"
                        .formatted(
                                counted.packetsSent(),
                                counted.packetsReceived(),
                                counted.packetsLost(),
                                counted.retransmitted(),
                                counted.retransmissionsRefused(),
                                counted.nacked()));
    }

    private void end() {
        Camera open = camera;
        if (open != null) {
            network.execute(open::stop);
        }
        if (session != null) {
            session.close();
        }
        session = null;
        pictures = null;
        camera = null;
        say("ended");
    }

    private void say(String lines) {
        try {
            wire.say(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
