package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.CallAgent;
import io.calling.EndReason;
import io.calling.IncomingCall;
import io.calling.PeerId;
import io.calling.ice.turn.RelayProvider;
import io.calling.signaling.SignalingChannel;
import io.calling.testkit.CallPair;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Agents that are closed at unusual places, or never opened. */
@ExtendWith({ThreadLeakExtension.class, SocketLeakExtension.class, LogLeakExtension.class})
class ClosingTest {
    /** Longer than any test waits: who is told of the end was told by a message. */
    private static final Duration FOREVER = Duration.ofMinutes(10);

    @Test
    void anAgentThatItsOwnListenerClosesHangsUpAndTellsThePeerAndWhoeverWaits() {
        try (CallPair pair =
                CallPair.builder().agents(agent -> agent.ringTimeout(FOREVER)).start()) {
            pair.alice().place(pair.bob().id());
            IncomingCall ringing = pair.bob().awaitIncoming();
            pair.alice().call().onState(state -> pair.alice().agent().close());
            CompletableFuture<EndReason> ended = pair.alice().call().ended().toCompletableFuture();
            pair.expect("the call to be over", ended::isDone);
            assertThat(ended).isCompletedWithValue(EndReason.HUNG_UP);
            pair.expect("Bob's phone to fall silent", () -> ringing.endReason().isPresent());
            assertThat(ringing.endReason()).contains(EndReason.UNANSWERED);
        }
    }

    @Test
    void anAgentWhoseChannelThrowsWhenItIsOpenedLeavesNothingBehind() {
        CallAgent.Builder builder =
                CallAgent.builder().signaling(new DeadChannel()).relays(RelayProvider.of());
        assertThatThrownBy(builder::build).hasMessage("not connected");
    }

    private static final class DeadChannel implements SignalingChannel {
        @Override
        public void send(PeerId to, String message) {}

        @Override
        public void onMessage(Handler handler) {
            throw new IllegalStateException("not connected");
        }
    }
}
