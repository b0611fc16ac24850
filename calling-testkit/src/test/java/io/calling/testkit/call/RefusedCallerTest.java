package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallAgent;
import io.calling.EndReason;
import io.calling.policy.CallPolicy;
import io.calling.policy.Who;
import io.calling.testkit.CallPair;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.LoggedPacket;
import io.calling.testkit.net.TestClock;
import io.calling.testkit.net.VirtualNetwork;
import io.calling.testkit.relay.RelayObserver;
import io.calling.testkit.relay.RelayedPacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All that a refused caller can see, to the byte and to the nanosecond, under a test clock. */
@ExtendWith({ThreadLeakExtension.class, SocketLeakExtension.class, LogLeakExtension.class})
class RefusedCallerTest {
    private static final Duration BEFORE = Duration.ofSeconds(2);

    /** What Alice sees of one call, and what the relay sees pass to or from her. */
    private record View(List<String> packets, List<String> messages, List<String> relayed) {}

    @ParameterizedTest
    @EnumSource
    void L24_everyRefusalLooksLikeNobodyAtHome(Refusal refusal) {
        View offline = view(Refusal.OFFLINE);
        View refused = view(refusal);
        assertThat(refused.packets()).isEqualTo(offline.packets()).isNotEmpty();
        assertThat(refused.messages()).as("told to Alice").isEmpty();
        assertThat(refused.relayed()).as("passed by the relay").isEmpty();
    }

    /** Lest the comparison above sees nothing in any case. */
    @Test
    void aCallerToWhomPresenceIsRevealedSeesTheDifference() {
        View revealed =
                view(
                        Refusal.DECLINED,
                        agent ->
                                agent.policy(
                                        CallPolicy.builder()
                                                .ring(Who.anyone())
                                                .revealPresence(Who.anyone())
                                                .build()),
                        EndReason.DECLINED);
        assertThat(revealed.messages()).isNotEmpty();
        assertThat(revealed.packets()).isNotEqualTo(view(Refusal.OFFLINE).packets());
    }

    private static View view(Refusal refusal) {
        return view(refusal, refusal::policy, EndReason.UNANSWERED);
    }

    private static View view(
            Refusal refusal, UnaryOperator<CallAgent.Builder> bob, EndReason expected) {
        try (CallPair pair =
                CallPair.builder().on(VirtualNetwork.on(new TestClock(), 5)).bob(bob).start()) {
            List<String> relayed = new ArrayList<>();
            pair.relay().observe(new Passing(relayed));
            refusal.prepare(pair);
            pair.pass(BEFORE);
            pair.alice().place(pair.bob().id());
            pair.pass(Duration.ofSeconds(10));
            assertThat(pair.bob().incoming().isEmpty()).isEqualTo(!refusal.rings());
            refusal.react(pair);
            assertThat(pair.alice().awaitEnd(Duration.ofSeconds(61))).isEqualTo(expected);
            pair.pass(Duration.ofMinutes(2));
            return new View(packetsOf(pair), messagesTo(pair), relayed);
        }
    }

    private static List<String> messagesTo(CallPair pair) {
        return pair.signaling().messages().stream()
                .filter(message -> message.to().equals(pair.alice().id()))
                .map(message -> message.text())
                .toList();
    }

    /** When, which way, how long: nonces and ports of the relay are random in any case. */
    private static List<String> packetsOf(CallPair pair) {
        return pair.virtualNetwork().orElseThrow().log().packets().stream()
                .filter(packet -> packet.place().equals(pair.alice().id().value()))
                .map(RefusedCallerTest::line)
                .toList();
    }

    private static String line(LoggedPacket packet) {
        return packet.at()
                + " "
                + packet.direction()
                + " "
                + packet.transport()
                + " "
                + packet.payload().length()
                + " "
                + packet.fate();
    }

    private record Passing(List<String> seen) implements RelayObserver {
        @Override
        public void onRelayed(RelayedPacket packet) {
            seen.add(packet.toString());
        }
    }
}
