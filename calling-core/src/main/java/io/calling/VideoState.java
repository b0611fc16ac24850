package io.calling;

/**
 * Whether a call has video: it flows only while both users have said yes, and either ends it at
 * once.
 */
public sealed interface VideoState {
    /**
     * No video: nothing is captured for the peer, and nothing that the peer may send is shown.
     *
     * @param cause why
     */
    record Off(Cause cause) implements VideoState {
        /** Why there is no video. */
        public enum Cause {
            /** Nobody has asked yet. */
            NOT_ASKED,
            /** Our user stopped it, asks for it no longer, or did not agree to it. */
            OUR_CHOICE,
            /** The peer's user stopped it, or asks for it no longer. */
            THEIR_CHOICE,
            /** The peer's user did not agree to it. */
            DECLINED,
            /**
             * The peer's user did not answer, or a rule of theirs does not let them be asked, or
             * their software knows no video.
             */
            UNANSWERED
        }
    }

    /** Our user has asked for video, and the peer's has not answered yet. */
    record Requested() implements VideoState {}

    /** The peer's user asks for video: {@link CallSession#acceptVideo} or decline it. */
    record Offered() implements VideoState {}

    /** Both have agreed: pictures flow while the call is active. */
    record On() implements VideoState {}
}
