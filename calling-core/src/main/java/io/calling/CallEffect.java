package io.calling;

import io.calling.ice.Candidate;
import io.calling.media.MediaKind;
import io.calling.signaling.SessionParameters;
import io.calling.signaling.SignalingMessage;
import io.calling.signaling.SignalingMessage.Renew;
import io.calling.signaling.VideoParameters;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What a {@link CallMachine} wants done, in order. */
sealed interface CallEffect {
    /** What needs no more words. */
    enum Do implements CallEffect {
        /** Show the call to our user. */
        OFFER,
        /** Allocate on our own relay, and tell each candidate. Sends nothing to the peer. */
        GATHER,
        /** Send the invite, with the candidates there are. */
        SEND_INVITE,
        /** Send the accept, with the candidates there are. */
        SEND_ACCEPT,
        /** Send the candidates that the peer has not been told. */
        SEND_CANDIDATES,
        /** Open a new transport beside the old one, and allocate on our own relay. */
        GATHER_AGAIN,
        /** Send how to reach the new transport, with the candidates there are. */
        SEND_RENEWAL,
        /** Take the name of the call that the peer placed. */
        ADOPT,
        /** Send again what was sent last and may have been lost. */
        REPEAT,
        /** What was said to set up the path has had its effect: do not send it again. */
        FORGET_SETUP,
        /** Begin the handshake. */
        HANDSHAKE,
        /** Start to capture, send and play. */
        START_MEDIA,
        /** Send silence, and play nothing. */
        HOLD_MEDIA,
        /** Send and play again. */
        RESUME_MEDIA,
        /** Send and show no pictures any more, and give back what was given for them. */
        STOP_VIDEO,
        /** A message was out of place: count it. */
        DROP,
        /** Release everything that the call holds. */
        RELEASE
    }

    /**
     * Send a message.
     *
     * @param message it
     */
    record Send(SignalingMessage message) implements CallEffect {}

    /**
     * Begin the checks, and expect this certificate.
     *
     * @param remote what the peer told
     */
    record Connect(SessionParameters remote) implements CallEffect {}

    /**
     * Hand candidates of the peer to the transport.
     *
     * @param candidates them
     */
    record AddCandidates(List<Candidate> candidates) implements CallEffect {}

    /**
     * Begin the checks between the new transports.
     *
     * @param remote how to reach the peer's
     */
    record ConnectAgain(Renew remote) implements CallEffect {}

    /**
     * Tell the application.
     *
     * @param state where the call is now
     */
    record Tell(CallState state) implements CallEffect {}

    /**
     * Tell the application what the peer's user has muted.
     *
     * @param kinds all of it
     */
    record TellMuted(Set<MediaKind> kinds) implements CallEffect {}

    /**
     * Capture, send and show pictures.
     *
     * @param remote how the peer sends them, and which it takes
     */
    record StartVideo(VideoParameters remote) implements CallEffect {}

    /**
     * Tell the application whether there is video.
     *
     * @param state how it is now
     */
    record TellVideo(VideoState state) implements CallEffect {}

    /**
     * Note the time.
     *
     * @param milestone what was reached
     */
    record Mark(Milestone milestone) implements CallEffect {}

    /**
     * Let a timer run from now, in place of one of its name that may be running.
     *
     * @param timer which
     * @param delay how long
     */
    record SetTimer(CallInput.Timer timer, Duration delay) implements CallEffect {}

    /**
     * Let a timer not run out.
     *
     * @param timer which
     */
    record CancelTimer(CallInput.Timer timer) implements CallEffect {}
}
