package io.calling.testkit.assertion;

import io.calling.PeerId;
import io.calling.testkit.FakeSignaling;
import io.calling.testkit.Party;
import io.calling.testkit.SignaledMessage;
import java.util.List;

/** Assertions on what the parties told each other; see {@link CallAssertions}. */
public final class SignalingAssert {
    private final FakeSignaling signaling;

    SignalingAssert(FakeSignaling signaling) {
        this.signaling = signaling;
    }

    /** Nobody said anything to this party. */
    public SignalingAssert carriedNothingTo(Party party) {
        return carriedNothingTo(party.id());
    }

    /** Nobody said anything to somebody. */
    public SignalingAssert carriedNothingTo(PeerId id) {
        List<SignaledMessage> told =
                signaling.messages().stream().filter(m -> m.to().equals(id)).toList();
        if (!told.isEmpty()) {
            throw new AssertionError(
                    told.size() + " messages to " + id + ", the first: " + told.get(0).kind());
        }
        return this;
    }

    /** No message has this text in it. */
    public SignalingAssert carriedNowhere(String text) {
        signaling.messages().stream()
                .filter(message -> message.text().contains(text))
                .findFirst()
                .ifPresent(
                        message -> {
                            throw new AssertionError(
                                    "a message of kind " + message.kind() + " has it");
                        });
        return this;
    }
}
