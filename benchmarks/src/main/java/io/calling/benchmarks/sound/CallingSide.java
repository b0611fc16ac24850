package io.calling.benchmarks.sound;

import io.calling.WebRtcEndpoint;
import io.calling.WebRtcSession;
import io.calling.audio.OpusSink;
import io.calling.audio.OpusSource;
import io.calling.benchmarks.hosts.Wire;
import io.calling.ice.net.NioNetwork;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import io.calling.sdp.SdpException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A program with a {@link WebRtcEndpoint} that answers, and plays and sends by the parts that a
 * {@code CallAgent} has for it: the same lines as party.html.
 *
 * <p>Arguments: {@code base name relay username password}.
 */
final class CallingSide {
    private final Wire wire;
    private final NioNetwork network;
    private final WebRtcEndpoint endpoint;
    private final ExecutorService media = Executors.newSingleThreadExecutor();
    private final short[] voice = Voice.pcm();
    private @Nullable WebRtcSession session;
    private volatile @Nullable PlayedTrack played;
    private volatile @Nullable Ears ears;

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
        if (line.startsWith("signal offer ")) {
            answer(decoded(line.substring("signal offer ".length())));
        } else if (line.equals("report")) {
            report();
        } else if (line.equals("end")) {
            end();
        } else {
            throw new IllegalArgumentException(line);
        }
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private void answer(String offer) {
        try {
            WebRtcSession begun = endpoint.answer(offer, Set.of(MediaKind.AUDIO), this::play);
            session = begun;
            begun.localDescription().thenAccept(this::sendAnswer);
        } catch (SdpException e) {
            throw new IllegalStateException("the other side's offer is not understood", e);
        }
    }

    private void sendAnswer(String answer) {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        say("signal answer " + Base64.getEncoder().encodeToString(bytes));
    }

    private void play(List<RtpTrack> tracks) {
        Ears opened = new Ears(() -> say("sound"));
        ears = opened;
        played =
                new PlayedTrack(
                        tracks.get(0),
                        new OpusSource(new Mouth(voice, opened)),
                        new MissingFrames(new OpusSink(opened), opened),
                        network,
                        media);
    }

    private void report() {
        PlayedTrack track = played;
        Ears open = ears;
        if (track == null || open == null) {
            say("reported");
            return;
        }
        StringBuilder lines = new StringBuilder();
        open.sent().drain().forEach(at -> lines.append(line("sent", at)));
        open.heard().drain().forEach(at -> lines.append(line("heard", at)));
        lines.append(line("stat missing", open.missing()));
        track.figures()
                .thenAccept(
                        figures -> {
                            figures.forEach((name, it) -> lines.append(line("stat " + name, it)));
                            say(lines + "reported");
                        });
    }

    private static String line(String name, double value) {
        return String.format(Locale.ROOT, "%s %.4f%n", name, value);
    }

    private void end() {
        WebRtcSession ended = session;
        PlayedTrack track = played;
        if (track != null) {
            track.close();
        }
        if (ended != null) {
            ended.close();
        }
        session = null;
        played = null;
        ears = null;
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
