package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.EndReason;
import io.calling.ice.testing.Coturn;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.testkit.CallPair;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same call over the relay that production uses. */
@ExtendWith({ThreadLeakExtension.class, SocketLeakExtension.class, LogLeakExtension.class})
class CoturnCallTest {
    @Test
    void aliceAndBobHearEachOtherOverCoturnAndReleaseWhatTheyAllocated() {
        try (Coturn coturn = Coturn.start();
                CallPair pair = pairOver(coturn)) {
            pair.connect();
            pair.alice().awaitHearing(pair.bob().tone());
            pair.bob().awaitHearing(pair.alice().tone());
            pair.alice().call().hangUp();
            assertThat(pair.bob().awaitEnd()).isEqualTo(EndReason.HUNG_UP);
            pair.alice().awaitEnd();
            pair.expect("coturn to be free", () -> coturn.allocationsOpen() == 0);
            assertThat(coturn.allocationsMade()).isEqualTo(2);
            assertThat(pair.relay().counters().allocationsMade()).isZero();
        }
    }

    private static CallPair pairOver(Coturn coturn) {
        RelayProvider relays =
                RelayProvider.of(RelayServer.of(coturn.uri(), Coturn.USERNAME, Coturn.PASSWORD));
        return CallPair.builder().relaysOfAlice(own -> relays).relaysOfBob(own -> relays).start();
    }
}
