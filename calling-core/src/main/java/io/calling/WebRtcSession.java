package io.calling;

import io.calling.ice.Candidate;
import io.calling.ice.CandidateType;
import io.calling.ice.IceCredentials;
import io.calling.ice.IceRole;
import io.calling.ice.SelectedPair;
import io.calling.ice.exposure.ExposureReport;
import io.calling.ice.net.Network;
import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import io.calling.media.TrackBundle;
import io.calling.sdp.Answer;
import io.calling.sdp.Direction;
import io.calling.sdp.LocalTransport;
import io.calling.sdp.NegotiatedTransport;
import io.calling.sdp.Negotiation;
import io.calling.sdp.Renegotiation;
import io.calling.sdp.SdpException;
import io.calling.sdp.SessionDescription;
import io.calling.sdp.SessionOrigin;
import io.calling.sdp.TrickleFragment;
import io.calling.srtp.SecurityInfo;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
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

    /** More than the transport considers. */
    private static final int MAX_CANDIDATES = 200;

    private final Services services;
    private final Network network;
    private final Consumer<? super List<RtpTrack>> onTracks;
    private final CallRecord record;
    private final Observers observers;
    private final Ports.Handshakes handshakes;
    private final SecurePath path;
    private final SessionMedia media;
    private final Negotiator negotiator;
    private final CompletableFuture<String> localDescription = new CompletableFuture<>();
    private final List<Candidate> candidates = new CopyOnWriteArrayList<>();

    // On the loop, once begun.
    private final Set<String> remoteCandidates = new HashSet<>();
    private Runnable whenGathered = () -> {};
    private Network.@Nullable Timer deadline;
    private volatile @Nullable CompletableFuture<String> restarting;
    private IceRole role = IceRole.CONTROLLED;
    private Runnable onEnd = () -> {};
    private volatile @Nullable TrackBundle tracks;
    private volatile boolean ended;

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
        this.negotiator = new Negotiator(media, SessionOrigin.random(network));
        record.transport(path.transport()::statistics);
    }

    /** Finds out, before anything is sent, whether there will be an answer. */
    void answerFirst(String text) throws SdpException {
        try {
            SessionDescription remote = SessionDescription.parse(text);
            negotiator.preview(remote, transport());
            whenGathered = () -> describe(remote);
        } catch (SdpException e) {
            path.close();
            throw e;
        }
    }

    void offerFirst() {
        whenGathered = () -> localDescription.complete(negotiator.offer(transport()));
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
                true,
                negotiator.current().map(agreed -> agreed.transport().setup()));
    }

    private static String attribute(Candidate candidate) {
        String line = candidate.toLine();
        return line.startsWith("candidate:") ? line.substring("candidate:".length()) : line;
    }

    /** Everything of ours is there: say it, and connect. */
    private void describe(SessionDescription remote) {
        try {
            Answer answer = negotiator.answer(remote, transport());
            localDescription.complete(answer.description().toText());
            connect(answer.negotiation(), IceRole.CONTROLLED);
        } catch (SdpException e) {
            // The same function said yes to the same offer before.
            end(EndReason.HANDSHAKE_FAILED);
        }
    }

    /** RFC 8445, 6.1.1: "the full agent MUST take the controlling role" against a lite one. */
    private void connect(Negotiation agreed, IceRole wanted) {
        NegotiatedTransport remote = agreed.transport();
        role = remote.remoteIsLite() ? IceRole.CONTROLLING : wanted;
        takeCandidates(remote);
        mark(Milestone.ACCEPTED);
        path.connect(role, remote.setup(), remote.remoteCredentials(), remote.remoteFingerprints());
    }

    private void takeCandidates(NegotiatedTransport remote) {
        add(remote.remoteCandidates());
        if (remote.endOfCandidates()) {
            path.transport().endOfRemoteCandidates();
        }
    }

    /** Descriptions repeat what was said before. */
    private void add(List<String> attributes) {
        List<String> fresh =
                attributes.stream()
                        .filter(value -> remoteCandidates.size() < MAX_CANDIDATES)
                        .filter(remoteCandidates::add)
                        .toList();
        path.transport()
                .addRemoteCandidateLines(
                        fresh.stream().map(value -> "candidate:" + value).toList());
    }

    /**
     * Our first offer or answer, complete with candidates; fails with a {@link CallException} if
     * the session ends before.
     */
    public CompletionStage<String> localDescription() {
        return localDescription.minimalCompletionStage();
    }

    /**
     * Takes the answer to our offer.
     *
     * @throws SdpException if it breaks the rules, or refuses everything; the session goes on
     *     waiting
     * @throws IllegalStateException if no offer waits for an answer
     */
    public void accept(String answer) throws SdpException {
        SessionDescription read = SessionDescription.parse(answer);
        boolean first = negotiator.current().isEmpty();
        Negotiation agreed = negotiator.accept(read);
        onLoop(
                () -> {
                    if (first) {
                        cancelDeadline();
                        connect(agreed, IceRole.CONTROLLING);
                    } else {
                        change(agreed);
                    }
                });
    }

    /**
     * Which way media of a kind shall flow from the next offer or answer on; to hold a call, {@link
     * Direction#INACTIVE}. The peer is told by {@link #offerAgain}.
     */
    public void direction(MediaKind kind, Direction direction) {
        media.direction(kind, direction);
    }

    /**
     * Another offer for the session that goes on, for {@link #accept} or {@link #rollback}.
     *
     * @return fails with an {@link IllegalStateException} where an offer waits for its answer, or
     *     the session is not negotiated yet, or is over
     */
    public CompletionStage<String> offerAgain() {
        CompletableFuture<String> offer = new CompletableFuture<>();
        network.execute(
                () -> {
                    try {
                        requireNegotiated();
                        offer.complete(negotiator.offer(transport()));
                    } catch (IllegalStateException e) {
                        offer.completeExceptionally(e);
                    }
                });
        return offer.minimalCompletionStage();
    }

    /**
     * Takes back our offer, so that the peer's can be answered where the two crossed (RFC 8829,
     * 4.1.10.2).
     *
     * @throws IllegalStateException if no offer of {@link #offerAgain} waits for its answer
     */
    public void rollback() {
        requireNegotiated();
        negotiator.rollback();
    }

    /**
     * Answers another offer of the peer for the session that goes on: other directions, more or
     * fewer sections, or ICE started anew. Certificate and roles stay.
     *
     * @return our answer; fails with an {@link SdpException} if there is none, whereupon all stays
     *     as it was, and with an {@link IllegalStateException} where offers crossed
     */
    public CompletionStage<String> answer(String offer) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        network.execute(
                () -> {
                    try {
                        answerAgain(SessionDescription.parse(offer), answer);
                    } catch (SdpException | IllegalStateException e) {
                        answer.completeExceptionally(e);
                    }
                });
        return answer.minimalCompletionStage();
    }

    private void answerAgain(SessionDescription remote, CompletableFuture<String> answer)
            throws SdpException {
        Negotiation before = requireNegotiated();
        Negotiation after = negotiator.preview(remote, transport()).negotiation();
        if (!Renegotiation.restartsIce(before, after)) {
            answerNow(remote, answer);
            return;
        }
        candidates.clear();
        remoteCandidates.clear();
        restarting = answer;
        whenGathered = () -> connectAgain(remote, answer);
        path.renew();
    }

    private Negotiation requireNegotiated() {
        if (ended || restarting != null) {
            throw new IllegalStateException("the session has ended, or finds a new path just now");
        }
        return negotiator
                .current()
                .orElseThrow(() -> new IllegalStateException("the first offer has no answer yet"));
    }

    private Negotiation answerNow(SessionDescription remote, CompletableFuture<String> answer)
            throws SdpException {
        Answer made = negotiator.answer(remote, transport());
        change(made.negotiation());
        answer.complete(made.description().toText());
        return made.negotiation();
    }

    private void connectAgain(SessionDescription remote, CompletableFuture<String> answer) {
        restarting = null;
        try {
            Negotiation agreed = answerNow(remote, answer);
            path.connectAgain(role, agreed.transport().remoteCredentials());
        } catch (SdpException | IllegalStateException e) {
            // The same function said yes to the same offer before.
            answer.completeExceptionally(e);
            end(EndReason.NO_PATH);
        }
    }

    private void change(Negotiation agreed) {
        takeCandidates(agreed.transport());
        TrackBundle bundle = tracks;
        if (bundle != null) {
            List<RtpTrack> fresh = bundle.change(media.configs(agreed));
            if (!fresh.isEmpty()) {
                Guarded.run("track listener", () -> onTracks.accept(fresh));
            }
        }
    }

    /**
     * Takes more candidates of the peer (RFC 8840, as in WHIP); those of another ICE session are
     * passed over.
     *
     * @throws SdpException if the fragment is malformed
     */
    public void addCandidates(String fragment) throws SdpException {
        TrickleFragment read = TrickleFragment.parse(fragment);
        onLoop(
                () -> {
                    if (!isOfThisSession(read)) {
                        record.messageDropped();
                        return;
                    }
                    add(read.candidates());
                    if (read.endOfCandidates()) {
                        path.transport().endOfRemoteCandidates();
                    }
                });
    }

    private boolean isOfThisSession(TrickleFragment fragment) {
        Optional<IceCredentials> known =
                negotiator.current().map(agreed -> agreed.transport().remoteCredentials());
        return fragment.credentials().isEmpty()
                || known.isEmpty()
                || known.equals(fragment.credentials());
    }

    private void onLoop(Runnable task) {
        network.execute(
                () -> {
                    if (!ended) {
                        task.run();
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

    /** The tracks, once media may flow; the listener is told of each once. */
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
        CompletableFuture<String> waiting = restarting;
        if (waiting != null) {
            waiting.completeExceptionally(new CallException(reason));
        }
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
            if (candidate.type() == CandidateType.RELAYED) {
                mark(Milestone.RELAY_ALLOCATED);
            }
            candidates.add(candidate);
        }

        @Override
        public void onGathered() {
            mark(Milestone.GATHERED);
            whenGathered.run();
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
            negotiator.current().ifPresent(WebRtcSession.this::start);
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
