package io.calling.testkit.call;

import io.calling.testkit.CallPair;
import io.calling.testkit.net.LinkConditions;
import io.calling.testkit.net.TestClock;
import io.calling.testkit.net.VirtualNetwork;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both call each other, over a real relay and real checks: one call results. */
class GlareOverRelaysTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void callsThatCrossConnect(long seed) {
        try (CallPair pair = CallPair.on(VirtualNetwork.on(new TestClock(), seed))) {
            LinkConditions slow = LinkConditions.delayed(Duration.ofMillis(10 * seed));
            pair.alice().link().conditions(slow);
            pair.signaling().delay(Duration.ofMillis(7 * seed));
            pair.alice().place(pair.bob().id());
            pair.pass(Duration.ofMillis(3 * seed));
            pair.bob().place(pair.alice().id());
            pair.alice().awaitActive(Duration.ofSeconds(10));
            pair.bob().awaitActive(Duration.ofSeconds(10));
            pair.bob().awaitHearing(pair.alice().tone());
            pair.alice().call().hangUp();
            pair.bob().awaitEnd();
        }
    }
}
