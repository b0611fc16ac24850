package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.EndReason;
import io.calling.testkit.CallPair;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls come and go, and leave nothing behind: on real sockets, in one process. */
@ExtendWith({ThreadLeakExtension.class, SocketLeakExtension.class, LogLeakExtension.class})
class ManyCallsTest {
    private static final int CALLS = 200;

    @Test
    void twoHundredCallsLeaveNoThreadNoSocketAndNoAllocation() {
        try (CallPair pair = CallPair.onLoopback()) {
            callAndHangUp(pair);
            int sockets = socketsOnceTheRelayIsFree(pair);
            int threads = Thread.activeCount();
            for (int i = 1; i < CALLS; i++) {
                callAndHangUp(pair);
            }
            // a look at the interfaces opens sockets for a moment, so this is awaited
            pair.expect("no socket more", () -> socketsOnceTheRelayIsFree(pair) <= sockets);
            assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + POOLED);
            assertThat(pair.relay().counters().allocationsMade()).isEqualTo(2L * CALLS);
        }
    }

    /** ice4j's pools, which serve all of the process, grow and shrink by some threads. */
    private static final int POOLED = 10;

    private static void callAndHangUp(CallPair pair) {
        pair.connect();
        pair.bob().call().hangUp();
        assertThat(pair.alice().awaitEnd()).isEqualTo(EndReason.HUNG_UP);
        pair.bob().awaitEnd();
    }

    private static int socketsOnceTheRelayIsFree(CallPair pair) {
        pair.expect("the relay to be free", () -> pair.relay().allocations() == 0);
        return SocketLeakExtension.openNow();
    }
}
