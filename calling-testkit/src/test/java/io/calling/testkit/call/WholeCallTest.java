package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallState;
import io.calling.EndReason;
import io.calling.testkit.CallPair;
import io.calling.testkit.Party;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.VirtualNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A call from the first message to the last, on real sockets and on virtual ones. */
@ExtendWith({ThreadLeakExtension.class, SocketLeakExtension.class, LogLeakExtension.class})
class WholeCallTest {
    @Test
    void aliceAndBobHearEachOtherOnLoopback() {
        try (CallPair pair = CallPair.onLoopback()) {
            talkAndHangUp(pair);
        }
    }

    @Test
    void aliceAndBobHearEachOtherOnAVirtualNetwork() {
        try (CallPair pair = CallPair.on(VirtualNetwork.inRealTime(1))) {
            talkAndHangUp(pair);
        }
    }

    private static void talkAndHangUp(CallPair pair) {
        pair.connect();
        pair.alice().awaitHearing(pair.bob().tone());
        pair.bob().awaitHearing(pair.alice().tone());
        pair.alice().call().hangUp();
        assertThat(pair.bob().awaitEnd()).isEqualTo(EndReason.HUNG_UP);
        assertThat(pair.alice().awaitEnd()).isEqualTo(EndReason.HUNG_UP);
        assertThat(kindsOfStates(pair.alice()))
                .containsExactly(
                        CallState.Ringing.class,
                        CallState.Connecting.class,
                        CallState.Active.class,
                        CallState.Ended.class);
        pair.expect("the relay to be free", () -> pair.relay().allocations() == 0);
    }

    private static List<Class<?>> kindsOfStates(Party party) {
        return party.states().stream().<Class<?>>map(CallState::getClass).distinct().toList();
    }
}
