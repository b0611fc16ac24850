package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallAgent;
import io.calling.EndReason;
import io.calling.Milestone;
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
    private record View(
            List<String> packets, List<String> messages, List<String> relayed, Duration endedAt) {}

    @ParameterizedTest
    @EnumSource
    void L24_everyRefusalLooksLikeNobodyAtHome(Refusal refusal) {
        for (Asked asked : Asked.values()) {
            View offline = view(Refusal.OFFLINE, asked);
            View refused = view(refusal, asked);
            assertThat(refused.packets()).isEqualTo(offline.packets()).isNotEmpty();
            assertThat(refused.endedAt()).as("when Alice hears of it").isEqualTo(offline.endedAt());
            assertThat(refused.messages()).as("told to Alice").isEmpty();
            assertThat(refused.relayed()).as("passed by the relay").isEmpty();
        }
    }

    /** Nor does the next call show what became of the last, whatever limits it has met. */
    @ParameterizedTest
    @EnumSource
    void L24_whoCallsAgainAndAgainSeesTheSameEachTime(Refusal refusal) {
        List<View> offline = views(Refusal.OFFLINE, 8);
        List<View> refused = views(refusal, 8);
        assertThat(refused).isEqualTo(offline);
        assertThat(refused).extracting(View::messages).allMatch(List::isEmpty);
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
                        EndReason.DECLINED,
                        false);
        View offline = view(Refusal.OFFLINE, Asked.SOUND);
        assertThat(revealed.messages()).isNotEmpty();
        assertThat(revealed.packets()).isNotEqualTo(offline.packets());
        assertThat(revealed.endedAt()).isLessThan(offline.endedAt());
    }

    private static View view(Refusal refusal, Asked asked) {
        return view(
                refusal,
                agent -> asked.limits(refusal.policy(agent)),
                EndReason.UNANSWERED,
                asked.video());
    }

    /**
     * Of calls one after the other, to an agent with the limits that it has unless told otherwise.
     */
    private static List<View> views(Refusal refusal, int calls) {
        List<View> views = new ArrayList<>();
        try (CallPair pair =
                CallPair.builder()
                        .on(VirtualNetwork.on(new TestClock(), 5))
                        .bob(agent -> Asked.SOUND_OF_A_LIMITED_AGENT.limits(refusal.policy(agent)))
                        .start()) {
            List<String> relayed = new ArrayList<>();
            pair.relay().observe(new Passing(relayed));
            refusal.prepare(pair);
            pair.pass(BEFORE);
            for (int i = 0; i < calls; i++) {
                int packets = packetsOf(pair).size();
                int messages = messagesTo(pair).size();
                pair.alice().place(pair.bob().id());
                pair.pass(Duration.ofSeconds(10));
                refusal.react(pair);
                assertThat(pair.alice().awaitEnd(Duration.ofSeconds(61)))
                        .isEqualTo(EndReason.UNANSWERED);
                Duration ended = endOf(pair);
                pair.pass(Duration.ofSeconds(20));
                List<String> all = packetsOf(pair);
                views.add(
                        new View(
                                List.copyOf(all.subList(packets, all.size())),
                                messagesTo(pair).subList(messages, messagesTo(pair).size()),
                                List.copyOf(relayed),
                                ended));
            }
        }
        return views;
    }

    private static View view(
            Refusal refusal,
            UnaryOperator<CallAgent.Builder> bob,
            EndReason expected,
            boolean video) {
        try (CallPair pair =
                CallPair.builder().on(VirtualNetwork.on(new TestClock(), 5)).bob(bob).start()) {
            List<String> relayed = new ArrayList<>();
            pair.relay().observe(new Passing(relayed));
            refusal.prepare(pair);
            pair.pass(BEFORE);
            if (video) {
                pair.alice().placeWithVideo(pair.bob().id());
            } else {
                pair.alice().place(pair.bob().id());
            }
            pair.pass(Duration.ofSeconds(10));
            assertThat(pair.bob().incoming().isEmpty()).isEqualTo(!refusal.rings());
            refusal.react(pair);
            assertThat(pair.alice().awaitEnd(Duration.ofSeconds(61))).isEqualTo(expected);
            Duration ended = endOf(pair);
            pair.pass(Duration.ofMinutes(2));
            return new View(packetsOf(pair), messagesTo(pair), relayed, ended);
        }
    }

    private static Duration endOf(CallPair pair) {
        return pair.alice().call().timeline().at(Milestone.ENDED).orElseThrow();
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
