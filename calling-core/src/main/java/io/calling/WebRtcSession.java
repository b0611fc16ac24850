package io.calling;

import io.calling.ice.Candidate;
import io.calling.ice.CandidateType;
import io.calling.ice.SelectedPair;
import io.calling.ice.exposure.ExposureReport;
import io.calling.ice.net.Network;
import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import io.calling.sdp.Direction;
import io.calling.sdp.Negotiation;
import io.calling.sdp.SdpException;
import io.calling.sdp.SessionDescription;
import io.calling.sdp.SessionOrigin;
import io.calling.sdp.TrickleFragment;
import io.calling.srtp.SecurityInfo;
import java.time.Duration;
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
    record Services(
            Network network,
            Layers layers,
            Executor listeners,
            Duration answerDeadline,
            boolean cryptex) {}

    private final Services services;
    private final Network network;
    private final CallRecord record;
    private final Observers observers;
    private final SecurePath path;
    private final SessionMedia media;
    private final SessionTracks tracks;
    private final Negotiator negotiator;
    private final SessionNegotiation negotiation;

    // On the loop, once begun.
    private Network.@Nullable Timer deadline;
    private Runnable onEnd = () -> {};
    private boolean ended;

    WebRtcSession(
            Services services, Set<MediaKind> kinds, Consumer<? super List<RtpTrack>> onTracks) {
        this.services = services;
        this.network = services.network();
        this.record = new CallRecord(network, new CallState.Connecting());
        this.observers = new Observers(services.listeners(), record.state());
        Ports.Handshakes handshakes = services.layers().handshakes();
        this.path =
                new SecurePath(
                        network,
                        listener -> services.layers().transport(record.ledger(), listener),
                        handshakes,
                        new FromPath());
        this.media = new SessionMedia(network, kinds);
        this.tracks = new SessionTracks(media, path, onTracks);
        this.negotiator = new Negotiator(media, SessionOrigin.random(network));
        this.negotiation =
                new SessionNegotiation(
                        network,
                        path,
                        negotiator,
                        handshakes.localFingerprint(),
                        services.cryptex(),
                        new FromNegotiation());
        record.transport(path.transport()::statistics);
    }

    /** Finds out, before anything is sent, whether there will be an answer. */
    void answerFirst(String text) throws SdpException {
        try {
            negotiation.answerFirst(text);
        } catch (SdpException e) {
            path.close();
            throw e;
        }
    }

    void offerFirst() {
        negotiation.offerFirst();
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

    /**
     * Our first offer or answer, complete with candidates; fails with a {@link CallException} if
     * the session ends before.
     */
    public CompletionStage<String> localDescription() {
        return negotiation.localDescription().minimalCompletionStage();
    }

    /**
     * Takes the answer to our offer.
     *
     * @throws SdpException if it breaks the rules, or refuses everything; the offer goes on waiting
     * @throws IllegalStateException if no offer waits for an answer
     */
    public void accept(String answer) throws SdpException {
        negotiation.accept(SessionDescription.parse(answer));
    }

    /**
     * Which way media of a kind shall flow from the next offer or answer on; to hold a call, {@link
     * Direction#INACTIVE}. The peer is told by {@link #offerAgain}.
     */
    public void direction(MediaKind kind, Direction direction) {
        media.direction(kind, direction);
    }

    /**
     * Adds a section for a kind of media with the next {@link #offerAgain} after the first answer:
     * where a refused one stands, or behind the last. If the peer takes it, the listener is told of
     * the track.
     *
     * @throws IllegalStateException if that were more sections than a session has
     */
    public void add(MediaKind kind) {
        media.add(kind);
    }

    /**
     * Another offer, for {@link #accept} or {@link #rollback}: for the session that goes on, or the
     * first once more where that was taken back.
     *
     * @return fails with an {@link IllegalStateException} where an offer waits for its answer, the
     *     first description is not there yet, or the session is over; and once where sections were
     *     added that it has no room for, which are then wanted no more
     */
    public CompletionStage<String> offerAgain() {
        return later(negotiation::offer);
    }

    /**
     * The same with ICE started anew (RFC 8839, 4.4.1.1.1), where a better path is hoped for:
     * gathers on a transport of its own, while the one in use carries the media until the new one
     * has a pair. Keys and roles stay.
     *
     * @return fails as {@link #offerAgain} does, with an {@link IllegalStateException} before the
     *     first answer too, and with a {@link CallException} if the relay gives no address,
     *     whereupon the session goes on as it was
     */
    public CompletionStage<String> restartIce() {
        return later(negotiation::offerRestart);
    }

    /**
     * Takes back our offer, the first one too, so that the peer's can be answered where the two
     * crossed (RFC 8829, 4.1.10.2).
     *
     * @throws IllegalStateException if no offer waits for an answer
     */
    public void rollback() {
        negotiation.rollback();
    }

    /**
     * Answers another offer of the peer for the session that goes on: other directions, more or
     * fewer sections, or ICE started anew. Certificate and roles stay. Or answers the peer's first
     * offer, where ours was taken back.
     *
     * @return our answer; fails with an {@link SdpException} if there is none, whereupon all stays
     *     as it was, and with an {@link IllegalStateException} where offers crossed
     */
    public CompletionStage<String> answer(String offer) {
        return later(answer -> negotiation.answer(SessionDescription.parse(offer), answer));
    }

    /** A step of a negotiation, which completes its description or fails it. */
    @FunctionalInterface
    private interface Description {
        void make(CompletableFuture<String> description) throws SdpException;
    }

    private CompletionStage<String> later(Description step) {
        CompletableFuture<String> description = new CompletableFuture<>();
        network.execute(
                () -> {
                    try {
                        step.make(description);
                    } catch (SdpException | IllegalStateException e) {
                        description.completeExceptionally(e);
                    }
                });
        return description.minimalCompletionStage();
    }

    /**
     * Takes more candidates of the peer (RFC 8840, as in WHIP); those of another ICE session are
     * passed over.
     *
     * @throws SdpException if the fragment is malformed
     */
    public void addCandidates(String fragment) throws SdpException {
        TrickleFragment read = TrickleFragment.parse(fragment);
        network.execute(
                () -> {
                    if (!ended && !negotiation.add(read)) {
                        record.messageDropped();
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
        return tracks.all();
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
        negotiation.end(reason);
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
        tracks.start(agreed);
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
            negotiation.candidates().gathered(candidate);
        }

        @Override
        public void onGathered() {
            mark(Milestone.GATHERED);
            negotiation.onGathered();
        }

        @Override
        public void onPathFound() {
            mark(Milestone.PATH_FOUND);
            negotiation.onPathFound();
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

        @Override
        public void onRenewalFailed(EndReason reason) {
            if (reason == EndReason.PRIVACY_VIOLATION_PREVENTED || !negotiation.survives(reason)) {
                end(reason);
            }
        }

        @Override
        public void onOldPathFailed(EndReason reason) {
            if (negotiation.restartWaits()) {
                end(reason);
            }
        }
    }

    private final class FromNegotiation implements SessionNegotiation.Owner {
        @Override
        public void onAgreed() {
            cancelDeadline();
            mark(Milestone.ACCEPTED);
        }

        @Override
        public void onChanged(Negotiation agreed) {
            tracks.change(agreed);
        }

        @Override
        public void onFailed(EndReason reason) {
            end(reason);
        }
    }
}
