package io.calling.examples.videocall;

import io.calling.CallException;
import io.calling.CallState;
import io.calling.EndReason;
import io.calling.WebRtcEndpoint;
import io.calling.WebRtcSession;
import io.calling.examples.Json;
import io.calling.examples.web.Fields;
import io.calling.examples.web.PageRelay;
import io.calling.examples.web.Reply;
import io.calling.ice.TransportPolicy;
import io.calling.ice.exposure.Audience;
import io.calling.ice.exposure.Exposure;
import io.calling.ice.net.NioNetwork;
import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import io.calling.sdp.SdpException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The one call: answers the page's offer, plays, records, and says how it went. Thread-safe. */
final class VideoCall implements AutoCloseable {
    private static final Set<MediaKind> KINDS = EnumSet.allOf(MediaKind.class);
    private static final long DESCRIPTION_SECONDS = 20;

    private final VideoCallOptions options;
    private final Clip clip;
    private final NioNetwork network;
    private final WebRtcEndpoint endpoint;
    private final String setup;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private @Nullable WebRtcSession session;
    private volatile @Nullable CallRecorder recorder;
    private volatile @Nullable ClipPlayer player;
    private volatile @Nullable TrackRecorders tracks;

    /**
     * How it went.
     *
     * @param reason why it ended
     * @param recorded what came; null if the call never became active
     * @param framesPlayed pictures that were sent
     */
    record Outcome(EndReason reason, CallRecorder.@Nullable Recorded recorded, long framesPlayed) {}

    VideoCall(VideoCallOptions options, Clip clip, PageRelay relay) throws IOException {
        this.options = options;
        this.clip = clip;
        this.network = NioNetwork.open();
        this.endpoint =
                WebRtcEndpoint.builder()
                        .network(network)
                        .relays(relay.provider())
                        .policy(
                                options.isPrivate()
                                        ? TransportPolicy.RELAY_ONLY
                                        : TransportPolicy.ALL)
                        .build();
        this.setup =
                new Json()
                        .begin()
                        .flag("relayed", options.isPrivate())
                        .raw("iceServers", relay.json())
                        .end()
                        .toString();
    }

    /** What the page needs to know before it calls. */
    Reply setup() {
        return Reply.json(setup);
    }

    /** Answers the page's offer. */
    Reply answer(Fields fields) throws InterruptedException {
        WebRtcSession made;
        try {
            made = begin(fields.text("sdp"));
        } catch (SdpException e) {
            return Reply.problem(400, e.sentence());
        }
        if (made == null) {
            return Reply.problem(409, "There is a call already, and this example makes only one.");
        }
        try {
            String sdp =
                    made.localDescription()
                            .toCompletableFuture()
                            .get(DESCRIPTION_SECONDS, TimeUnit.SECONDS);
            return Reply.json(new Json().begin().field("sdp", sdp).end().toString());
        } catch (ExecutionException e) {
            return Reply.problem(
                    503,
                    e.getCause() instanceof CallException ended
                            ? ended.reason().advice()
                            : "The call could not be set up.");
        } catch (TimeoutException e) {
            made.close();
            return Reply.problem(503, "The relay took too long: try again.");
        }
    }

    private synchronized @Nullable WebRtcSession begin(String offer) throws SdpException {
        if (session != null) {
            return null;
        }
        WebRtcSession made = endpoint.answer(offer, KINDS, this::start);
        session = made;
        made.ended().thenAccept(this::end);
        return made;
    }

    /** On the network's loop. */
    private void start(List<RtpTrack> opened) {
        try {
            CallRecorder recording = new CallRecorder(options.out());
            ClipPlayer playing = new ClipPlayer(clip.pictures(), clip.sound(), network);
            TrackRecorders recorders = new TrackRecorders(network, recording, playing);
            for (RtpTrack track : opened) {
                track.onPackets(recorders.of(track));
                playing.add(track);
            }
            recorder = recording;
            player = playing;
            tracks = recorders;
            playing.start();
        } catch (IOException e) {
            outcome.completeExceptionally(e);
            throw new UncheckedIOException("the recording cannot be written", e);
        }
    }

    /** Behind whatever the loop still had to do. */
    private void end(EndReason reason) {
        network.execute(
                () -> {
                    ClipPlayer playing = player;
                    TrackRecorders recorders = tracks;
                    if (playing != null && recorders != null) {
                        playing.stop();
                        recorders.end();
                    }
                    ForkJoinPool.commonPool().execute(() -> complete(reason));
                });
    }

    private void complete(EndReason reason) {
        CallRecorder recording = recorder;
        ClipPlayer playing = player;
        if (recording == null || playing == null) {
            outcome.complete(new Outcome(reason, null, 0));
            return;
        }
        recording.close();
        recording
                .failure()
                .ifPresentOrElse(
                        outcome::completeExceptionally,
                        () ->
                                outcome.complete(
                                        new Outcome(
                                                reason,
                                                recording.recorded(),
                                                playing.framesSent())));
    }

    /** What the Java side knows of the call; no address. */
    synchronized Reply facts() {
        Json json = new Json().begin();
        WebRtcSession open = session;
        if (open != null) {
            json.field("state", open.state() instanceof CallState.Active ? "active" : "connecting");
            json.flag("peerLearntAddress", open.exposure().locatesYouFor(Audience.PEER));
            json.array(
                    "peerLearnt",
                    open.exposure().to(Audience.PEER).stream()
                            .map(Exposure::subject)
                            .distinct()
                            .map(subject -> subject.words().replace("your", "its"))
                            .toList());
            open.selectedPair()
                    .ifPresent(pair -> json.field("remote", pair.remote().type().token()));
        }
        return Reply.json(json.end().toString());
    }

    /** The person has hung up; says what was recorded. */
    Reply hangUp() throws InterruptedException {
        synchronized (this) {
            if (session == null) {
                return Reply.problem(409, "There is no call.");
            }
            session.close();
        }
        try {
            CallRecorder.Recorded recorded = outcome.get(10, TimeUnit.SECONDS).recorded();
            Json json = new Json().begin();
            if (recorded != null) {
                json.field("pictures", recorded.pictures().toString())
                        .number("frames", recorded.frames())
                        .field("sound", recorded.sound().toString())
                        .number("packets", recorded.packets());
            }
            return Reply.json(json.end().toString());
        } catch (ExecutionException | TimeoutException e) {
            return Reply.problem(500, "The recording could not be written.");
        }
    }

    /** Completes when the call is over and the files are complete. */
    CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    @Override
    public void close() {
        endpoint.close();
        network.close();
        CallRecorder recording = recorder;
        if (recording != null) {
            recording.close();
        }
    }
}
