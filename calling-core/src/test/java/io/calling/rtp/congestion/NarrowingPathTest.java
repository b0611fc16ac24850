package io.calling.rtp.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A path that becomes narrow at any moment of a call: also while a queue of before is worked off,
 * when less is sent already, and what the path carried says nothing of what it carries.
 */
class NarrowingPathTest {
    private static final long STANDING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int CALLS = 150;

    @Test
    void leavesNoQueueStandingAfterFiveSeconds() {
        SplittableRandom random = new SplittableRandom(2);
        for (int call = 0; call < CALLS; call++) {
            SimulatedLink link = new SimulatedLink(call);
            link.bitsPerSecond = random.nextLong(1_000_000, 5_000_000);
            SimulatedFlow flow = new SimulatedFlow(link, BandwidthConfig.VIDEO);
            flow.start();
            link.passSeconds(10 + 5 * random.nextDouble());
            long before = link.bitsPerSecond;
            link.bitsPerSecond = Math.max(500_000, before / random.nextLong(2, 8));
            String which = call + ": from " + before + " to " + link.bitsPerSecond;
            link.passSeconds(5);
            assertThat(leastQueueWithin(link)).as(which).isLessThan(STANDING_NANOS);
            long arrived = flow.arrivedBytes();
            link.passSeconds(10);
            long arriving = (flow.arrivedBytes() - arrived) * 8 / 10;
            assertThat(arriving).as(which).isGreaterThan(link.bitsPerSecond * 7 / 10);
        }
    }

    /** In a second; frames come and go, but what stands is there all the time. */
    private static long leastQueueWithin(SimulatedLink link) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 100; i++) {
            link.passSeconds(0.01);
            least = Math.min(least, link.queueNanos());
        }
        return least;
    }
}
