package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.Bench.Device;
import io.calling.Bench.Silence;
import io.calling.CallState.Active;
import io.calling.CallState.Ended;
import io.calling.CallState.Ringing;
import io.calling.policy.CallLimits;
import io.calling.policy.CallPolicy;
import io.calling.policy.Decision;
import io.calling.policy.Who;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the recommended limits hold up, and what they let through. */
class BombardmentTest {
    private static final PeerId CAROL = PeerId.of("carol");
    private static final CallPolicy LIMITED =
            CallPolicy.builder().ring(Who.contacts()).limits(CallLimits.recommended()).build();

    private final Bench bench = new Bench();
    private final Device alice = bench.device(Bench.ALICE);
    private final Device bob = bench.device(Bench.BOB);
    private final Device carol = bench.device(CAROL, config -> Bench.withPolicy(config, LIMITED));
    private final List<CallSummary> past = new ArrayList<>();

    private CallSession calls(Device caller) {
        CallSession call = caller.agent.place(CAROL, new Silence().media());
        bench.pass(Duration.ofSeconds(1));
        return call;
    }

    private void hangsUp(CallSession call) {
        call.hangUp();
        bench.network.run();
    }

    @Test
    void peopleWhoTalkAndCallAgainAreNotHeldUp() {
        for (int i = 0; i < 10; i++) {
            CallSession call = calls(alice);
            carol.rings().accept(new Silence().media());
            bench.network.run();
            assertThat(call.state()).isEqualTo(new Active());
            hangsUp(call);
        }
        assertThat(carol.ringing).hasSize(10);
    }

    @Test
    void whoIsCalledBackMayCallAgain() {
        for (int i = 0; i < 10; i++) {
            hangsUp(calls(alice));
        }
        assertThat(carol.ringing).hasSize(3);
        carol.agent.place(Bench.ALICE, new Silence().media()).hangUp();
        bench.network.run();
        hangsUp(calls(alice));
        assertThat(carol.ringing).hasSize(4);
    }

    /** A server that answers by itself has no limits, and still is not bombarded without end. */
    @Test
    void whatNobodyAnsweredIsBoundedAndWhatWasAnsweredIsNot() {
        Device server =
                bench.device(
                        PeerId.of("server"),
                        config -> Bench.withPolicy(config, CallPolicy.contacts()));
        for (int round = 1; round <= 3; round++) {
            for (int i = 0; i < 65; i++) {
                alice.agent.place(PeerId.of("server"), new Silence().media());
            }
            bench.network.run();
            assertThat(server.ringing).hasSize(64 * round);
            server.ringing.stream()
                    .skip(64L * (round - 1))
                    .forEach(call -> call.accept(new Silence().media()));
            bench.network.run();
        }
    }

    /** No call vanishes under its user's finger, and none that did not ring is lost. */
    @Test
    void whoRingsFirstGoesOnRingingAndWhoCallsMeanwhileIsInTheHistory() {
        carol.agent.onHistory(past::add);
        CallSession first = calls(alice);
        CallSession second = calls(bob);
        assertThat(carol.ringing).hasSize(1);
        assertThat(second.state()).as("as if nobody were at home").isEqualTo(new Ringing(false));
        assertThat(past).hasSize(1);
        assertThat(past.get(0).peer()).isEqualTo(Bench.BOB);
        assertThat(past.get(0).decision())
                .contains(new Decision.Silence("at most 1 call at once may ring"));
        carol.rings().accept(new Silence().media());
        bench.network.run();
        assertThat(first.state()).isEqualTo(new Active());
        bench.pass(CallTimes.DEFAULT.ring());
        assertThat(second.state()).isEqualTo(new Ended(EndReason.UNANSWERED));
    }

    /** A device that crashes while it calls cannot hang up. */
    @Test
    void whoseDeviceCrashedMayCallAgainAtOnce() {
        carol.agent.onHistory(past::add);
        calls(alice);
        alice.vanish();
        IncomingCall lost = carol.rings();
        CallSession again = calls(bench.device(Bench.ALICE));
        assertThat(lost.endReason()).contains(EndReason.UNANSWERED);
        assertThat(past).extracting(CallSummary::reason).containsExactly(EndReason.UNANSWERED);
        assertThat(carol.ringing).hasSize(2);

        lost.accept(new Silence().media());
        bench.network.run();
        assertThat(carol.sent).as("what is over stays so, and nothing is told").isEmpty();
        assertThat(again.state()).isEqualTo(new Ringing(false));
        carol.rings().accept(new Silence().media());
        bench.network.run();
        assertThat(again.state()).isEqualTo(new Active());
    }

    /** As by hanging up and calling again: {@link #whoIsCalledBackMayCallAgain}. */
    @Test
    void whoCallsAgainWhileItRingsRingsOnceAtATimeAndNoMoreOftenThanTheLimitsAllow() {
        for (int i = 0; i < 10; i++) {
            calls(alice);
            assertThat(carol.ringing)
                    .filteredOn(call -> call.endReason().isEmpty())
                    .as("what rings")
                    .hasSize(1);
        }
        assertThat(carol.ringing).hasSize(3);
        assertThat(carol.sent).isEmpty();
    }

    /** Where two may ring, the oldest of the same caller's gives way and no other's. */
    @Test
    void nobodyTakesThePlaceOfSomebodyElse() {
        PeerId dave = PeerId.of("dave");
        CallPolicy two =
                CallPolicy.builder()
                        .ring(Who.contacts())
                        .limits(CallLimits.NONE.waiting(2))
                        .build();
        Device daves = bench.device(dave, config -> Bench.withPolicy(config, two));
        for (Device caller : List.of(bob, alice, carol, alice)) {
            caller.agent.place(dave, new Silence().media());
            bench.network.run();
        }
        assertThat(daves.ringing)
                .extracting(call -> call.caller() + " " + call.endReason())
                .containsExactly(
                        Bench.BOB + " " + Optional.empty(),
                        Bench.ALICE + " " + Optional.of(EndReason.UNANSWERED),
                        Bench.ALICE + " " + Optional.empty());
    }
}
