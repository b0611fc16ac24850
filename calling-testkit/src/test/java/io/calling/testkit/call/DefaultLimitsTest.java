package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallAgent;
import io.calling.EndReason;
import io.calling.IncomingCall;
import io.calling.PeerId;
import io.calling.ice.turn.RelayProvider;
import io.calling.policy.CallLimits;
import io.calling.policy.CallerFacts;
import io.calling.policy.Relation;
import io.calling.testkit.CallPair;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever calls again and again in vain, at an agent that was told nothing of limits. */
@ExtendWith({ThreadLeakExtension.class, SocketLeakExtension.class, LogLeakExtension.class})
class DefaultLimitsTest {
    private static final PeerId DORA = PeerId.of("dora");

    private final List<IncomingCall> rang = new ArrayList<>();

    /** Dora's agent has every default but for who is a contact. */
    private CallAgent.Builder dora(CallPair pair) {
        return CallAgent.builder()
                .network(pair.stranger("dora", "198.51.100.77").host().network())
                .signaling(pair.signaling().channel(DORA))
                .relays(RelayProvider.of(pair.relay().server("bob")))
                .facts(peer -> CallerFacts.of(peer, Relation.CONTACT));
    }

    private void callInVain(CallPair pair, int times) {
        for (int i = 0; i < times; i++) {
            pair.alice().place(DORA);
            pair.pass(Duration.ofSeconds(5));
            pair.alice().call().hangUp();
            assertThat(pair.alice().awaitEnd()).isEqualTo(EndReason.HUNG_UP);
        }
    }

    @Test
    void afterThreeCallsInVainHerPhoneRests() {
        try (CallPair pair = CallPair.inTestTime(31);
                CallAgent agent = dora(pair).build()) {
            agent.onIncoming(rang::add);
            callInVain(pair, 6);
            assertThat(rang).hasSize(3);
        }
    }

    @Test
    void whoeverWantsNoLimitSaysSo() {
        try (CallPair pair = CallPair.inTestTime(31);
                CallAgent agent = dora(pair).limits(CallLimits.NONE).build()) {
            agent.onIncoming(rang::add);
            callInVain(pair, 6);
            assertThat(rang).hasSize(6);
        }
    }
}
