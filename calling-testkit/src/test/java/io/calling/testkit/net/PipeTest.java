package io.calling.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipeTest {
    private static final int PACKETS = 20_000;
    private static final long MILLI = 1_000_000;

    private final Pipe pipe = new Pipe(42);

    private List<Pipe.Passage> passAMillisecondApart(LinkConditions conditions) {
        pipe.conditions(conditions);
        List<Pipe.Passage> passages = new ArrayList<>();
        for (int i = 0; i < PACKETS; i++) {
            passages.add(pipe.pass(i * MILLI, 100));
        }
        return passages;
    }

    private static double share(List<Pipe.Passage> passages, Fate fate) {
        return passages.stream().filter(p -> p.fate() == fate).count() / (double) PACKETS;
    }

    @Test
    void aPerfectLinkCarriesEverythingAtOnce() {
        assertThat(passAMillisecondApart(LinkConditions.PERFECT))
                .allMatch(p -> p.fate() == Fate.CARRIED && p.delayNanos() == 0 && !p.twice());
    }

    @Test
    void delayIsTheSameForEachPacket() {
        assertThat(passAMillisecondApart(LinkConditions.delayed(Duration.ofMillis(50))))
                .allMatch(p -> p.delayNanos() == 50 * MILLI);
    }

    @Test
    void jitterVariesTheDelayAndKeepsTheOrder() {
        var jittery = LinkConditions.delayed(Duration.ofMillis(50)).jitter(Duration.ofMillis(30));
        List<Pipe.Passage> passages = passAMillisecondApart(jittery);
        long before = 0;
        for (int i = 0; i < PACKETS; i++) {
            long arrival = i * MILLI + passages.get(i).delayNanos();
            assertThat(arrival).isGreaterThanOrEqualTo(before);
            before = arrival;
        }
        assertThat(passages).extracting(Pipe.Passage::delayNanos).hasSizeGreaterThan(100);
        assertThat(passages)
                .allMatch(p -> p.delayNanos() >= 50 * MILLI && p.delayNanos() <= 80 * MILLI);
    }

    @Test
    void lossTakesItsShare() {
        List<Pipe.Passage> passages = passAMillisecondApart(LinkConditions.PERFECT.loss(0.1));
        assertThat(share(passages, Fate.LOST)).isCloseTo(0.1, within(0.01));
    }

    @Test
    void burstsTakeRunsOfPackets() {
        var bursts = LinkConditions.PERFECT.burst(new BurstLoss(0.01, 0.25));
        List<Pipe.Passage> passages = passAMillisecondApart(bursts);
        long runs = 0;
        for (int i = 1; i < PACKETS; i++) {
            boolean begins =
                    passages.get(i).fate() == Fate.LOST && passages.get(i - 1).fate() != Fate.LOST;
            runs += begins ? 1 : 0;
        }
        double lost = share(passages, Fate.LOST) * PACKETS;
        assertThat(lost / runs).isCloseTo(4.0, within(0.5));
    }

    @Test
    void someAreOvertakenBehindOthers() {
        List<Pipe.Passage> passages = passAMillisecondApart(LinkConditions.PERFECT.reordering(0.1));
        long overtaken = passages.stream().filter(p -> p.delayNanos() > 0).count();
        assertThat(overtaken / (double) PACKETS).isCloseTo(0.1, within(0.01));
    }

    @Test
    void someArriveTwice() {
        List<Pipe.Passage> passages =
                passAMillisecondApart(LinkConditions.PERFECT.duplication(0.1));
        long twice = passages.stream().filter(Pipe.Passage::twice).count();
        assertThat(twice / (double) PACKETS).isCloseTo(0.1, within(0.01));
    }

    @Test
    void aSlowLinkSpacesPacketsOut() {
        pipe.conditions(LinkConditions.PERFECT.rate(80_000, 10_000)); // 10 bytes a millisecond
        assertThat(pipe.pass(0, 100).delayNanos()).isEqualTo(10 * MILLI);
        assertThat(pipe.pass(0, 100).delayNanos()).isEqualTo(20 * MILLI);
    }

    @Test
    void aFullQueueDropsWhatComes() {
        pipe.conditions(LinkConditions.PERFECT.rate(80_000, 250));
        pipe.pass(0, 100);
        pipe.pass(0, 100);
        assertThat(pipe.pass(0, 100).fate()).isEqualTo(Fate.QUEUE_FULL);
        assertThat(pipe.pass(20 * MILLI, 100).fate()).isEqualTo(Fate.CARRIED);
    }

    @Test
    void packetsAboveTheMtuVanish() {
        pipe.conditions(LinkConditions.PERFECT.mtu(1_280));
        assertThat(pipe.pass(0, 1_280).fate()).isEqualTo(Fate.CARRIED);
        assertThat(pipe.pass(0, 1_281).fate()).isEqualTo(Fate.TOO_BIG);
    }

    @Test
    void conditionsOutOfRangeAreRefusedByName() {
        assertThatThrownBy(() -> LinkConditions.PERFECT.loss(1.1)).hasMessageContaining("loss");
        assertThatThrownBy(() -> LinkConditions.PERFECT.mtu(0)).hasMessageContaining("mtuBytes");
        assertThatThrownBy(() -> LinkConditions.delayed(Duration.ofMillis(-1)))
                .hasMessageContaining("delay");
    }
}
