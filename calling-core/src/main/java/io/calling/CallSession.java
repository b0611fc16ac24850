package io.calling;

import io.calling.ice.exposure.ExposureReport;
import io.calling.media.MediaKind;
import io.calling.media.VideoMedia;
import io.calling.srtp.verification.ShortAuthenticationString;
import io.calling.stats.StatsReport;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One call that the local user placed or accepted. Thread-safe; no method blocks. Made by {@link
 * CallAgent#place} and {@link IncomingCall#accept}; not for applications to implement.
 */
public interface CallSession {
    /** The other party. */
    PeerId peer();

    /** Where the call is now. */
    CallState state();

    /**
     * Observes the call: the listener is told the current state, then each later one, in order, on
     * the agent's executor. An exception that it throws ends neither the call nor the thread.
     */
    void onState(Consumer<? super CallState> listener);

    /** Completes with the reason when the call has ended, on the agent's executor; never fails. */
    CompletionStage<EndReason> ended();

    /**
     * Stops sending what the user says or shows. In place of sound, silence of the same size and
     * rate is sent, so that nobody on the way sees it; a camera that is muted rests and sends
     * nothing, which whoever watches the network can see. The peer is told through signaling once
     * the call is active.
     */
    void mute(MediaKind kind);

    /** Sends again what the user says or shows. */
    void unmute(MediaKind kind);

    /** Whether a kind of media is muted. */
    boolean isMuted(MediaKind kind);

    /** What the peer's user has muted, as far as the peer has told. */
    Set<MediaKind> mutedByPeer();

    /**
     * Observes what the peer's user has muted: the listener is told all of it now, and at each
     * change, on the agent's executor.
     */
    void onMutedByPeer(Consumer<? super Set<MediaKind>> listener);

    /**
     * Presses keys of a telephone, one after the other and 100 ms each, for a menu or a code at the
     * other end. They go in place of sound, in packets of its size (RFC 4733); which key it is
     * nobody on the way can read. Also while muted or on hold; nothing before the call is active.
     *
     * @param keys 0 to 9, star, hash, A to D; at most 256 of them wait
     * @throws IllegalArgumentException if there is something else among them
     */
    void press(String keys);

    /**
     * Observes the keys that the peer presses: the listener is told each once, from now on, on the
     * agent's executor.
     */
    void onKey(Consumer<? super Character> listener);

    /** Whether the call has video, and who wants it. */
    VideoState video();

    /**
     * Observes whether the call has video: the listener is told how it is now, and each change, in
     * order, on the agent's executor.
     */
    void onVideo(Consumer<? super VideoState> listener);

    /**
     * Asks the peer's user for video; where the peer's asks too, both have agreed. Nothing is
     * captured before they agree, and after a minute without an answer it is asked for no longer.
     * Means nothing before the call is accepted.
     *
     * @param media what to show and where to watch; the call closes it, at once where it comes to
     *     nothing
     * @throws IllegalStateException if the rule that let the call ring allows sound only
     */
    void requestVideo(VideoMedia media);

    /**
     * Agrees to the video that the peer's user asks for. Where they ask for it no longer, nothing
     * happens.
     *
     * @param media what to show and where to watch; the call closes it, at once where it comes to
     *     nothing
     * @throws IllegalStateException if the rule that let the call ring allows sound only
     */
    void acceptVideo(VideoMedia media);

    /** Does not agree to the video that the peer's user asks for; a no is a no to video that is. */
    void declineVideo();

    /**
     * Ends the video on both sides, or asks for it no longer. No picture is captured or shown once
     * this has returned, but one that was on its way to the application. Sound goes on. Idempotent.
     */
    void stopVideo();

    /**
     * Puts the call on hold: silence and no pictures are sent, nothing is played, and the peer is
     * told. Means nothing before the call is active.
     */
    void hold();

    /** Takes the call up again, which is heard once the peer does not hold it either. */
    void resume();

    /** Ends the call, from any state. Idempotent. */
    void hangUp();

    /** What protects the call; empty until it is protected. */
    Optional<CallSecurity> security();

    /**
     * Observes what protects the call: the listener is told what is known now, if there is
     * something, and each change, on the agent's executor.
     */
    void onSecurity(Consumer<? super CallSecurity> listener);

    /**
     * A person says that both sides see the same words or pictures, so that nobody is in between.
     * Said again, it changes nothing and tells no listener.
     *
     * @param compared what {@link CallSecurity#sas()} was when they compared it
     * @throws IllegalArgumentException if that is not what the call shows
     */
    void confirmSas(ShortAuthenticationString compared);

    /**
     * A person says that the two sides see something different: somebody is in between, and the
     * call ends with {@link EndReason#IDENTITY_MISMATCH}.
     */
    void rejectSas();

    /**
     * Makes the call more private, for the rest of it; the peer is told, so that its side follows.
     * With {@link Privacy#RELAY_ONLY} every direct socket is closed before this returns. What the
     * peer has learnt by then it knows, and {@link #exposure()} goes on to say so.
     *
     * @throws IllegalArgumentException if that would be wider than the call is
     */
    void privacy(Privacy privacy);

    /** Why the call is relayed, or why it is not. */
    PrivacyReason privacyReason();

    /** What was disclosed so far to whom: the peer, the relay, others. */
    ExposureReport exposure();

    /** When each step of the call happened. */
    CallTimeline timeline();

    /**
     * The statistics of this moment, in the shape of W3C webrtc-stats: what a browser's {@code
     * getStats()} says of a call, without addresses. Completes on the agent's executor; a call that
     * is over goes on to answer how it was at its end. Cheap: a task of some microseconds on the
     * network's loop, and nothing on the way of a packet.
     */
    CompletionStage<StatsReport> stats();

    /**
     * What was sent, received, lost and dropped so far, at once and from any thread; and what is in
     * no specification: packets, messages and candidates that were refused.
     */
    CallStatistics statistics();
}
