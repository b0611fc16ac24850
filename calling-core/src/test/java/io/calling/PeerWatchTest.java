package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.testing.ManualNetwork;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PeerWatchTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualNetwork network = new ManualNetwork(1);
    private int told;
    private final PeerWatch watch = new PeerWatch(network, () -> told++);

    @Test
    void whoSaysSomethingNowAndThenIsNotSilent() {
        watch.start();
        for (int i = 0; i < 20; i++) {
            network.pass(PeerWatch.SILENCE.minusMillis(1));
            assertThat(watch.heard()).isFalse();
        }
        assertThat(told).isZero();
    }

    @Test
    void silenceIsToldAgainAsLongAsItLasts() {
        watch.start();
        network.pass(PeerWatch.SILENCE);
        assertThat(told).isZero();
        network.pass(SECOND);
        assertThat(told).isEqualTo(1);
        network.pass(SECOND.multipliedBy(2));
        assertThat(told).isEqualTo(3);
        assertThat(watch.silence()).isEqualTo(PeerWatch.SILENCE.plusSeconds(3));
    }

    /** As after the loop stood still: the timer is the first to run, then come the packets. */
    @Test
    void whatIsHeardRightAfterTheTimeIsHeardInTime() {
        watch.start();
        network.pass(PeerWatch.SILENCE);
        assertThat(watch.heard()).isFalse();
        network.pass(SECOND.multipliedBy(6));
        assertThat(told).isZero();
    }

    @Test
    void whoWasSilentIsBackOnce() {
        watch.start();
        network.pass(PeerWatch.SILENCE.plus(SECOND));
        assertThat(watch.heard()).isTrue();
        assertThat(watch.heard()).isFalse();
        assertThat(watch.silence()).isZero();
        network.pass(PeerWatch.SILENCE.plus(SECOND));
        assertThat(told).isEqualTo(2);
    }

    @Test
    void nobodyIsSilentBeforeTheStartOrAfterTheEnd() {
        network.pass(SECOND.multipliedBy(60));
        assertThat(watch.silence()).isZero();
        watch.start();
        watch.close();
        network.pass(SECOND.multipliedBy(60));
        assertThat(told).isZero();
    }
}
