package io.calling;

import io.calling.ice.exposure.ExposureReport;
import io.calling.media.MediaKind;
import io.calling.srtp.verification.ShortAuthenticationString;
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
     * Stops sending what the user says or shows. Silence of the same size and rate is sent in its
     * place, so that nobody on the way sees it; the peer is told through signaling once the call is
     * active.
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
     * Puts the call on hold: silence is sent, nothing is played, and the peer is told. Means
     * nothing before the call is active.
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

    /** What was sent, received, lost and dropped so far. */
    CallStatistics statistics();
}
