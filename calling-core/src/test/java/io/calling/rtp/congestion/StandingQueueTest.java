package io.calling.rtp.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A queue that is worked off, by the transits of packets that feedback tells of. */
class StandingQueueTest {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long PATH_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private final StandingQueue queue = new StandingQueue();
    private long nowNanos;

    private void feedback(long queueMillis) {
        nowNanos += STEP_NANOS;
        queue.onPacket(PATH_NANOS + TimeUnit.MILLISECONDS.toNanos(queueMillis));
        queue.onFeedback(nowNanos);
    }

    private void beginWith(long queueMillis) {
        feedback(0);
        for (int i = 0; i < 10 && !queue.isDraining(); i++) {
            feedback(queueMillis);
        }
        assertThat(queue.isDraining()).isTrue();
    }

    @Test
    void thatGrowsOnWhileItIsWorkedOffIsNoLongerPath() {
        beginWith(150);
        long millis = 150;
        for (; millis < 1_060; millis += 38) {
            feedback(millis);
        }
        assertThat(queue.isChanging()).isTrue();
        for (; millis > 25; millis -= 9) { // for 5.7 seconds
            feedback(millis);
            assertThat(queue.wasNone()).as("at " + millis + " ms").isFalse();
            assertThat(queue.isDraining()).as("at " + millis + " ms").isTrue();
        }
        feedback(20);
        assertThat(queue.isDraining()).isFalse();
    }

    @Test
    void thatNeverChangesIsALongerPath() {
        beginWith(300);
        int steps = 0;
        while (!queue.wasNone() && steps++ < 100) {
            feedback(300);
            assertThat(queue.isChanging()).isFalse();
        }
        assertThat(queue.wasNone()).isTrue();
        assertThat(steps * STEP_NANOS).isLessThan(TimeUnit.SECONDS.toNanos(3));
        assertThat(queue.queueNanos()).isZero();
    }

    @Test
    void ofWhichHalfIsOthersEndsWhereOursHasGone() {
        beginWith(400);
        for (long millis = 400; millis > 240; millis -= 10) {
            feedback(millis);
        }
        int steps = 0;
        while (queue.isDraining() && steps++ < 100) {
            feedback(240);
        }
        assertThat(queue.isDraining()).isFalse();
        assertThat(queue.queueNanos()).isZero();
    }
}
