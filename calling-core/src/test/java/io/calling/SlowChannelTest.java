package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.Bench.Device;
import io.calling.Bench.Silence;
import io.calling.CallState.Active;
import io.calling.CallState.Ended;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A channel that delivers once a second; and loses, duplicates and shuffles what it delivers. */
class SlowChannelTest {
    private final Bench bench = new Bench();
    private final Device alice = bench.device(Bench.ALICE);
    private final Device bob = bench.device(Bench.BOB);
    private Random dice = new Random(1);
    private double loss;
    private int copies = 1;
    private int deliveredOfAlice;
    private int deliveredOfBob;

    @BeforeEach
    void theChannelIsOurs() {
        alice.channelLoses = true;
        bob.channelLoses = true;
    }

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            bench.pass(Duration.ofSeconds(1));
            List<Runnable> deliveries = new ArrayList<>();
            for (; deliveredOfAlice < alice.sent.size(); deliveredOfAlice++) {
                add(alice.sent.get(deliveredOfAlice), Bench.ALICE, bob, deliveries);
            }
            for (; deliveredOfBob < bob.sent.size(); deliveredOfBob++) {
                add(bob.sent.get(deliveredOfBob), Bench.BOB, alice, deliveries);
            }
            Collections.shuffle(deliveries, dice);
            deliveries.forEach(Runnable::run);
            bench.network.run();
        }
    }

    private void add(String text, PeerId from, Device to, List<Runnable> deliveries) {
        for (int i = 0; i < copies; i++) {
            if (dice.nextDouble() >= loss) {
                deliveries.add(() -> to.agent.receive(from, text));
            }
        }
    }

    @Test
    void aCallWorksOverAChannelThatDeliversOnceASecond() {
        CallSession call = alice.agent.place(Bench.BOB, new Silence().media());
        seconds(2);
        CallSession atBob = bob.rings().accept(new Silence().media());
        seconds(2);
        assertThat(call.state()).isEqualTo(new Active());
        assertThat(atBob.state()).isEqualTo(new Active());
        call.hangUp();
        seconds(2);
        assertThat(atBob.state()).isEqualTo(new Ended(EndReason.HUNG_UP));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void L28_aCallWorksThoughHalfIsLostAndTheRestComesTwiceAndShuffled(int seed) {
        dice = new Random(seed);
        loss = 0.5;
        copies = 2;
        CallSession call = alice.agent.place(Bench.BOB, new Silence().media());
        seconds(15);
        CallSession atBob = bob.rings().accept(new Silence().media());
        seconds(15);
        assertThat(call.state()).isEqualTo(new Active());
        assertThat(atBob.state()).isEqualTo(new Active());
        call.hold();
        atBob.privacy(Privacy.RELAY_ONLY);
        seconds(60);
        assertThat(call.state()).isEqualTo(new CallState.OnHold(true, false));
        assertThat(atBob.state()).isEqualTo(new CallState.OnHold(false, true));
        assertThat(call.security().orElseThrow().sas()).isPresent();
        assertThat(atBob.security().orElseThrow().sas()).isPresent();
        assertThat(bob.ringing).hasSize(1);
        assertThat(atBob.statistics().messagesDropped()).isPositive();
    }
}
