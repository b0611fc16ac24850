package io.calling;

import io.calling.VideoState.Off.Cause;
import io.calling.signaling.VideoParameters;
import java.util.Optional;

/**
 * How far two users have agreed on video. Each time that somebody asks is a round, and what was
 * said in an earlier one counts for nothing, so that nobody's yes outlives their no.
 *
 * @param round the latest that was heard of; 0 is that of invite and accept
 * @param state what our user is told
 * @param ours what we told in this round, where our user has said yes
 * @param theirs what the peer told in this round, where it has said yes
 */
record VideoAgreement(
        int round,
        VideoState state,
        Optional<VideoParameters> ours,
        Optional<VideoParameters> theirs) {
    static final VideoAgreement NONE = off(0, Cause.NOT_ASKED);

    static VideoAgreement off(int round, Cause cause) {
        return new VideoAgreement(
                round, new VideoState.Off(cause), Optional.empty(), Optional.empty());
    }

    static VideoAgreement requested(int round, VideoParameters ours) {
        return new VideoAgreement(
                round, new VideoState.Requested(), Optional.of(ours), Optional.empty());
    }

    static VideoAgreement offered(int round, VideoParameters theirs) {
        return new VideoAgreement(
                round, new VideoState.Offered(), Optional.empty(), Optional.of(theirs));
    }

    static VideoAgreement on(int round, VideoParameters ours, VideoParameters theirs) {
        return new VideoAgreement(
                round, new VideoState.On(), Optional.of(ours), Optional.of(theirs));
    }

    boolean isOff() {
        return state instanceof VideoState.Off;
    }

    boolean isRequested() {
        return state instanceof VideoState.Requested;
    }

    boolean isOffered() {
        return state instanceof VideoState.Offered;
    }

    boolean isOn() {
        return state instanceof VideoState.On;
    }
}
