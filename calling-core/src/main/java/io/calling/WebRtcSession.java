package io.calling;

import io.calling.ice.Candidate;
import io.calling.ice.IceRole;
import io.calling.ice.SelectedPair;
import io.calling.ice.exposure.ExposureReport;
import io.calling.ice.net.Network;
import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import io.calling.media.TrackBundle;
import io.calling.sdp.Answer;
import io.calling.sdp.LocalTransport;
import io.calling.sdp.NegotiatedTransport;
import io.calling.sdp.Negotiation;
import io.calling.sdp.Offer;
import io.calling.sdp.SdpException;
import io.calling.sdp.SessionDescription;
import io.calling.sdp.SessionOrigin;
import io.calling.sdp.TrickleFragment;
import io.calling.srtp.SecurityInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One session with a WebRTC peer, made by {@link WebRtcEndpoint}: gathers, describes itself,
 * connects, secures, and carries the tracks. Thread-safe; no method blocks.
 */
public final class WebRtcSession implements AutoCloseable {

    /** What an endpoint gives each of its sessions. */
    record Services(Network network, Layers layers, Executor listeners, Duration answerDeadline) {}

    private final Services services;
    private final Network network;
    private final Consumer<? super List<RtpTrack>> onTracks;
    private final CallRecord record;
    private final Observers observers;
    private final Ports.Handshakes handshakes;
    private final SecurePath path;
    private final SessionMedia media;
    private final SessionOrigin origin;
    private final CompletableFuture<String> localDescription = new CompletableFuture<>();

    // On the loop, once begun.
    private final List<Candidate> candidates = new ArrayList<>();
    private @Nullable SessionDescription remoteOffer;
    private @Nullable Offer offer;
    private @Nullable Negotiation negotiation;
    private Network.@Nullable Timer deadline;
    private Runnable onEnd = () -> {};
    private volatile @Nullable TrackBundle tracks;
    private boolean answerTaken;
    private boolean ended;

    WebRtcSession(
            Services services, Set<MediaKind> kinds, Consumer<? super List<RtpTrack>> onTracks) {
        this.services = services;
        this.network = services.network();
        this.onTracks = onTracks;
        this.record = new CallRecord(network, new CallState.Connecting());
        this.observers = new Observers(services.listeners(), record.state());
        this.handshakes = services.layers().handshakes();
        this.path =
                new SecurePath(
                        network,
                        listener -> services.layers().transport(record.ledger(), listener),
                        handshakes,
                        new FromPath());
        this.media = new SessionMedia(network, kinds);
        this.origin = SessionOrigin.random(network);
        record.transport(path.transport()::statistics);
    }

    /** Finds out, before anything is sent, whether there will be an answer. */
    void answer(String text) throws SdpException {
        try {
            SessionDescription remote = SessionDescription.parse(text);
            Answer.create(remote, origin, transport(), media.capabilities());
            remoteOffer = remote;
        } catch (SdpException e) {
            path.close();
            throw e;
        }
    }

    void offer() {
        deadline =
                network.schedule(
                        services.answerDeadline().toNanos(), () -> end(EndReason.UNANSWERED));
    }

    void onEnd(Runnable value) {
        onEnd = value;
    }

    void begin() {
        network.execute(
                () -> {
                    mark(Milestone.PLACED);
                    path.transport().gather();
                });
    }

    private LocalTransport transport() {
        return new LocalTransport(
                path.credentials(),
                handshakes.localFingerprint(),
                candidates.stream().map(WebRtcSession::attribute).toList(),
                true);
    }

    private static String attribute(Candidate candidate) {
        String line = candidate.toLine();
        return line.startsWith("candidate:") ? line.substring("candidate:".length()) : line;
    }

    /** Everything of ours is there: say it, and connect where we know the peer already. */
    private void describe() {
        SessionDescription remote = remoteOffer;
        if (remote == null) {
            Offer made = Offer.create(origin, transport(), media.capabilities());
            offer = made;
            localDescription.complete(made.description().toText());
            return;
        }
        try {
            Answer answer = Answer.create(remote, origin, transport(), media.capabilities());
            localDescription.complete(answer.description().toText());
            connect(answer.negotiation(), IceRole.CONTROLLED);
        } catch (SdpException e) {
            // The same function said yes to the same offer before.
            end(EndReason.HANDSHAKE_FAILED);
        }
    }

    /** RFC 8445, 6.1.1: "the full agent MUST take the controlling role" against a lite one. */
    private void connect(Negotiation agreed, IceRole role) {
        negotiation = agreed;
        NegotiatedTransport remote = agreed.transport();
        path.transport().addRemoteCandidateLines(lines(remote.remoteCandidates()));
        if (remote.endOfCandidates()) {
            path.transport().endOfRemoteCandidates();
        }
        mark(Milestone.ACCEPTED);
        path.connect(
                remote.remoteIsLite() ? IceRole.CONTROLLING : role,
                remote.setup(),
                remote.remoteCredentials(),
                remote.remoteFingerprints());
    }

