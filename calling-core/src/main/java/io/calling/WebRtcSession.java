package io.calling;

import io.calling.ice.SelectedPair;
import io.calling.ice.exposure.ExposureReport;
import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import io.calling.sdp.Direction;
import io.calling.sdp.SdpException;
import io.calling.sdp.SessionDescription;
import io.calling.sdp.TrickleFragment;
import io.calling.stats.StatsReport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One session with a WebRTC peer, made by {@link WebRtcEndpoint}: gathers, describes itself,
 * connects, secures, and carries the tracks. Thread-safe; no method blocks.
 */
public final class WebRtcSession implements AutoCloseable {
    private final WebRtcCall call;

    WebRtcSession(WebRtcCall call) {
        this.call = call;
    }

    /**
     * Our first offer or answer, complete with candidates; fails with a {@link CallException} if
     * the session ends before.
     */
    public CompletionStage<String> localDescription() {
        return call.negotiation().localDescription().minimalCompletionStage();
    }

    /**
     * Takes the answer to our offer.
     *
     * @throws SdpException if it breaks the rules, or refuses everything; the offer goes on waiting
     * @throws IllegalStateException if no offer waits for an answer
     */
    public void accept(String answer) throws SdpException {
        call.negotiation().accept(SessionDescription.parse(answer));
    }

    /**
     * Which way media of a kind shall flow from the next offer or answer on; to hold a call, {@link
     * Direction#INACTIVE}. The peer is told by {@link #offerAgain}.
     */
    public void direction(MediaKind kind, Direction direction) {
        call.media().direction(kind, direction);
    }

    /**
     * Adds a section for a kind of media with our next offer: where a refused one stands, or behind
     * the last. Where the peer offers one first, on which we may send, that is the one (RFC 8829,
     * 5.10). If the peer takes it, the listener is told of the track.
     *
     * @throws IllegalStateException if that were more sections than a session has
     */
    public void add(MediaKind kind) {
        call.media().add(kind);
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
        return call.describe(call.negotiation()::offer);
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
        return call.describe(call.negotiation()::offerRestart);
    }

    /**
     * Takes back our offer, the first one too, so that the peer's can be answered where the two
     * crossed (RFC 8829, 4.1.10.2).
     *
     * @throws IllegalStateException if no offer waits for an answer
     */
    public void rollback() {
        call.negotiation().rollback();
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
        return call.describe(
                answer -> call.negotiation().answer(SessionDescription.parse(offer), answer));
    }

    /**
     * Takes more candidates of the peer (RFC 8840, as in WHIP); those of another ICE session are
     * passed over.
     *
     * @throws SdpException if the fragment is malformed
     */
    public void addCandidates(String fragment) throws SdpException {
        TrickleFragment read = TrickleFragment.parse(fragment);
        call.add(read);
    }

    /** Connecting, active or ended. */
    public CallState state() {
        return call.record().state();
    }

    /** Observes the session, as {@link CallSession#onState} does. */
    public void onState(Consumer<? super CallState> listener) {
        call.observers().add(listener);
    }

    /** Completes with the reason when the session has ended; never fails. */
    public CompletionStage<EndReason> ended() {
        return call.observers().ended();
    }

    /** What protects the session; empty until it is protected. */
    public Optional<CallSecurity> security() {
        return call.record().security();
    }

    /** What was disclosed so far to whom. */
    public ExposureReport exposure() {
        return call.record().ledger().report();
    }

    /** When each step happened. */
    public CallTimeline timeline() {
        return call.record().timeline();
    }

    /** The pair of candidates in use, once there is one. */
    public Optional<SelectedPair> selectedPair() {
        return call.selectedPair();
    }

    /** The tracks, once media may flow; the listener is told of each once. */
    public List<RtpTrack> tracks() {
        return call.tracks();
    }

    /**
     * The statistics of this moment, as {@link CallSession#stats()} has them: what lies beside what
     * {@code getStats()} says on the other side.
     */
    public CompletionStage<StatsReport> stats() {
        return call.reports().take();
    }

    /** Counters of the transport; those of the tracks are theirs. */
    public CallStatistics statistics() {
        return call.record().statistics();
    }

    /** Hangs up. Idempotent. */
    @Override
    public void close() {
        call.hangUp();
    }

    /** Names the state; no address. */
    @Override
    public String toString() {
        return "WebRtcSession[" + state() + "]";
    }
}
