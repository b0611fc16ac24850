package io.calling;

import io.calling.media.MediaKind;
import io.calling.policy.Decision;
import io.calling.signaling.PartyId;
import io.calling.signaling.SessionParameters;
import io.calling.signaling.SignalingMessage;
import io.calling.signaling.VideoParameters;
import java.util.Optional;
import java.util.Set;

/** What a {@link CallMachine} reacts to. */
sealed interface CallInput {
    /** What our user does. */
    enum Local implements CallInput {
        /** Calls. */
        PLACE,
        /** Takes the call that rings. */
        ACCEPT,
        /** Refuses the call that rings. */
        DECLINE,
        /** Ends the call. */
        HANG_UP,
        /** Puts the call on hold. */
        HOLD,
        /** Takes the call up again. */
        RESUME,
        /** Called the person whose call rings: that call goes on as ours. */
        SUPERSEDE,
        /** Wants no video: ends it, asks for it no longer, does not agree to it. */
        STOP_VIDEO
    }

    /** What happens on the way to the peer. */
    enum Progress implements CallInput {
        /** A relayed candidate of ours has come. */
        CANDIDATE,
        /** All our candidates have come. */
        GATHERED,
        /** ICE selected a pair. */
        PATH_FOUND,
        /** The handshake is done, and the peer's certificate is the announced one. */
        SECURED,
        /** The peer closed the secured connection. */
        PEER_CLOSED,
        /** The pair is lost and the transport looks for another one, or the peer is silent. */
        INTERRUPTED,
        /** The peer was silent, and is heard again. */
        HEARD
    }

    /** A timer that was set has run out. */
    enum Timer implements CallInput {
        /** Nobody has answered. */
        RING,
        /** The accepted call is not connected yet. */
        CONNECT,
        /** What was said last has had no effect yet. */
        REPEAT,
        /** The call that was lost is not back. */
        RECONNECT,
        /** The peer has not answered to a request for video. */
        VIDEO
    }

    /**
     * The policy has decided about an incoming call.
     *
     * @param decision what
     * @param privacy how private our side wants it, within what the policy allows
     */
    record Decided(Decision decision, PrivacyMode privacy) implements CallInput {}

    /**
     * Both users have called each other, and this call goes on as the one that the peer placed:
     * that our user called is the consent.
     *
     * @param caller the device that placed it
     * @param remote what it told
     */
    record Adopted(PartyId caller, SessionParameters remote) implements CallInput {}

    /**
     * Our user wants the call more private.
     *
     * @param privacy the new wish
     */
    record Tightened(PrivacyMode privacy) implements CallInput {}

    /**
     * Our user mutes something, or no longer does.
     *
     * @param kinds all that is muted now
     */
    record Muted(Set<MediaKind> kinds) implements CallInput {}

    /**
     * Our user brings video to a call that is not accepted yet, or does so no longer.
     *
     * @param ours how we would send it, and what we take; empty for a call with sound only
     */
    record Brings(Optional<VideoParameters> ours) implements CallInput {}

    /**
     * Our user asks for video in mid-call.
     *
     * @param ours how we would send it, and what we take
     */
    record RequestVideo(VideoParameters ours) implements CallInput {}

    /**
     * Our user agrees to the video that the peer's asks for.
     *
     * @param ours how we send it, and what we take
     */
    record AcceptVideo(VideoParameters ours) implements CallInput {}

    /**
     * Something of ours broke.
     *
     * @param reason why the call must end
     */
    record Failed(EndReason reason) implements CallInput {}

    /**
     * The peer says something, in a message of this call that was neither late nor repeated.
     *
     * @param from the device
     * @param sequence counts the messages of that device
     * @param message what it says
     */
    record Received(PartyId from, int sequence, SignalingMessage message) implements CallInput {}
}
