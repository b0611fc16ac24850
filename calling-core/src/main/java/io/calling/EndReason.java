package io.calling;

/** Why a call ended, each with one sentence that says what to do. */
public enum EndReason {
    /** The relay provider gave no relay. */
    NO_RELAY_CONFIGURED(
            "No relay is configured: give the agent at least one TURN server, since a private call"
                    + " needs one."),
    /** No relay answered in time, or what answered is no TURN server, or the last one was lost. */
    RELAY_UNREACHABLE(
            "The relay does not answer: check its host, port, transport and certificate, and that"
                    + " this network lets you reach it."),
    /** The relay refused the credentials. */
    RELAY_UNAUTHORIZED(
            "The relay refused the user name or password: fetch fresh credentials and call again."),
    /** The relay stands behind our own address: relayed would be exposed. */
    RELAY_EXPOSES_YOU(
            "The relay stands behind your own address, so the other side would learn it: use a"
                    + " relay in another network."),
    /** Both relays work, yet no packet passes between them. */
    NO_PATH(
            "No path to the other side was found: check that the relays may reach each other, then"
                    + " call again."),
    /** A certificate of the handshake is not the one that the signaling announced. */
    FINGERPRINT_MISMATCH(
            "A certificate is not the announced one: somebody may be in the middle,"
                    + " so do not call again over this channel before you have checked it."),
    /** The peer's identity key is not the one that the application knows. */
    IDENTITY_MISMATCH(
            "The other side's identity key is not the known one: compare keys with them by another"
                    + " way before you call again."),
    /** The DTLS handshake failed or took too long. */
    HANDSHAKE_FAILED(
            "The encryption could not be set up: call again, and if it persists update both sides."),
    /** The callee declined. */
    DECLINED("The call was declined: write a message, or try later."),
    /** The callee is in another call. */
    BUSY("The other side is in another call: try later."),
    /** Nobody answered in time. */
    UNANSWERED("Nobody answered: try later."),
    /** Another device of the callee took the call. */
    ANSWERED_ELSEWHERE("Another of your devices took the call: go on there."),
    /** The own policy does not allow the call. */
    POLICY("Your own call rules do not allow this call: change them if you want it."),
    /** Nothing arrives from the peer any more. */
    PEER_LOST("The connection to the other side was lost: call again."),
    /** One of the two hung up. */
    HUNG_UP("The call is over; there is nothing to do."),
    /** A packet was about to go where it must not; it was not sent. */
    PRIVACY_VIOLATION_PREVENTED(
            "The call was ended because going on would have shown your address: please report this"
                    + " as a bug."),
    /** The application's signaling channel failed. */
    SIGNALING_FAILED(
            "The message to the other side could not be sent: check your connection to the service"
                    + " that carries your messages."),
    /** The audio source or sink failed. */
    MEDIA_FAILED("The microphone or loudspeaker failed: check the audio devices and call again.");

    private final String advice;

    EndReason(String advice) {
        this.advice = advice;
    }

    /** One sentence for the user, saying what happened and what to do. */
    public String advice() {
        return advice;
    }
}