    private static List<String> lines(List<String> attributes) {
        return attributes.stream().map(value -> "candidate:" + value).toList();
    }

    /**
     * Our offer or answer, complete with candidates; fails with a {@link CallException} if the
     * session ends before.
     */
    public CompletionStage<String> localDescription() {
        return localDescription.minimalCompletionStage();
    }

    /**
     * Takes the answer to our offer.
     *
     * @throws SdpException if it breaks the rules, or refuses everything; the session goes on
     *     waiting
     * @throws IllegalStateException if we have not offered, or an answer was taken already
     */
    public void accept(String answer) throws SdpException {
        Offer made = offer;
        if (made == null || !localDescription.isDone()) {
            throw new IllegalStateException("this session waits for no answer");
        }
        Negotiation agreed = made.accept(SessionDescription.parse(answer));
        synchronized (localDescription) {
            if (answerTaken) {
                throw new IllegalStateException("this session has its answer");
            }
            answerTaken = true;
        }
        network.execute(
                () -> {
                    if (!ended) {
                        cancelDeadline();
                        connect(agreed, IceRole.CONTROLLING);
                    }
                });
    }

    /**
     * Takes more candidates of the peer (RFC 8840, as in WHIP).
     *
     * @throws SdpException if the fragment is malformed
     */
    public void addCandidates(String fragment) throws SdpException {
        TrickleFragment read = TrickleFragment.parse(fragment);
        network.execute(
                () -> {
                    if (!ended) {
                        path.transport().addRemoteCandidateLines(lines(read.candidates()));
                        if (read.endOfCandidates()) {
                            path.transport().endOfRemoteCandidates();
                        }
                    }
                });
    }

    /** Connecting, active or ended. */
    public CallState state() {
        return record.state();
    }

    /** Observes the session, as {@link CallSession#onState} does. */
    public void onState(Consumer<? super CallState> listener) {
        observers.add(listener);
    }

    /** Completes with the reason when the session has ended; never fails. */
    public CompletionStage<EndReason> ended() {
        return observers.ended();
    }

    /** What protects the session; empty until it is protected. */
    public Optional<CallSecurity> security() {
        return record.security();
    }

    /** What was disclosed so far to whom. */
    public ExposureReport exposure() {
        return record.ledger().report();
    }

    /** When each step happened. */
    public CallTimeline timeline() {
        return record.timeline();
    }

    /** The pair of candidates in use, once there is one. */
    public Optional<SelectedPair> selectedPair() {
        return path.transport().selectedPair();
    }

    /** The tracks, once media may flow. */
    public List<RtpTrack> tracks() {
        TrackBundle bundle = tracks;
        return bundle == null ? List.of() : bundle.tracks();
    }

    /** Counters of the transport; those of the tracks are theirs. */
    public CallStatistics statistics() {
        return record.statistics();
    }

    /** Hangs up. Idempotent. */
    @Override
    public void close() {
        network.execute(() -> end(EndReason.HUNG_UP));
    }

    private void end(EndReason reason) {
        if (ended) {
            return;
        }
        ended = true;
        cancelDeadline();
        path.close();
        mark(Milestone.ENDED);
        tell(new CallState.Ended(reason));
        localDescription.completeExceptionally(new CallException(reason));
        onEnd.run();
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel();
        }
    }

    private void tell(CallState state) {
        record.state(state);
        observers.tell(state);
    }

    private void mark(Milestone milestone) {
        record.mark(milestone, network.nanoTime());
    }

    private void start(Negotiation agreed) {
        TrackBundle bundle = media.open(agreed, path);
        tracks = bundle;
        path.attach(bundle);
        bundle.start();
        Guarded.run("track listener", () -> onTracks.accept(bundle.tracks()));
        tell(new CallState.Active());
    }

    /** Names the state; no address. */
    @Override
    public String toString() {
        return "WebRtcSession[" + state() + "]";
    }

    private final class FromPath implements SecurePath.Events {
        @Override
        public void onCandidate(Candidate candidate) {
            mark(Milestone.RELAY_ALLOCATED);
            candidates.add(candidate);
        }

        @Override
        public void onGathered() {
            mark(Milestone.GATHERED);
            describe();
        }

        @Override
        public void onPathFound() {
            mark(Milestone.PATH_FOUND);
            path.startHandshake();
        }

        @Override
        public void onSecured(SecurityInfo security) {
            record.security(CallSecurity.of(security));
            mark(Milestone.SECURED);
            Negotiation agreed = negotiation;
            if (agreed != null) {
                start(agreed);
            }
        }

        @Override
        public void onFirstMedia(Milestone which) {
            mark(which);
        }

        @Override
        public void onRejectedPacket() {
            record.packetRejected();
        }

        @Override
        public void onPeerClosed() {
            end(EndReason.HUNG_UP);
        }

        @Override
        public void onFailed(EndReason reason) {
            end(reason);
        }
    }
}
