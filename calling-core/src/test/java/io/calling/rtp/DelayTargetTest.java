package io.calling.rtp;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DelayTargetTest {
    private static final long FRAME = MILLISECONDS.toNanos(20);

    private final DelayTarget target =
            new DelayTarget(JitterBufferConfig.speech(48_000, Duration.ofMillis(20)));
    private final Random random = new Random(5);
    private long media;

    @Test
    void itBeginsWithTheInitialDelay() {
        assertThat(target.targetNanos()).isEqualTo(MILLISECONDS.toNanos(40));
    }

    @Test
    void anEvenNetworkNeedsTheLeastDelay() {
        receive(200, 0);

        assertThat(millis()).isEqualTo(20);
    }

    @Test
    void theTargetCoversAllButFewOfThePackets() {
        receive(3_000, 100);

        assertThat(millis()).isBetween(90L, 105L);
    }

    @Test
    void theTargetRisesWithinASecondAndFallsWithinTen() {
        receive(200, 0);
        receive(50, 80);
        assertThat(millis()).isGreaterThan(60);

        receive(500, 0);
        assertThat(millis()).isEqualTo(20);
    }

    /** Each time that it falls and rises again, sound is played faster and slower. */
    @Test
    void onTheEdgeOfAStepTheTargetDoesNotGoBackAndForth() {
        int changes = 0;
        for (int i = 0; i < 3_000; i++) {
            long before = target.targetNanos();
            long late = i % 40 < 2 ? 36 : random.nextInt(35);
            target.onPacket(now(i) + MILLISECONDS.toNanos(late), media(i));
            changes += target.targetNanos() == before ? 0 : 1;
        }
        assertThat(changes).isLessThan(12);
        assertThat(millis()).isEqualTo(40);
    }

    @Test
    void aLongerPathIsNoUnevennessForLong() {
        receive(200, 0);
        media -= MILLISECONDS.toNanos(150); // everything now arrives 150 ms later
        receive(700, 0);

        assertThat(millis()).isEqualTo(20);
    }

    @Test
    void driftingClocksAreNoUnevenness() {
        long arrival = 0;
        for (int i = 0; i < 90_000; i++) {
            target.onPacket(arrival, i * FRAME);
            arrival += FRAME + FRAME / 2_000; // 500 ppm slow for half an hour
        }
        assertThat(millis()).isEqualTo(20);
    }

    @Test
    void howeverUnevenTheNetworkTheTargetStaysWithinItsBounds() {
        receive(1_000, 1_500);

        assertThat(millis()).isEqualTo(400);
    }

    @Test
    void theDelayIsWhatTheFastestPacketWouldHaveWaited() {
        target.onPacket(1_000, 0);
        target.onPacket(1_000 + FRAME + 7_000, FRAME);

        assertThat(target.delayNanos(1_000 + 2 * FRAME, FRAME)).isEqualTo(FRAME);
    }

    private void receive(int packets, int jitterMillis) {
        for (int i = 0; i < packets; i++) {
            long late = MILLISECONDS.toNanos(jitterMillis == 0 ? 0 : random.nextInt(jitterMillis));
            target.onPacket(now(i) + late, media(i));
        }
        media += packets * FRAME;
        clock += packets * FRAME;
    }

    private long clock = MILLISECONDS.toNanos(12_345);

    private long now(int i) {
        return clock + i * FRAME;
    }

    private long media(int i) {
        return media + i * FRAME;
    }

    private long millis() {
        return MILLISECONDS.convert(Duration.ofNanos(target.targetNanos()));
    }
}
