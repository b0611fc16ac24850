package io.calling;

import io.calling.ice.Candidate;
import io.calling.ice.CandidateType;
import io.calling.ice.SelectedPair;
import io.calling.ice.net.Network;
import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import io.calling.sdp.Negotiation;
import io.calling.sdp.SdpException;
import io.calling.sdp.SessionOrigin;
import io.calling.sdp.TrickleFragment;
import io.calling.srtp.SecurityInfo;
import io.calling.stats.StatsReport;
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
 * One session with a WebRTC peer from gathering to the end, with all that it is made of; {@link
 * WebRtcSession} is what the application sees of it. Any thread may ask, what happens happens on
 * the loop.
 */
final class WebRtcCall {

    /** What an endpoint gives each of its sessions. */
    record Services(
            Network network,
            Layers layers,
            Executor listeners,
            Duration answerDeadline,
            boolean cryptex,
            Recorders recorders) {
        /** Without logs and dumps. */
        Services(
                Network network,
                Layers layers,
                Executor listeners,
                Duration answerDeadline,
                boolean cryptex) {
            this(network, layers, listeners, answerDeadline, cryptex, Recorders.NONE);
        }
    }

    private final Services services;
    private final Network network;
    private final CallRecord record;
    private final Observers observers;
    private final CallReports reports;
    private final SecurePath path;
    private final SessionMedia media;
    private final SessionTracks tracks;
    private final Negotiator negotiator;
    private final SessionNegotiation negotiation;

    // On the loop, once begun.
    private Network.@Nullable Timer deadline;
    private Runnable onEnd = () -> {};
    private boolean ended;

    WebRtcCall(Services services, Set<MediaKind> kinds, Consumer<? super List<RtpTrack>> onTracks) {
        this.services = services;
        this.network = services.network();
        this.record =
                new CallRecord(
                        network, new CallState.Connecting(), services.recorders().begin(network));
        this.observers = new Observers(services.listeners(), record.state());
        this.reports = new CallReports(network, services.listeners(), record, this::stats);
        Ports.Handshakes handshakes = services.layers().handshakes();
        this.path =
                new SecurePath(
                        network,
                        listener -> services.layers().transport(record.ledger(), listener),
                        handshakes,
                        new FromPath(),
                        record.events().tap());
        this.media = new SessionMedia(network, kinds);
        this.tracks = new SessionTracks(media, path, onTracks);
        this.negotiator = new Negotiator(media, SessionOrigin.random(network));
        this.negotiation =
                new SessionNegotiation(
                        network,
                        path,
                        negotiator,
                        new SessionTransport(
                                path, handshakes.localFingerprint(), services.cryptex()),
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

    SessionNegotiation negotiation() {
        return negotiation;
    }

    SessionMedia media() {
        return media;
    }

    CallRecord record() {
        return record;
    }

    Observers observers() {
        return observers;
    }

    Optional<SelectedPair> selectedPair() {
        return path.transport().selectedPair();
    }

    /** The statistics. */
    CallReports reports() {
        return reports;
    }

    private void stats(StatsReport.Builder into) {
        new PathEntries(path).add(into, tracks.availableBitrate());
        tracks.stats(into);
    }

    List<RtpTrack> tracks() {
        return tracks.all();
    }

    /** A step of a negotiation, which completes its description or fails it. */
    @FunctionalInterface
    interface Description {
        void make(CompletableFuture<String> description) throws SdpException;
    }

    CompletionStage<String> describe(Description step) {
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

    /** Takes more candidates of the peer's. */
    void add(TrickleFragment fragment) {
        network.execute(
                () -> {
                    if (!ended && !negotiation.add(fragment)) {
                        record.messageDropped();
                    }
                });
    }

    void hangUp() {
        network.execute(() -> end(EndReason.HUNG_UP));
    }

    private void end(EndReason reason) {
        if (ended) {
            return;
        }
        ended = true;
        reports.close();
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

    private final class FromPath implements SecurePath.Events {
        @Override
        public void onCandidate(Candidate candidate) {
            record.events().localCandidate(candidate);
            if (candidate.type() == CandidateType.RELAYED) {
                mark(Milestone.RELAY_ALLOCATED);
            }
        }

        @Override
        public void onGathered() {
            mark(Milestone.GATHERED);
            negotiation.onGathered();
        }

        @Override
        public void onPathFound() {
            mark(Milestone.PATH_FOUND);
            selectedPair().ifPresent(record.events()::path);
            negotiation.onPathFound();
            path.startHandshake();
        }

        @Override
        public void onInterrupted() {
            record.events().interrupted();
        }

        @Override
        public void onSecured(SecurityInfo security) {
            record.security(CallSecurity.of(security));
            mark(Milestone.SECURED);
            negotiator.current().ifPresent(WebRtcCall.this::start);
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
            if (negotiation.endsWithOldPath()) {
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
