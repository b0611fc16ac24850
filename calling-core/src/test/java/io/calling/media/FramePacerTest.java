package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.calling.ice.net.Network;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramePacerTest {
    private static final long FRAME = 20_000_000;

    private final Network network = mock(Network.class);
    private final List<Long> ticks = new ArrayList<>();
    private final FramePacer pacer;
    private long now = 1_000;
    private long dueNanos;
    private Runnable task = () -> {};

    FramePacerTest() {
        when(network.nanoTime()).thenAnswer(call -> now);
        when(network.schedule(anyLong(), any()))
                .thenAnswer(
                        call -> {
                            dueNanos = now + call.<Long>getArgument(0);
                            task = call.getArgument(1);
                            return mock(Network.Timer.class);
                        });
        when(network.alarm(any())).thenCallRealMethod();
        pacer = new FramePacer(network, FRAME, ticks::add);
    }

    @Test
    void theFirstTickComesAtOnceAndTheNextAFrameLater() {
        pacer.start();

        assertThat(ticks).containsExactly(0L);
        assertThat(dueNanos).isEqualTo(1_000 + FRAME);
    }

    @Test
    void aLateTimerDelaysNoTickButItsOwn() {
        pacer.start();
        fireLate(7_000_000);
        assertThat(dueNanos).isEqualTo(1_000 + 2 * FRAME);
        fireLate(0);

        assertThat(ticks).containsExactly(0L, 1L, 2L);
    }

    @Test
    void ticksThatAreALittleLateAreMadeUp() {
        pacer.start();
        fireLate(3 * FRAME);
        fireLate(0);
        fireLate(0);
        fireLate(0);

        assertThat(ticks).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(dueNanos).isEqualTo(1_000 + 5 * FRAME);
    }

    @Test
    void whatAProcessThatSleptHasMissedIsLeftOut() {
        pacer.start();
        fireLate(500 * FRAME);

        assertThat(ticks).containsExactly(0L, 501L);
        assertThat(dueNanos).isEqualTo(1_000 + 502 * FRAME);
    }

    @Test
    void afterTheStopATimerThatFiresAllTheSameDoesNothing() {
        pacer.start();
        pacer.stop();
        task.run();

        assertThat(ticks).containsExactly(0L);
    }

    private void fireLate(long nanos) {
        now = Math.max(now, dueNanos) + nanos;
        task.run();
    }
}
