package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.Bench.Device;
import io.calling.Bench.Silence;
import io.calling.CallState.Active;
import io.calling.CallState.Ended;
import io.calling.CallState.OnHold;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A second call while one goes on. */
class CallWaitingTest {
    private static final PeerId CAROL = PeerId.of("carol");

    private final Bench bench = new Bench();
    private final Device alice = bench.device(Bench.ALICE);
    private final Device carol = bench.device(CAROL);
    private final Device bob = bench.device(Bench.BOB);
    private CallSession atAlice;
    private CallSession withAlice;

    @BeforeEach
    void bobTalksToAlice() {
        atAlice = alice.agent.place(Bench.BOB, new Silence().media());
        withAlice = bob.rings().accept(new Silence().media());
        bench.network.run();
    }

    @Test
    void theSecondCallRingsAndTheFirstGoesOn() {
        carol.agent.place(Bench.BOB, new Silence().media());
        assertThat(bob.rings().caller()).isEqualTo(CAROL);
        assertThat(withAlice.state()).isEqualTo(new Active());
    }

    @Test
    void oneIsHeldWhileTheOtherIsTaken() {
        CallSession atCarol = carol.agent.place(Bench.BOB, new Silence().media());
        IncomingCall second = bob.rings();
        withAlice.hold();
        CallSession withCarol = second.accept(new Silence().media());
        bench.network.run();
        assertThat(atAlice.state()).isEqualTo(new OnHold(false, true));
        assertThat(withCarol.state()).isEqualTo(new Active());
        assertThat(atCarol.state()).isEqualTo(new Active());
        atCarol.hangUp();
        withAlice.resume();
        bench.network.run();
        assertThat(withCarol.state()).isEqualTo(new Ended(EndReason.HUNG_UP));
        assertThat(atAlice.state()).isEqualTo(new Active());
    }
}
