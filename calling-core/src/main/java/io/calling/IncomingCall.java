package io.calling;

import io.calling.media.Media;
import io.calling.media.MediaKind;
import io.calling.policy.Decision;
import io.calling.srtp.Verification;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A call that rings here. It has no way to send or capture anything; only {@link #accept} gives a
 * {@link CallSession}. Thread-safe; no method blocks. Not for applications to implement.
 */
public interface IncomingCall {
    /** Who calls, as the signaling channel says. */
    PeerId caller();

    /** Whether the caller has proved who they are with the key that the application knows. */
    Verification verification();

    /** Which rule made it ring, to show to the user; never told to the caller. */
    Decision.Ring decision();

    /** What the caller asks for: sound, or sound and video. */
    Set<MediaKind> requestedMedia();

    /**
     * What the call may begin with: what the caller asks for and the policy allows. Where a rule
     * allows sound only, a call that asks for video rings as one with sound.
     */
    Set<MediaKind> allowedMedia();

    /**
     * Takes the call. With less than the caller asks for it begins with less, and the caller's
     * camera stays off.
     *
     * @param media what to send and where to play; the call closes it
     * @return the call, which has ended already if it no longer rang
     * @throws IllegalArgumentException if the media are more than {@link #allowedMedia()}
     * @throws IllegalStateException if the call was accepted before
     */
    CallSession accept(Media media);

    /** Ends the ringing. The caller is told only if a rule reveals presence to them. */
    void decline();

    /**
     * Completes with the reason when the ringing stopped otherwise than by {@link #accept}, so that
     * the application can stop its ring tone; on the agent's executor. Never fails.
     */
    CompletionStage<EndReason> ended();

    /** Why it no longer rings; empty while it does and after {@link #accept}. */
    Optional<EndReason> endReason();
}
