package io.calling;

import java.util.Optional;

/** A phase in which both users want the call. */
sealed interface Talking extends CallPhase permits Connecting, Active, Reconnecting {
    /** What is known of the call. */
    Conversation talk();

    /** The same phase, knowing something else. */
    Talking with(Conversation talk);

    @Override
    default Optional<PrivacyMode> peerPrivacy() {
        return Optional.of(talk().theirPrivacy());
    }
}
