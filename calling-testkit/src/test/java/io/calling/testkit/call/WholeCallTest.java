package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallState;
import io.calling.EndReason;
import io.calling.testkit.CallPair;
import io.calling.testkit.net.VirtualNetwork;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A call from the first message to the last, on real sockets and on virtual ones. */
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
        assertThat(pair.alice().states())
                .extracting(CallState::getClass)
                .extracting(Class::getSimpleName)
                .containsExactly("Ringing", "Connecting", "Active", "Ended");
        pair.expect(
                "the relay to be free",
                Duration.ofSeconds(5),
                () -> pair.relay().allocations() == 0);
    }
}
