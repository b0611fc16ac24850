package io.calling;

import io.calling.signaling.Envelope;
import io.calling.signaling.SignalingMessage;

/** What may happen to one device of the model. */
sealed interface ModelEvent {
    /** Its user calls. */
    record Place() implements ModelEvent {
        @Override
        public String toString() {
            return "its user calls";
        }
    }

    /**
     * Something other than a message happens to a call.
     *
     * @param leg which of its calls
     * @param input what
     */
    record Happens(int leg, CallInput input) implements ModelEvent {
        @Override
        public String toString() {
            String words =
                    input instanceof CallInput.Decided decided
                            ? "policy: " + decided.decision().getClass().getSimpleName()
                            : input.toString();
            return "call " + leg + ": " + words;
        }
    }

    /** The channel delivers a message that was sent some time. */
    record Delivered(Envelope envelope) implements ModelEvent {
        @Override
        public String toString() {
            return "is brought " + words(envelope.message()) + ", number " + envelope.sequence();
        }
    }

    /**
     * The adversary says something in the peer's name; numbered so that it is no repetition.
     *
     * @param leg to which of the device's calls
     * @param message what and as whom
     */
    record Forged(int leg, CallInput.Received message) implements ModelEvent {
        @Override
        public String toString() {
            return "call " + leg + ": is told by an adversary " + words(message.message());
        }
    }

    private static String words(SignalingMessage message) {
        return message instanceof SignalingMessage.Hold
                        || message instanceof SignalingMessage.Mute
                        || message instanceof SignalingMessage.PrivacyChange
                ? message.toString()
                : message.getClass().getSimpleName();
    }
}
