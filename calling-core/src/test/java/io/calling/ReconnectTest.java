package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.Bench.Device;
import io.calling.Bench.Silence;
import io.calling.CallState.Active;
import io.calling.CallState.Ended;
import io.calling.CallState.OnHold;
import io.calling.CallState.Reconnecting;
import io.calling.ice.IceFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconnectTest {
    private final Bench bench = new Bench();
    private final Device alice = bench.device(Bench.ALICE);
    private final Device bob = bench.device(Bench.BOB);
    private CallSession atAlice;
    private CallSession atBob;

    @BeforeEach
    void call() {
        atAlice = alice.agent.place(Bench.BOB, new Silence().media());
        atBob = bob.rings().accept(new Silence().media());
        bench.network.run();
    }

    @Test
    void aLostPathIsRenewedOnBothSides() {
        List<CallState> heard = new ArrayList<>();
        atAlice.onState(heard::add);
        alice.end().fail(IceFailure.PEER_LOST);
        bob.end().fail(IceFailure.PEER_LOST);
        bench.network.run();
        assertThat(heard).containsExactly(new Active(), new Reconnecting(), new Active());
        assertThat(atBob.state()).isEqualTo(new Active());
        assertThat(alice.ends).hasSize(2);
        assertThat(alice.ends.get(0).isClosed()).isTrue();
    }

    @Test
    void aPathThatOnlyOneSideLostIsRenewedOnBoth() {
        alice.end().fail(IceFailure.RELAY_UNREACHABLE);
        bench.network.run();
        assertThat(atAlice.state()).isEqualTo(new Active());
        assertThat(atBob.state()).isEqualTo(new Active());
        assertThat(bob.ends).hasSize(2);
    }

    @Test
    void anInterruptionIsToldUntilThePathIsBack() {
        alice.end().listener().onInterrupted();
        assertThat(atAlice.state()).isEqualTo(new Reconnecting());
        alice.end().listener().onSelectedPair(alice.end().selectedPair().orElseThrow());
        assertThat(atAlice.state()).isEqualTo(new Active());
        assertThat(alice.ends).hasSize(1);
    }

    @Test
    void aPeerThatIsGoneIsGivenUpAfterTheDeadline() {
        bench.network.execute(bob::vanish);
        alice.end().fail(IceFailure.PEER_LOST);
        bench.pass(CallTimes.DEFAULT.reconnect().minusSeconds(1));
        assertThat(atAlice.state()).isEqualTo(new Reconnecting());
        bench.pass(Duration.ofSeconds(2));
        assertThat(atAlice.state()).isEqualTo(new Ended(EndReason.PEER_LOST));
    }

    @Test
    void aRelayThatRefusesAtOnceIsAskedOnceASecondAndServesWhenItIsBack() {
        alice.relayRefuses = true;
        alice.end().fail(IceFailure.RELAY_UNREACHABLE);
        bench.network.run();
        assertThat(atAlice.state()).isEqualTo(new Reconnecting());
        assertThat(alice.ends).hasSize(2);

        bench.pass(Duration.ofSeconds(10));
        assertThat(atAlice.state()).isEqualTo(new Reconnecting());
        assertThat(alice.ends).hasSizeBetween(11, 13);

        alice.relayRefuses = false;
        bench.pass(Duration.ofSeconds(2));
        assertThat(atAlice.state()).isEqualTo(new Active());
        assertThat(atBob.state()).isEqualTo(new Active());
    }

    @Test
    void aCallThatEndsMeanwhileAsksNoMore() {
        alice.relayRefuses = true;
        alice.end().fail(IceFailure.RELAY_UNREACHABLE);
        bench.network.run();
        atAlice.hangUp();
        bench.network.run();
        int opened = alice.ends.size();

        bench.pass(Duration.ofSeconds(5));
        assertThat(alice.ends).hasSize(opened);
    }

    @Test
    void aRenewalThatIsLostIsSaidAgain() {
        alice.channelLoses = true;
        alice.end().fail(IceFailure.PEER_LOST);
        bench.network.run();
        assertThat(atAlice.state()).isEqualTo(new Reconnecting());
        alice.channelLoses = false;
        bench.pass(Duration.ofSeconds(5));
        assertThat(atAlice.state()).isEqualTo(new Active());
        assertThat(atBob.state()).isEqualTo(new Active());
    }

    @Test
    void L07_aRenewedPathIsAsPrivateAsTheFirst() {
        alice.end().fail(IceFailure.PEER_LOST);
        bench.network.run();
        assertThat(alice.sent.stream().filter(text -> text.contains(" renew ")))
                .isNotEmpty()
                .allMatch(text -> text.contains(",relay") && !text.contains(",host"));
    }

    @Test
    void aHeldCallIsToldToBothSidesAndComesBack() {
        atAlice.hold();
        bench.network.run();
        assertThat(atAlice.state()).isEqualTo(new OnHold(true, false));
        assertThat(atBob.state()).isEqualTo(new OnHold(false, true));
        atAlice.resume();
        bench.network.run();
        assertThat(atAlice.state()).isEqualTo(new Active());
        assertThat(atBob.state()).isEqualTo(new Active());
    }

    @Test
    void aCallThatBothHoldComesBackWhenBothResume() {
        atAlice.hold();
        atBob.hold();
        bench.network.run();
        assertThat(atAlice.state()).isEqualTo(new OnHold(true, true));
        atAlice.resume();
        bench.network.run();
        assertThat(atAlice.state()).isEqualTo(new OnHold(false, true));
        assertThat(atBob.state()).isEqualTo(new OnHold(true, false));
    }

    @Test
    void aHoldOvertakenByItsResumeMeansNothing() {
        alice.channelLoses = true;
        atAlice.hold();
        bench.network.run();
        String hold = alice.sent.get(alice.sent.size() - 1);
        alice.channelLoses = false;
        atAlice.resume();
        bench.network.run();
        bob.agent.receive(Bench.ALICE, hold);
        bench.network.run();
        assertThat(atBob.state()).isEqualTo(new Active());
    }

    @Test
    void aHeldCallThatReconnectsIsStillHeld() {
        atAlice.hold();
        bench.network.run();
        alice.end().fail(IceFailure.PEER_LOST);
        bench.network.run();
        assertThat(atAlice.state()).isEqualTo(new OnHold(true, false));
        assertThat(atBob.state()).isEqualTo(new OnHold(false, true));
    }
}
